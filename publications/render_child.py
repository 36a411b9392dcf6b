"""The child process that renders one document: `python -m publications.render_child`, started by `jail`.

It has no settings, no database and no secrets. After its libraries are loaded it may open its own assets, what the
interpreter itself needs, and the file it was told to write; sockets and further processes are refused.
"""

import hashlib
import json
import os
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
ASSETS = (ROOT / "static" / "vendor" / "fonts", ROOT / "static" / "css", ROOT / "templates" / "documents")
CODE = tuple(Path(path).resolve() for path in {*sys.path, sys.prefix, sys.base_prefix} if path)
REFUSED = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
)


def say(**report: Any) -> None:
    """One line to the parent. If nobody listens any more, the work is pointless and ends here."""
    try:
        os.write(1, json.dumps(report).encode() + b"\n")
    except BrokenPipeError:
        os._exit(1)


def limit(limits: dict[str, int]) -> None:
    """Bind this process by the kernel: memory, processor time, no core dump."""
    memory = limits["memory_megabytes"] * 1024 * 1024
    cpu = limits["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))


def lock(output: Path) -> None:
    """From here on refuse every file that is not an asset, code or the output, every socket, every process."""
    scratch = Path(tempfile.gettempdir()).resolve()
    code = tuple(path for path in CODE if path != ROOT)
    readable = (*ASSETS, *code, ROOT / "publications")

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in REFUSED:
            raise PermissionError(f"{event} is refused")
        if event != "open" or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path = Path(os.path.realpath(os.fsdecode(arguments[0])))
        writes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if path == output or _inside(path, (scratch / "weasyprint",), prefix=True):
            return
        if writes or not _inside(path, readable):
            raise PermissionError(f"{path} is refused")

    sys.addaudithook(guard)


def _inside(path: Path, folders: tuple[Path, ...], *, prefix: bool = False) -> bool:
    if prefix:
        return any(str(path).startswith(str(folder)) for folder in folders)
    return any(path.is_relative_to(folder) for folder in folders)


def main() -> None:
    request = json.load(sys.stdin)
    limit(request["limits"])
    output = Path(request["output"])
    try:
        pages = render(request, output)
    except MemoryError:
        say(stopped="memory")
    except OSError as error:
        say(stopped="disk", detail=repr(error)) if error.filename == str(output) else _crashed(error)
    except Exception as error:  # whatever a library raises on a hostile document is one answer to the parent
        _crashed(error)
    else:
        content = output.read_bytes()
        say(sha256=hashlib.sha256(content).hexdigest(), size=len(content), pages=pages)


def render(request: dict[str, Any], output: Path) -> int | None:
    """Write the file; gives its number of pages where the format has pages."""
    from publications.block_json import InvalidBlocks, from_json

    say(step="prepare")
    try:
        document = from_json(request["tree"])
    except InvalidBlocks as error:
        say(stopped="invalid", detail=str(error))
        sys.exit(0)
    settings.configure(USE_I18N=False)
    paper, identifier = request["paper"], request["identifier"]
    from publications.render import docx, pdf

    pdf.prepare()  # the Word file asks the PDF's layout for the pages of its contents
    lock(output)
    if request["format"] == "pdf":
        return pdf.write(document, output, paper=paper, identifier=identifier, say=say)
    docx.write(document, output, paper=paper, identifier=identifier, say=say)
    return None


def _crashed(error: Exception) -> None:
    say(stopped="crashed", detail=f"{type(error).__name__}: {error}"[:2000])


if __name__ == "__main__":
    main()
