"""The child process: `python -m reporting.offline.reading.child`, started by `jail`.

Reads the file's bytes from its standard input, bound by the kernel in memory and time, without files or sockets, and
writes one JSON object: {"refused": reason} or what the file says (`word.read`, `book.read`, `xliff.read`,
{"kind": "text", …}).
"""

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from publications.render_child import lock
from reporting.offline.reading import book, word, xliff
from reporting.offline.reading.package import Package, Unreadable, look

MEMORY_MEGABYTES, CPU_SECONDS = 512, 10
MAX_CHARACTERS, MAX_LINES = 3_000_000, 50_000


def read(content: bytes) -> dict[str, Any]:
    """What the file says. Raises Unreadable."""
    look(content)
    if content.startswith(b"PK"):
        found = office(content)
    else:
        found = xliff.read(content) if xliff.is_xliff(content) else text(content)
    if len(found.get("lines", ())) > MAX_LINES:
        raise Unreadable("too_heavy")
    return found


def office(content: bytes) -> dict[str, Any]:
    package = Package(content)
    found = word.read(package) if package.kind == "word" else book.read(package)
    if sum(len(json.dumps(value)) for value in found.values()) > 2 * MAX_CHARACTERS:
        raise Unreadable("too_heavy")
    return found


def text(content: bytes) -> dict[str, Any]:
    """Plain text as lines; anything with other bytes in it is no text."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in words or words.lstrip().lower().startswith(("<!doctype", "<html", "<?xml", "mime-version:")):
            break
        if len(words) > MAX_CHARACTERS:
            raise Unreadable("too_heavy")
        return {"kind": "text", "lines": words.splitlines()}
    raise Unreadable("not_office")


def limit() -> None:
    """Bind this process: memory, processor time, no core dump; no file of ours, socket or process from here on."""
    memory = MEMORY_MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    lock(Path(os.devnull))


def main() -> None:
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


if __name__ == "__main__":
    main()
