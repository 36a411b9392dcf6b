"""The commands of `./run`."""

import os
import sys

from launch import checks, serve
from launch.paths import Stop

HELP = """./run                 start the portal at http://127.0.0.1:8000 (PORT overrides); Ctrl-C stops it
./run test […]        the whole suite on PostgreSQL, Redis, Celery and Chromium; arguments go to pytest
./run lint            style, types, import arrows, templates, migrations, translations
./run fmt             format the code
./run audit           ask the package index for known vulnerabilities (needs the network; advice only)
./run bench […]       measure the speed goals, all or some: save, pages, api, bulk, pdf (docs/performance.md)
./run api-fuzz […]    ask the open interface some 10,000 times, sense and nonsense
./run office […]      open the files of declarations and forms in LibreOffice, change them and read them back
./run manage …        manage.py in the prepared environment, on the portal's database
./run help            this text

DATABASE_URL, REDIS_URL   use these services instead of starting our own
RCM_STATE                 the folder of data, files and logs (default: .state; docs/operations.md)
RCM_POSTGRES=wheel        make a new database with the packaged PostgreSQL even where one is installed"""


def main(arguments: list[str]) -> int:
    """The exit code of a command. A Stop is a message, not a traceback."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("serve", [])
    simple = {"serve": serve.serve, "lint": checks.lint, "fmt": checks.fmt, "audit": checks.audit}
    with_arguments = {"manage": serve.manage, "test": checks.test, "bench": checks.bench, "api-fuzz": checks.api_fuzz,
                      "office": checks.office}  # fmt: skip
    try:
        if command in {"help", "-h", "--help"}:
            print(HELP)
            return 0
        if command in with_arguments:
            return with_arguments[command](rest)
        if command in simple and not rest:
            return simple[command]()
        print(f"./run does not know {' '.join(arguments)!r}.\n\n{HELP}", file=sys.stderr)
        return 2
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


if __name__ == "__main__":
    # The database's user must be able to pass through the folders we make, whatever the shell's mask is.
    os.umask(0o022)
    sys.exit(main(sys.argv[1:]))
