"""Children that are started, watched, started again when they die, and stopped in order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from launch import processes
from launch.paths import Stop

PR_SET_PDEATHSIG = 1
WINDOW_SECONDS = 60
LONGEST_PAUSE = 15
ENDS_AT_START = 3  # of a child that has never worked; more means that waiting does not help
STOP_SECONDS = 10
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(what: signal.Signals) -> Callable[[], None] | None:
    """What a child does before it becomes its program: ask the kernel for a signal when the launcher is killed."""
    if LIBC is None:
        return None
    libc = LIBC
    return lambda: libc.prctl(PR_SET_PDEATHSIG, int(what))


@dataclass
class Child:
    """One process of the portal in a session of its own, so that Ctrl-C reaches only the launcher.

    `stop_signal` is the one by which the program ends cleanly; what still runs after ten seconds is killed.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    folder: Path
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    switch: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    ends: list[float] = field(default_factory=list)
    due: float | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent(self.stop_signal),
                **self.switch,
            )

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal_group(self, what: signal.Signals) -> None:
        """Signal the child and what it started; whoever has ended already is no error."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, what)

    def attend(self) -> None:
        """Start again after an end nobody asked for: at once, and the more slowly the oftener it ends."""
        if self.alive():
            return
        now = time.monotonic()
        if self.due is None:
            # The children of a killed process would go on beside the new one.
            self.signal_group(signal.SIGKILL)
            self.ends = [end for end in self.ends if end > now - WINDOW_SECONDS] + [now]
            self.due = now + min(2 ** (len(self.ends) - 1) - 1, LONGEST_PAUSE)
            status = self.process.returncode if self.process else None
            print(f"The {self.name} ended ({status}); starting it again. See {self.log}", flush=True)
        if now >= self.due:
            self.due = None
            self.start()

    def ask_to_end(self) -> None:
        """Only the leader is asked: it knows how to end its own children."""
        if self.process is not None and self.alive():
            self.process.send_signal(self.stop_signal)

    def wait_for_end(self) -> None:
        """Wait, and kill what is left of the group after ten seconds."""
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
            self.signal_group(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        self.ask_to_end()
        self.wait_for_end()


class Supervisor:
    """Children in the order of their start; `stop` ends them the other way round."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.ending = threading.Event()

    def start(self, child: Child) -> None:
        self.children.append(child)
        child.start()

    def listen(self) -> None:
        """Ctrl-C, a closed terminal and SIGTERM all mean: stop cleanly."""
        for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(what, lambda *_: self.ending.set())

    def watch(self) -> None:
        """Keep every child running until a signal to stop."""
        while not self.ending.wait(0.2):
            for child in self.children:
                child.attend()

    def watch_until(self, condition: Callable[[], bool], seconds: float) -> None:
        """Keep every child running until the condition holds or a signal to stop comes.

        Raises Stop, with the end of the log, when one of them cannot be started or the time is over.
        """
        limit = time.monotonic() + seconds
        while not self.ending.is_set() and not condition():
            for child in self.children:
                child.attend()
                if len(child.ends) > ENDS_AT_START or time.monotonic() > limit:
                    raise Stop(f"The {child.name} does not start. {child.log} ends:\n{last_lines(child.log)}")
            self.ending.wait(0.1)

    def stop(self, mark: str = "") -> None:
        """End the children together, and after them the first, on which the others stand.

        With a mark, also the processes that left their group.
        """
        first, others = self.children[:1], self.children[1:]
        for child in others:
            child.ask_to_end()
        for child in others:
            child.wait_for_end()
        if mark:
            end_marked(mark)
        for child in first:
            child.stop()


def end_marked(mark: str) -> None:
    """End the processes of an earlier or of this start that carry its mark: politely, then for good."""
    for what, patience in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
        for number in processes.marked(mark):
            processes.send(number, what)
        end = time.monotonic() + patience
        while processes.marked(mark) and time.monotonic() < end:
            time.sleep(0.05)


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log file, for a message."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return "(no log)"
