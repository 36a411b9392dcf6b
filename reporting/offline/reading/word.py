"""What a Word file says: the boxes of our form, or its lines where it never was our form.

Tracked changes are read as accepted; comments, pictures, notes and deleted text are no part of an answer and are told
beside it. A row is known by the code hidden in it, else by the bookmark in its box.
"""

import re
from collections.abc import Iterator
from typing import Any

from reporting.offline import codes
from reporting.offline.reading.numbers import Numbers
from reporting.offline.reading.package import Package, Unreadable, reaches_out

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
GONE = {f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText", "delText", "tbl", "tcPr")}
PICTURES = {f"{W}{name}" for name in ("drawing", "pict", "object")}
NOTES = {f"{W}{name}" for name in ("footnoteReference", "endnoteReference")}
BOX_SIGN = re.compile(r"^\s*(?:\[\s*([xX✓]?)\s*\]|([☐☒☑✓✔✗✘■□])|([xX])(?=\s))\s*")
MARKED = set("☒☑✓✔✗✘■xX")


def read(package: Package) -> dict[str, Any]:
    """{"kind": "word" or "text", "properties", "fields", "marks", "items", "comments", "loose", "remarks"}."""
    return _Word(package).read()


class _Word:
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
        self.result: dict[str, Any] = {
            "kind": "word", "properties": properties_of(package), "fields": [], "marks": [], "items": [],
            "comments": [], "loose": [], "tracked": len(root.findall(f".//{W}ins")) + len(root.findall(f".//{W}del")),
        }  # fmt: skip
        for node in root.iter(f"{W}instrText", f"{W}fldSimple"):
            if reaches_out(node.text or node.get(f"{W}instr", "")):
                raise Unreadable("external")

    def read(self) -> dict[str, Any]:
        for block in flat(self.body):
            if block.tag == f"{W}p":
                self._loose(self.line(block))
            elif block.tag == f"{W}tbl":
                self._table(block)
        for comment in self.comments.values():
            if not comment.pop("told", False):
                self.result["comments"].append(comment | {"code": ""})
        found = self.result
        if not (found["fields"] or found["marks"] or found["items"] or found["properties"]):
            return {"kind": "text", "lines": [line for words in found["loose"] for line in words.split("\n")]}
        found["loose"] = [words for words in found["loose"] if words.strip() and not codes.is_fixed(words)]
        found["loose"] = [codes.ANY.sub("", words).strip() for words in found["loose"]]
        found["remarks"] = sorted(self.remarks)
        return found

    def _table(self, table: Any) -> None:
        columns: list[str] = []
        owner = ""
        for row in flat(table):
            if row.tag != f"{W}tr" or row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = [cell for cell in flat(row) if cell.tag == f"{W}tc"]
            whole = "".join(node.text or "" for node in row.iter(f"{W}t"))
            names = [found[1] if (found := codes.OPTION.search(_texts(cell))) else "" for cell in cells]
            code, version, witness = _named(whole, row)
            if names.count("") < len(names) - 1 and not code:
                columns, owner = names, names[0]
            elif code and code.split("#")[0].endswith(f"/{codes.ITEMS}"):
                self._item(code, version, columns, cells)
            elif code or witness:
                self._field(code, version, witness, cells)
            elif columns and any(self.cell(cell).strip() for cell in cells[1:]):
                self._item(f"{owner}#{codes.NEW}", 0, columns, cells)
            elif not columns:
                self._loose("\t".join(filter(None, (self._not_ours(cell) for cell in cells))))

    def _field(self, code: str, version: int, witness: str, cells: list[Any]) -> None:
        box = cells[-1]
        before, self.remarks = self.remarks, set()
        row = {"code": code, "version": version, "witness": witness, "comments": self._comments_in(cells)}
        if code.endswith(f"/{codes.MARKS}"):
            self.result["marks"].append(row | {"options": self._options(box)})
        else:
            text = codes.ANY.sub("", self.cell(box))
            self.result["fields"].append(row | {"text": text, "remarks": sorted(self.remarks)})
        self.remarks = before | self.remarks
        if len(cells) > 1:
            self._loose(codes.ANY.sub("", self._not_ours(cells[0])).strip())

    def _item(self, code: str, version: int, columns: list[str], cells: list[Any]) -> None:
        code, _sign, row = code.partition("#")
        values = {
            name: codes.ANY.sub("", self.cell(cell)).strip()
            for name, cell in zip(columns[1:], cells[1:], strict=False)
            if name
        }
        fits = len(cells) == len(columns)
        self.result["items"].append(
            {"code": code, "row": row, "version": version, "cells": values, "fits": fits,
             "comments": self._comments_in(cells)}
        )  # fmt: skip

    def _options(self, box: Any) -> list[dict[str, Any]]:
        """The lines of a box of choices: each with its sign, its words and the code hidden in it."""
        found = []
        for paragraph in paragraphs(box):
            line = self.line(paragraph)
            option = codes.OPTION.search(line)
            words = codes.ANY.sub("", line).strip()
            sign = BOX_SIGN.match(words)
            if not words and not option:
                continue
            marked = bool(sign and MARKED & set(next(filter(None, sign.groups()), "")))
            label = words[sign.end() :].strip() if sign else words
            found.append({"code": option[1] if option else "", "label": label, "marked": marked, "sign": bool(sign)})
        return found

    def _loose(self, text: str) -> None:
        if text.strip():
            self.result["loose"].append(text)
        elif not self.result["properties"]:
            self.result["loose"].append("")

    def _not_ours(self, cell: Any) -> str:
        """What stands in a cell besides the form's own paragraphs."""
        if cell.find(f"{W}tbl") is not None:
            return self.cell(cell)
        said = (line for line in map(self.line, paragraphs(cell)) if not codes.is_fixed(line))
        return "\n".join(filter(str.strip, said))

    # Words

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
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{MC}AlternateContent":
                first = child.find(f"{MC}Choice")
                yield from self._words(first) if first is not None else ()
            elif tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                continue
            elif tag == f"{W}r" and _is_hidden(child) and not codes.ANY.search(_texts(child)):
                self.remarks.add("hidden")
            else:
                yield from self._words(child)

    # Comments

    def _comments(self) -> dict[str, dict[str, Any]]:
        root = self.package.xml("word/comments.xml")
        found = {}
        for comment in [] if root is None else root.iter(f"{W}comment"):
            text = "\n".join(_texts(paragraph) for paragraph in comment.iter(f"{W}p"))
            key = comment.get(f"{W}id", "")
            found[key] = {"author": comment.get(f"{W}author", "")[:100], "text": text[:4000]}
        return found

    def _comments_in(self, cells: list[Any]) -> list[dict[str, str]]:
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


def _named(whole: str, row: Any) -> tuple[str, int, str]:
    """(code, version, bookmark) of a row; '' for what is not there."""
    found = codes.FIELD.search(whole)
    if found:
        return found[1], int(found[2]), ""
    for start in row.iter(f"{W}bookmarkStart"):
        mark = codes.BOOKMARK.fullmatch(start.get(f"{W}name", ""))
        if mark:
            return "", int(mark[2]), mark[1]
    return "", 0, ""


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def _texts(node: Any) -> str:
    return "".join(part.text or "" for part in node.iter(f"{W}t"))
