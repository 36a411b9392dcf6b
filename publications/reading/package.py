"""The file as a package of parts: what it is, and whether it may be read at all."""

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from publications.reading.formulas import calls_out

MAX_ENTRIES = 2_000
MAX_UNPACKED = 80 * 1024 * 1024
MAX_PART = 40 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS = {
    b"%PDF": "pdf", b"{\\rt": "rtf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture",
    b"Rar!": "archive", b"7z\xbc\xaf": "archive", b"\x1f\x8b": "archive",
}  # fmt: skip
MAIN = {"word/document.xml": "word", "xl/workbook.xml": "excel"}
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DECLARES = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_REACHES_OUT = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|DATABASE|RD)\b", re.IGNORECASE)
_MACROS = re.compile(r"vbaproject|/activex/|macrosheets|vbadata", re.IGNORECASE)
_INSIDE = re.compile(r"/embeddings/|oleobject|/afchunk|\.(?:exe|dll|scr|js|vbs|bat|cmd|ps1|hta|msi)$", re.IGNORECASE)
_OUTSIDE = re.compile(r"^xl/(?:externallinks/|connections\.xml|querytables/|webextensions/)", re.IGNORECASE)


class Unreadable(Exception):
    """The file is not read; `reason` is a code of `reasons.REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Package:
    """A Word or Excel file whose parts may be read: raises Unreadable for every other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError) as error:
            raise Unreadable("damaged" if content.startswith(b"PK") else "not_office") from error
        self.entries = {entry.filename: entry for entry in self.archive.infolist()}
        self._look_at_names()
        self.kind = self._kind()
        self._look_into_parts()

    def xml(self, name: str) -> Any:
        """The root of a part; None where there is no such part."""
        return parse(self.read(name)) if name in self.entries else None

    def read(self, name: str) -> bytes:
        entry = self.entries[name]
        try:
            with self.archive.open(entry) as part:
                content = part.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("damaged") from error
        except RuntimeError as error:  # zipfile's word for a password
            raise Unreadable("encrypted") from error
        if len(content) > MAX_PART:
            raise Unreadable("too_heavy")
        return content

    def _look_at_names(self) -> None:
        entries = self.archive.infolist()
        names = [entry.filename for entry in entries]
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise Unreadable("too_heavy")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable("encrypted")
        folded = [name.casefold() for name in names]
        if len(set(folded)) != len(folded) or any(".." in n.split("/") or n[:1] == "/" or "\\" in n for n in names):
            raise Unreadable("damaged")
        if any(_MACROS.search(name) for name in names):
            raise Unreadable("macros")
        if any(_OUTSIDE.search(name) for name in names):
            raise Unreadable("external")
        if any(_INSIDE.search(name) for name in names):
            raise Unreadable("embedded")

    def _kind(self) -> str:
        if "mimetype" in self.entries and b"opendocument" in self.read("mimetype"):
            raise Unreadable("open_document")
        found = [kind for name, kind in MAIN.items() if name in self.entries]
        if "[Content_Types].xml" not in self.entries or not found:
            office = any(name.startswith(("word/", "xl/")) for name in self.entries)
            raise Unreadable("damaged" if office else "not_office")
        types = self.read("[Content_Types].xml")
        if b"macroEnabled" in types:
            raise Unreadable("macros")
        if len(found) > 1:
            raise Unreadable("damaged")
        return found[0]

    def _look_into_parts(self) -> None:
        """No part may declare entities, and no relationship may lead outside but a link for a reader to click."""
        for name in self.entries:
            if not self._is_xml(name):
                continue
            content = self.read(name)
            if declares(content):
                raise Unreadable("entities")
            if name.casefold().endswith(".rels"):
                self._relations(content)
            elif self.kind == "excel" and self._calls_out(content):
                raise Unreadable("external")

    def _is_xml(self, name: str) -> bool:
        """By its name, or because it begins like one: a library asks for a part under whatever name it has."""
        if name.casefold().endswith((".xml", ".rels", ".vml")):
            return True
        try:
            with self.archive.open(self.entries[name]) as part:
                head = part.read(64)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable("damaged") from error
        return head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<")

    @staticmethod
    def _calls_out(content: bytes) -> bool:
        try:
            return calls_out(content)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable("damaged") from error

    def _relations(self, content: bytes) -> None:
        for relation in parse(content).iter(PACKAGE):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if relation.get("TargetMode", "").casefold() == "external" and kind != "hyperlink":
                raise Unreadable("external")
            if kind in ("aFChunk", "oleObject", "package", "control", "subDocument"):
                raise Unreadable("embedded")


def declares(content: bytes) -> bool:
    """Does XML declare a type or entities, in whatever encoding?"""
    return bool(_DECLARES.search(content) or _DECLARES.search(content.replace(b"\x00", b"")))


def parse(content: bytes) -> Any:
    """The root of an XML part: nothing is fetched, no entity is put in, depth and size are bounded by the parser."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("entities")
    return root


def look(content: bytes) -> None:
    """What the first bytes tell: raises Unreadable for what is no package at all."""
    if not content.strip(b"\x00 \r\n\t"):
        raise Unreadable("empty")
    if content.startswith(OLE):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "old_format")
    for start, reason in KINDS.items():
        if content.startswith(start):
            raise Unreadable(reason)


def reaches_out(instruction: str) -> bool:
    """Does a field of Word fetch something from elsewhere when it is opened?"""
    return bool(_REACHES_OUT.search(instruction.strip().split(" ")[0])) if instruction.strip() else False
