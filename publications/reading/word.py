"""The words of a Word file as they read once every tracked change is accepted; what is no word is told beside them.

Comments, pictures, notes and deleted text are no part of the words. Hidden text is, where it is one of our own codes:
"{rcm:…}" and the like, by which a form or a draft knows its pieces when it comes back.
"""

import re
from collections.abc import Iterator
from typing import Any

from publications.reading.numbers import Numbers
from publications.reading.package import Package, Unreadable, reaches_out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
CODE = re.compile(r"\{rcm[:=~][^{}]*\}")
GONE = {f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText", "delText", "tbl", "tcPr")}
PICTURES = {f"{W}{name}" for name in ("drawing", "pict", "object")}
FURTHER = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
NOTES = {f"{W}{name}" for name in ("footnoteReference", "endnoteReference")}


class Words:
    """A Word file being read. Raises Unreadable for one that fetches something from elsewhere."""

    no_break_hyphen = "-"

    def __init__(self, package: Package) -> None:
        self.package = package
        root = package.xml("word/document.xml")
        if root.tag.startswith(STRICT):
            raise Unreadable("strict")
        self.body = root.find(f"{W}body")
        if self.body is None:
            raise Unreadable("damaged")
        self.numbers = Numbers(package.xml("word/numbering.xml"), package.xml("word/styles.xml"))
        self.remarks: set[str] = set()
        self.comments = self._comments()
        self.tracked = sum(len(root.findall(f".//{W}{name}")) for name in ("ins", "del", "moveFrom", "moveTo"))
        for name in package.entries:
            if name == "word/document.xml" or FURTHER.fullmatch(name):
                self._look_at_fields(package.xml(name))

    @staticmethod
    def _look_at_fields(root: Any) -> None:
        """A field's instruction may be cut into several runs, and hold further fields."""
        open_fields: list[str] = []
        for node in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
            said = node.text or node.get(f"{W}instr", "")
            if node.tag == f"{W}fldChar":
                if node.get(f"{W}fldCharType") == "begin":
                    open_fields.append("")
                elif node.get(f"{W}fldCharType") == "end" and open_fields:
                    open_fields.pop()
            elif open_fields and node.tag == f"{W}instrText":
                said = open_fields[-1] = open_fields[-1] + said
            if reaches_out(said):
                raise Unreadable("external")

    def cell(self, cell: Any) -> str:
        """The text of a cell: a paragraph a line; a table within it a row a line, parted by tabs."""
        lines: list[str] = []
        joined = False
        for block in flat(cell):
            if block.tag == f"{W}p":
                line = self.line(block)
                if joined and lines:
                    lines[-1] += line
                else:
                    lines.append(line)
                joined = block.find(f"{W}pPr/{W}rPr/{W}del") is not None
            elif block.tag == f"{W}tbl":
                self.remarks.add("table")
                for row in block.iter(f"{W}tr"):
                    lines.append("\t".join(self.cell(one) for one in row.iter(f"{W}tc")))
        while lines and not lines[-1].strip():
            lines.pop()
        return "\n".join(lines)

    def line(self, paragraph: Any) -> str:
        label = self.numbers.label(paragraph)
        words = "".join(self._words(paragraph))
        return f"{label} {words}" if label and words.strip() else words

    def _words(self, node: Any) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if tag in GONE:
                continue
            if tag in PICTURES:
                self.remarks.add("picture")
            elif tag in NOTES:
                self.remarks.add("note")
            elif tag == f"{W}t":
                yield child.text or ""
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield "\t"
            elif tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif tag == f"{W}softHyphen":
                yield "\u00ad"
            elif tag == f"{W}noBreakHyphen":
                yield self.no_break_hyphen
            elif tag == f"{MC}AlternateContent":
                first = child.find(f"{MC}Choice")
                yield from self._words(first) if first is not None else ()
            elif tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                continue
            elif tag == f"{W}r" and is_hidden(child) and not CODE.search(texts_of(child)):
                self.remarks.add("hidden")
            else:
                yield from self._words(child)

    # Comments

    def _comments(self) -> dict[str, dict[str, Any]]:
        root = self.package.xml("word/comments.xml")
        found = {}
        for comment in [] if root is None else root.iter(f"{W}comment"):
            text = "\n".join(texts_of(paragraph) for paragraph in comment.iter(f"{W}p"))
            key = comment.get(f"{W}id", "")
            found[key] = {"author": comment.get(f"{W}author", "")[:100], "text": text[:4000]}
        return found

    def comments_in(self, cells: list[Any]) -> list[dict[str, str]]:
        found = []
        for cell in cells:
            for reference in cell.iter(f"{W}commentReference"):
                comment = self.comments.get(reference.get(f"{W}id", ""))
                if comment and not comment.get("told"):
                    found.append({"author": comment["author"], "text": comment["text"]})
                    comment["told"] = True
        return found


def flat(parent: Any) -> Iterator[Any]:
    """Children, those of content controls and of accepted insertions in their place."""
    for child in parent:
        if child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            yield from flat(content) if content is not None else ()
        elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from flat(child)
        elif child.tag not in (f"{W}del", f"{W}moveFrom"):
            yield child


def paragraphs(cell: Any) -> Iterator[Any]:
    return (block for block in flat(cell) if block.tag == f"{W}p")


def properties_of(package: Package) -> dict[str, str]:
    """The custom properties whose names are ours."""
    root = package.xml("docProps/custom.xml")
    found = {}
    for node in [] if root is None else root:
        name = node.get("name", "")
        if name.startswith("rcm-") and len(node):
            found[name] = (node[0].text or "")[:255]
    return found


def is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def texts_of(node: Any) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t"))
