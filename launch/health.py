"""Ask the web process of this container how it is: `python -m launch.health /health/live/`; exit code 0 when well.

The request looks as if it came through the proxy: by a host the portal answers for, over https.
"""

import http.client
import os
import sys


def well(path: str, port: int = 8000) -> bool:
    """Whether the path answers 200 within four seconds."""
    host = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if well(sys.argv[1]) else 1)
