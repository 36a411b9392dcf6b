"""What every child process that reads a file does: bind itself, read its standard input, answer with one JSON object.

`jail` starts a module of a room (`python -m reporting.offline.reading.child`) that calls `main` with its own reader.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publications.reading.package import Unreadable
from publications.render_child import lock

MEMORY_MEGABYTES, CPU_SECONDS = 512, 10
MAX_CHARACTERS = 3_000_000


def weighed(found: dict[str, Any]) -> dict[str, Any]:
    """What was read, when it is not more than the portal takes. Raises Unreadable."""
    if sum(len(json.dumps(value)) for value in found.values()) > 2 * MAX_CHARACTERS:
        raise Unreadable("too_heavy")
    return found


def limit() -> None:
    """Bind this process: memory, processor time, no core dump; no file of ours, socket or process from here on."""
    memory = MEMORY_MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    lock(Path(os.devnull))


def main(read: Callable[[bytes], dict[str, Any]]) -> None:
    """Write what `read` finds in the standard input, or {"refused": reason}."""
    content = sys.stdin.buffer.read()
    limit()
    try:
        found = read(content)
    except Unreadable as unreadable:
        found = {"refused": unreadable.reason}
    except (MemoryError, RecursionError):
        found = {"refused": "too_heavy"}
    except Exception as error:  # whatever a library raises on a file built to hurt it is one answer to the parent
        found = {"refused": "damaged", "detail": f"{type(error).__name__}: {error}"[:500]}
    sys.stdout.write(json.dumps(found))
