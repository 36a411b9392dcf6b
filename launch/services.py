"""What the suite needs around it: a browser, PDF tools, PostgreSQL, Redis. Found, or installed and started."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from launch.paths import ROOT, Stop
from launch.postgres import OLDEST, wait_for
from launch.serve import database
from launch.state import State
from launch.supervise import Child, Supervisor, last_lines

REDIS_DATABASES = 16
CLAIM = b"rcm-suite"
# Answers 0 when the server is new enough and lets us make databases.
PROBE = """
import sys, psycopg2
with psycopg2.connect(sys.argv[1], connect_timeout=3) as connection, connection.cursor() as cursor:
    cursor.execute("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
    sys.exit(not (cursor.fetchone()[0] and connection.server_version >= int(sys.argv[2])))
"""


def install(program: str, *packages: str) -> None:
    """Make sure of a program; apt when root, else a Stop that names the packages."""
    if shutil.which(program):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' '.join(packages)}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.run(
                ["apt-get", *arguments], env=quiet, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
    if not shutil.which(program):
        raise Stop(f"The suite needs {program}, which is not on this machine. Please install: {' '.join(packages)}")


def suite_name() -> str:
    """The name of this clone's databases; Django puts test_ before it and the number of a worker behind."""
    return f"rcm_suite_{zlib.crc32(str(ROOT).encode()):08x}"


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """DATABASE_URL, else the machine's server when it lets us make databases, else a cluster that ends with us."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    user = getpass.getuser()
    for place in (f"{user}@%2Fvar%2Frun%2Fpostgresql", f"{user}@127.0.0.1:5432"):
        command = [sys.executable, "-c", PROBE, f"postgresql://{place}/postgres", f"{OLDEST}0000"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            yield f"postgresql://{place}/{suite_name()}"
            return
    with tempfile.TemporaryDirectory(prefix="rcm-suite-") as folder:
        state = State(Path(folder))
        state.prepare()
        supervisor = Supervisor()
        try:
            with database(state, supervisor) as url:
                yield url
        finally:
            supervisor.stop()


class Redis:
    """As much of Redis' language as it takes to claim a database."""

    def __init__(self, host: str, port: int) -> None:
        self.connection = socket.create_connection((host, port), timeout=3)
        self.answers = self.connection.makefile("rb")

    def ask(self, *words: bytes) -> bytes:
        """Send one command, return its one-line answer without the line's end."""
        body = b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)
        self.connection.sendall(b"*%d\r\n%s" % (len(words), body))
        return self.answers.readline().rstrip(b"\r\n")

    def close(self) -> None:
        self.answers.close()
        self.connection.close()


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """REDIS_URL, else an empty database of the machine's Redis for the time of the suite, else a Redis of our own."""
    given = os.environ.get("REDIS_URL")
    if given:
        address = urlsplit(given)
        if not answers(address.hostname or "", address.port or 6379):
            raise Stop(f"REDIS_URL is set to {address.hostname}:{address.port or 6379}, where no Redis answers.")
        yield given
        return
    with claimed("127.0.0.1", 6379) if answers("127.0.0.1", 6379) else own_redis() as url:
        yield url


@contextlib.contextmanager
def own_redis() -> Iterator[str]:
    """A Redis server that keeps nothing and ends with us."""
    install("redis-server", "redis-server")
    with tempfile.TemporaryDirectory(prefix="rcm-redis-") as folder:
        number = free_port()
        command = ["redis-server", "--port", str(number), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        child = Child("Redis", command, dict(os.environ), Path(folder), Path(folder) / "redis.log")
        child.start()
        try:
            if not wait_for(lambda: answers("127.0.0.1", number), 10):
                raise Stop(f"Redis did not start:\n{last_lines(child.log)}")
            yield f"redis://127.0.0.1:{number}/0"
        finally:
            child.stop()


def answers(host: str, number: int) -> bool:
    try:
        server = Redis(host, number)
    except OSError:
        return False
    try:
        return server.ask(b"PING") == b"+PONG"
    except OSError:
        return False
    finally:
        server.close()


@contextlib.contextmanager
def claimed(host: str, number: int) -> Iterator[str]:
    """The highest empty database, held by a key for the time of the suite and emptied afterwards."""
    server = Redis(host, number)
    try:
        for index in reversed(range(1, REDIS_DATABASES)):
            if server.ask(b"SELECT", b"%d" % index) != b"+OK" or server.ask(b"DBSIZE") != b":0":
                continue
            # An hour: a suite that was killed does not hold its database for ever.
            if server.ask(b"SET", CLAIM, b"%d" % os.getpid(), b"NX", b"EX", b"3600") == b"+OK":
                break
        else:
            raise Stop("Every database of the Redis on this machine is in use. Set REDIS_URL to one for the suite.")
        try:
            yield f"redis://{host}:{number}/{index}"
        finally:
            server.ask(b"FLUSHDB")
    finally:
        server.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
