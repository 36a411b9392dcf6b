"""Reading a translation file (XLIFF 1.2). Runs in the child process, which knows nothing of the portal."""

import re
from typing import Any

from publications.reading.package import MAX_PART, Unreadable, declares, parse

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
PASSPORT = "passport:"
MAX_UNITS = 5_000
NAMED = re.compile(r"(?P<code>[^@\s]{3,120})@(?P<source>\d{1,9})\.(?P<target>\d{1,9})")


def unit_id(code: str, source: int, target: int) -> str:
    """The name of a unit: the box, and the versions of original and translation when the file was made."""
    return f"{code}@{source}.{target}"


def is_xliff(content: bytes) -> bool:
    """Does it begin like one, in whatever encoding?"""
    head = content[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    return head.startswith(b"<") and b"<xliff" in head


def read(content: bytes) -> dict[str, Any]:
    """What the file says, in the shape of the other forms; of each unit also the version of its original."""
    if len(content) > MAX_PART:
        raise Unreadable("too_heavy")
    if declares(content):
        raise Unreadable("entities")
    root = parse(content)
    if root.tag != f"{{{XLIFF}}}xliff":
        raise Unreadable("other_xliff")
    units = list(root.iter(f"{{{XLIFF}}}trans-unit"))
    if len(units) > MAX_UNITS:
        raise Unreadable("too_heavy")
    fields: list[dict[str, Any]] = []
    loose: list[str] = []
    for unit in units:
        target = unit.find(f"{{{XLIFF}}}target")
        text = "".join(target.itertext()) if target is not None else ""
        if not text.strip():
            continue
        if named := NAMED.fullmatch(unit.get("id", "")):
            fields.append(
                {"code": named["code"], "version": int(named["target"]), "source_version": int(named["source"]),
                 "text": text, "remarks": [], "comments": []}
            )  # fmt: skip
        else:
            loose.append(text)
    notes = [note for note in root.iter(f"{{{XLIFF}}}note") if note.get("from", "").startswith(PASSPORT)]
    return {
        "kind": "xliff",
        "properties": {note.get("from").removeprefix(PASSPORT): note.text or "" for note in notes},
        "fields": fields, "marks": [], "items": [], "loose": loose, "comments": [], "tracked": 0,
    }  # fmt: skip
