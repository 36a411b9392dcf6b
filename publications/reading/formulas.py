"""What the formulas of a workbook ask for when it is opened."""

import re
from typing import Any

from lxml import etree

_PLACES = ("f", "definedName", "formula", "formula1", "formula2")
_SUSPECT = re.compile(rb"&#|<!\[CDATA|<!--|\||WEBSERVICE|IMAGE|RTD|CALL|REGISTER|DDE", re.IGNORECASE)
"""Without one of these no formula can ask for anything: parsing a large sheet takes seconds."""
_MAY_HOLD = re.compile(rb"<(?:\w+:)?(?:f|definedName|formula[12]?)[\s>/]")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
"""Names of sheets and texts: what stands in them is never asked for."""
_CALLS_OUT = re.compile(
    r"(?<![\w.])(?:_xlfn\.|_xlws\.)*(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|DDE)\s*\(|\|[^|]*!", re.IGNORECASE
)


def calls_out(part: bytes) -> bool:
    """Does a formula of this part ask a program or an address for something when the workbook is opened?

    The part is heard as it is parsed, in whatever encoding and however a formula is written; nothing of it is kept.
    Raises lxml's XMLSyntaxError for what is no XML.
    """
    plain = part.replace(b"\x00", b"")
    if not _SUSPECT.search(plain) or not _MAY_HOLD.search(plain):
        return False
    parser = etree.XMLParser(
        target=_Listener(), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return bool(etree.fromstring(part, parser))


class _Listener:
    """Hears the formulas and forgets them."""

    def __init__(self) -> None:
        self.said: list[str] | None = None
        self.found = False

    def start(self, tag: str, attributes: Any) -> None:
        if _name(tag) in _PLACES:
            self.said = []

    def data(self, text: str) -> None:
        if self.said is not None:
            self.said.append(text)

    def end(self, tag: str) -> None:
        if self.said is not None and _name(tag) in _PLACES:
            self.found = self.found or bool(_CALLS_OUT.search(_QUOTED.sub("", "".join(self.said))))
            self.said = None

    def close(self) -> bool:
        return self.found


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
