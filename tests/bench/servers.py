"""A server under measurement and two clients that load it, all on the loopback: wrk where each request is the same,
and one of our own where each depends on the answer before.
"""

import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

SECONDS = 3.0


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@dataclass(frozen=True)
class Server:
    port: int
    process: int

    def processor_ms(self, name: str) -> float:
        """Processor time that the workers and their connections, known to the database by `name`, took so far."""
        workers = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = %s", [name])
            backends = [str(pid) for (pid,) in cursor.fetchall()]
        return sum(_processor_ms(process) for process in [*workers, *backends])


def _processor_ms(process: str) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def gunicorn(application: str, **environment: str) -> Iterator[Server]:
    """Serve a WSGI application with two processes of four threads."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "2",
        "--worker-class", "gthread", "--threads", "4", "--keep-alive", "60", "--worker-tmp-dir", "/dev/shm",
        "--log-level", "error", "--no-control-socket",
    ]  # fmt: skip
    server = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(20)


def database_address(name: str) -> str:
    """The database that is measured, for connections that are known to it by `name`."""
    database = connection.settings_dict
    host = database["HOST"].replace("/", "%2F") or "localhost"
    return (
        f"postgresql://{database['USER']}@{host}:{database['PORT'] or 5432}/{database['NAME']}?application_name={name}"
    )


def asked_again(port: int, clients: int, path: str, headers: Mapping[str, str]) -> float:
    """Requests per second of `clients` connections that ask for one address as fast as they are answered.

    wrk takes little of the processors that it shares with the server. An answer of 400 and above is an error.
    """
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{clients}", f"-d{SECONDS:.0f}s", *told, f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx or 3xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return float(said.split("Requests/sec:")[1].split()[0])


Request = Callable[[int], bytes]
Seen = Callable[[int, bytes], None]


def requests_per_second(
    port: int, clients: int, request: Request, seen: Seen, seconds: float = SECONDS
) -> tuple[float, float]:
    """Requests per second and p95 in ms of `clients` connections that send as fast as they are answered.

    `request(client)` is the next raw HTTP request of a client, `seen(client, body)` gets the body of its answer. Any
    status but 200 is an error.
    """
    return asyncio.run(_load(port, clients, request, seen, seconds))


async def _load(port: int, clients: int, request: Request, seen: Seen, seconds: float) -> tuple[float, float]:
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def one(number: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            started = time.perf_counter()
            writer.write(request(number))
            status, body = await _answer(reader)
            if status != 200:
                raise RuntimeError(f"status {status}: {body[:200]!r}")
            seen(number, body)
            times.append(time.perf_counter() - started)
        writer.close()

    await asyncio.gather(*(one(number) for number in range(clients)))
    # A server that is still loading may answer hardly once in the first round, which only warms it up.
    return len(times) / seconds, statistics.quantiles(times, n=20)[18] * 1000 if len(times) > 1 else seconds * 1000


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    lower = head.lower()
    if "content-length:" in lower:
        length = int(lower.split("content-length:", 1)[1].split("\r\n", 1)[0])
        return status, await reader.readexactly(length)
    body = b""
    while size := int((await reader.readline()).strip() or b"0", 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return status, body
