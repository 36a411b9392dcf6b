"""Processes of this machine as /proc shows them. Where there is no /proc the answers are empty."""

import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
MARK = "RCM_RUN"


def numbers() -> Iterator[int]:
    if PROC.is_dir():
        yield from (int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit())


def living(number: int) -> bool:
    """Whether the process runs; one that has ended and waits for its parent does not."""
    try:
        status = (PROC / str(number) / "stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}


def working_in(folder: Path) -> list[int]:
    """The processes whose working directory is the folder: PostgreSQL's all work in their data folder."""
    found = []
    for number in numbers():
        try:
            if Path(os.readlink(PROC / str(number) / "cwd")) == folder.resolve() and living(number):
                found.append(number)
        except OSError:
            continue
    return found


def marked(value: str) -> list[int]:
    """The processes that a launcher with this mark started, or their children, whatever became of their parents."""
    wanted = f"{MARK}={value}".encode()
    found = []
    for number in numbers():
        try:
            environment = (PROC / str(number) / "environ").read_bytes()
        except OSError:
            continue
        if wanted in environment.split(b"\0") and living(number) and number != os.getpid():
            found.append(number)
    return found


def send(number: int, what: signal.Signals) -> None:
    """Signal a process that may have ended in the meantime."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, what)
