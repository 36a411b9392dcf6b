"""The child process that reads drafts, started by `publications.reading.jail`. It knows nothing of the portal.

It answers {"items", "deleted", "comments", "tracked"}. An item is a paragraph, or a row of the table with both
languages: its `cells` in order, each with the words as they read once every tracked change is accepted, the code hidden
in it, and what stood before that code. `deleted` are the codes of paragraphs that somebody took out with a tracked
change.
"""

import re
from typing import Any

from publications.reading.child import main, weighed
from publications.reading.package import Package, Unreadable, look
from publications.reading.word import CODE, W, Words, flat, texts_of

MAX_CHANGES = 5_000
MAX_ITEMS = 3_000
WITNESS = re.compile(r"rcm_[0-9a-f]{12}")
ENDED = (f"{W}pPr/{W}rPr/{W}del", f"{W}pPr/{W}rPr/{W}moveFrom")
Cell = dict[str, Any]


def read(content: bytes) -> dict[str, Any]:
    """What a draft that came back says. Raises Unreadable."""
    look(content)
    if not content.startswith(b"PK"):
        raise Unreadable("not_office")
    package = Package(content)
    if package.kind != "word":
        raise Unreadable("not_office")
    return weighed(_Draft(package).read())


class _Draft(Words):
    def __init__(self, package: Package) -> None:
        super().__init__(package)
        if self.tracked > MAX_CHANGES:
            raise Unreadable("many_changes")
        if self.body.find(f".//{W}tc//{W}tbl") is not None:
            raise Unreadable("nested")
        self.items: list[dict[str, Any]] = []

    def read(self) -> dict[str, Any]:
        waiting: list[Any] = []
        for block in flat(self.body):
            if block.tag == f"{W}p":
                # A paragraph whose end was deleted runs on into the next one.
                waiting.append(block)
                if not _runs_on(block):
                    self._item("text", [waiting])
                    waiting = []
            elif block.tag == f"{W}tbl":
                self._table(block)
        if waiting:
            self._item("text", [waiting])
        if len(self.items) > MAX_ITEMS:
            raise Unreadable("too_heavy")
        if not any(cell["codes"] or cell["witnesses"] for item in self.items for cell in item["cells"]):
            raise Unreadable("no_marks")
        loose = [comment for comment in self.comments.values() if not comment.get("told")]
        return {
            "items": self.items, "deleted": self._deleted(), "comments": loose, "tracked": self.tracked,
        }  # fmt: skip

    def _table(self, table: Any) -> None:
        for row in flat(table):
            if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None:
                cells = [[block for block in flat(cell) if block.tag == f"{W}p"] for cell in flat(row)
                         if cell.tag == f"{W}tc"]  # fmt: skip
                self._item("row", cells)

    def _item(self, kind: str, cells: list[list[Any]]) -> None:
        """Store a paragraph or row that says something."""
        self.remarks = set()
        read = [self._cell(cell) for cell in cells]
        if any(cell["codes"] or cell["witnesses"] or cell["text"].strip() for cell in read):
            comments = self.comments_in([paragraph for cell in cells for paragraph in cell])
            self.items.append({"kind": kind, "cells": read, "comments": comments, "remarks": sorted(self.remarks)})

    def _cell(self, paragraphs: list[Any]) -> Cell:
        words, joined = "", True
        for paragraph in paragraphs:
            words += ("" if joined else "\n") + "".join(self._words(paragraph))
            joined = _runs_on(paragraph)
        codes = CODE.findall(words)
        before, text = words.split(codes[0], 1) if codes else ("", words)
        names = [start.get(f"{W}name", "") for one in paragraphs for start in one.iter(f"{W}bookmarkStart")]
        return {
            "codes": codes, "before": before.strip(), "text": CODE.sub("", text).strip(),
            "witnesses": [name for name in names if WITNESS.fullmatch(name)],
        }  # fmt: skip

    def _deleted(self) -> list[str]:
        """Codes that stand in what was deleted or moved away, and nowhere else."""
        kept = {code for item in self.items for cell in item["cells"] for code in cell["codes"][:1]}
        gone: list[str] = []
        for node in self.body.iter(f"{W}del", f"{W}moveFrom", f"{W}tr"):
            if node.tag == f"{W}tr":
                words = texts_of(node) if node.find(f"{W}trPr/{W}del") is not None else ""
            else:
                words = texts_of(node) + "".join(part.text or "" for part in node.iter(f"{W}delText"))
            gone += [code for code in CODE.findall(words) if code not in kept]
        # The later one of two paragraphs that were joined is gone as well.
        gone += [code for item in self.items for cell in item["cells"] for code in cell["codes"][1:]]
        return list(dict.fromkeys(code for code in gone if code not in kept))


def _runs_on(paragraph: Any) -> bool:
    return any(paragraph.find(path) is not None for path in ENDED)


if __name__ == "__main__":
    main(read)
