"""A copy of the portal in a place of its own, started as a person would start it."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from launch import processes
from launch.paths import ROOT

SERVICES = ("DATABASE_URL", "REDIS_URL", "REDIS_PREFIX", "RCM_STATE", "RCM_ENV", "DJANGO_SETTINGS_MODULE", "PORT")


def copy_project(place: Path) -> Path:
    """The files a clone would have, with the packages of this environment."""
    clone = place / "portal"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip
    for name in listed.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    environment = Path(sys.executable).parent.parent
    (clone / ".venv").symlink_to(environment)
    for lock in ("run", "dev"):
        if not (environment / f".{lock}.lock.sum").exists():
            content = (ROOT / "requirements" / f"{lock}.lock").read_bytes()
            total = subprocess.run(["cksum"], input=content, capture_output=True, check=True).stdout
            (environment / f".{lock}.lock.sum").write_bytes(total)
    return clone


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Portal:
    """`./run` in a clone, without any service, on the packaged PostgreSQL."""

    def __init__(self, clone: Path, state: Path, **variables: str) -> None:
        self.clone, self.state, self.port = clone, state, free_port()
        self.environment = {name: value for name, value in os.environ.items() if name not in SERVICES}
        self.environment |= {"RCM_POSTGRES": "wheel", "PORT": str(self.port), **variables}
        self.output = clone / "output.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """One command to its end."""
        return subprocess.run(
            ["./run", *arguments], cwd=self.clone, env=self.environment | variables, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip

    def start(self) -> None:
        """Start and wait for the address to be printed."""
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                ["./run"], cwd=self.clone, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        self.wait(lambda: "Ctrl-C stops the portal" in self.said(), 600)

    def wait(self, condition, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"waited {seconds} s in vain; the portal said:\n{self.said()}"
            assert self.process is None or self.process.poll() is None, f"the portal ended:\n{self.said()}"
            time.sleep(0.1)

    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def get(self, path: str) -> int:
        """The status of a page; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Signal the launcher and wait for its end; its exit code."""
        process, self.process = self.process, None
        if process is None:
            return 0
        process.send_signal(how)
        return process.wait(120)

    def processes(self, word: str = "") -> list[int]:
        """Every process of this portal, or those that have a word in their command line."""
        found = {*processes.marked(str(self.state)), *processes.working_in(self.state / "postgresql" / "data")}
        return sorted(number for number in found if word in command_line(number))

    def leaders(self, word: str) -> list[int]:
        """The processes with this word that the launcher started itself."""
        assert self.process is not None
        return [number for number in self.processes(word) if parent(number) == self.process.pid]


def command_line(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def parent(number: int) -> int:
    try:
        return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
