"""Rendering in a child process that may use only so much and open only our own assets.

The child (`publications.render_child`) reads the request as JSON from its standard input, writes the file and
reports one JSON object per line on its standard output.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

from publications.fonts import FONTCONFIG_FILE

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024
# A document beyond this is refused before anything is laid out: about 1,500 pages.
MAX_WEIGHT = 60_000
# How often the parent looks up from waiting, in seconds: to extend a lease or to see that a job was cancelled.
GLANCE = 0.5
INHERITED = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV", "XDG_CACHE_HOME")


class RenderStopped(Exception):
    """The child came to no file. `reason` is a code of enums.StopReason, `detail` is for the log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class RenderAbandoned(Exception):
    """The caller wanted the file no longer; the child has been ended."""


@dataclass(frozen=True)
class Limits:
    """What one rendering may use."""

    memory_megabytes: int
    cpu_seconds: int
    wall_seconds: int


@dataclass(frozen=True)
class Rendered:
    """What the child made: the file is at the path it was given."""

    sha256: str
    size: int
    pages: int | None


def limits_for(weight: int) -> Limits:
    """Limits that grow with the document; `weight` is `weigh()` of it.

    A page weighs about 40 and takes about 0.15 s and 2 MB; the allowance is many times that.
    """
    cpu = min(60 + weight // 10, 1800)
    return Limits(memory_megabytes=min(1200 + weight // 3, 6000), cpu_seconds=cpu, wall_seconds=2 * cpu + 30)


def weigh(tree: Any) -> int:
    """How much there is to lay out: one for each object of the JSON tree, and one for each 200 characters."""
    weight, stack = 0, [tree]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            weight += 1
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, str):
            weight += len(item) // 200
    return weight


def render(
    tree: dict[str, Any],
    *,
    format: str,
    paper: str,
    identifier: str,
    output: Path,
    watch: Callable[[dict[str, Any] | None], bool],
    limits: Limits | None = None,
) -> Rendered:
    """Render a block tree (JSON) to `output` in a child process.

    `identifier` goes into the file and makes its bytes repeatable. `watch` is called with each report of the child
    ({"step": "layout", "pages": 12}) and with None about twice a second; when it says False the child is ended and
    RenderAbandoned raised. Raises RenderStopped when no file came of it.
    """
    weight = weigh(tree)
    if weight > MAX_WEIGHT:
        raise RenderStopped("too_large", f"weight {weight}")
    limits = limits or limits_for(weight)
    request = {
        "tree": tree,
        "format": format,
        "paper": paper,
        "identifier": identifier,
        "output": str(output),
        "limits": asdict(limits),
    }
    with tempfile.TemporaryFile() as errors, tempfile.TemporaryDirectory(prefix="render-") as home:
        child = subprocess.Popen(
            [sys.executable, "-m", "publications.render_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
            env=environment(home),
            start_new_session=True,
        )
        try:
            return _attend(child, request, limits, watch, errors)
        finally:
            child.kill()
            child.wait()
            cast(IO[bytes], child.stdout).close()


def environment(home: str) -> dict[str, str]:
    """Nothing of ours but where programs are: no secret, no address of a database."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {
        "XDG_CACHE_HOME": home,
        **inherited,
        "HOME": home,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        # Subset fonts bear the moment of their making; this is the moment they are given.
        "SOURCE_DATE_EPOCH": "0",
        "PYTHONUTF8": "1",
        "FONTCONFIG_FILE": str(FONTCONFIG_FILE),
    }


def _attend(
    child: "subprocess.Popen[bytes]",
    request: dict[str, Any],
    limits: Limits,
    watch: Callable[[dict[str, Any] | None], bool],
    errors: IO[bytes],
) -> Rendered:
    stdin, stdout = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
    deadline = time.monotonic() + limits.wall_seconds
    # A child that ended at once no longer listens; how it ended is told below.
    with suppress(BrokenPipeError), stdin:
        stdin.write(json.dumps(request).encode())
    last_report: dict[str, Any] = {}
    for report in _reports(stdout.fileno()):
        if time.monotonic() > deadline:
            raise RenderStopped("time", f"more than {limits.wall_seconds} s on the clock")
        if report:
            last_report = report
        if not watch(report):
            raise RenderAbandoned
    status = child.wait()
    if "sha256" in last_report and status == 0:
        return Rendered(last_report["sha256"], last_report["size"], last_report["pages"])
    if "stopped" in last_report:
        raise RenderStopped(last_report["stopped"], last_report.get("detail", ""))
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - 2000))
    raise RenderStopped(_reason_of(status), f"status {status}; {errors.read().decode(errors='replace')}")


def _reports(descriptor: int) -> Iterator[dict[str, Any] | None]:
    """The child's reports as they come, None when none came for a while; ends when the child closes its output."""
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        rest = b""
        while True:
            if not selector.select(GLANCE):
                yield None
                continue
            chunk = os.read(descriptor, 65536)
            if not chunk:
                return
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                yield json.loads(line)


def _reason_of(status: int) -> str:
    """Why a child ended without a word: the kernel's limits speak through signals."""
    if -status in (signal.SIGXCPU, signal.SIGKILL):
        return "time"
    # GLib and the allocator abort or trap when memory is refused; so do most other libraries in C.
    if -status in (signal.SIGABRT, signal.SIGTRAP, signal.SIGSEGV, signal.SIGBUS):
        return "memory"
    return "crashed"
