"""The child process that reads forms, started by `publications.reading.jail`.

It answers with what the file says (`word.read`, `book.read`, `xliff.read`, {"kind": "text", …}) or
{"refused": reason}.
"""

from typing import Any

from publications.reading.child import MAX_CHARACTERS, main, weighed
from publications.reading.package import Package, Unreadable, look
from reporting.offline.reading import book, word, xliff

MAX_LINES = 50_000


def read(content: bytes) -> dict[str, Any]:
    """What the file says. Raises Unreadable."""
    look(content)
    if content.startswith(b"PK"):
        found = office(content)
    else:
        found = weighed(xliff.read(content)) if xliff.is_xliff(content) else text(content)
    if len(found.get("lines", ())) > MAX_LINES:
        raise Unreadable("too_heavy")
    return found


def office(content: bytes) -> dict[str, Any]:
    package = Package(content)
    return weighed(word.read(package) if package.kind == "word" else book.read(package))


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


if __name__ == "__main__":
    main(read)
