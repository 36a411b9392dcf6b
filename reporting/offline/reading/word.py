"""What a Word file says: the boxes of our form, or its lines where it never was our form.

Tracked changes are read as accepted; comments, pictures, notes and deleted text are no part of an answer and are told
beside it. A row is known by the code hidden in it, else by the bookmark in its box.
"""

import re
from typing import Any

from publications.reading.package import Package
from publications.reading.word import W, Words, flat, paragraphs, properties_of, texts_of
from reporting.offline import codes

BOX_SIGN = re.compile(r"^\s*(?:\[\s*([xX✓]?)\s*\]|([☐☒☑✓✔✗✘■□])|([xX])(?=\s))\s*")
MARKED = set("☒☑✓✔✗✘■xX")


def read(package: Package) -> dict[str, Any]:
    """{"kind": "word" or "text", "properties", "fields", "marks", "items", "comments", "loose", "remarks"}."""
    return _Word(package).read()


class _Word(Words):
    # A text of the portal that holds one comes back with it: editors write it as an element.
    no_break_hyphen = "\u2011"

    def __init__(self, package: Package) -> None:
        super().__init__(package)
        self.result: dict[str, Any] = {
            "kind": "word", "properties": properties_of(package), "fields": [], "marks": [], "items": [],
            "comments": [], "loose": [], "tracked": self.tracked,
        }  # fmt: skip

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
            names = [found[1] if (found := codes.OPTION.search(texts_of(cell))) else "" for cell in cells]
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
        row = {"code": code, "version": version, "witness": witness, "comments": self.comments_in(cells)}
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
             "comments": self.comments_in(cells)}
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
