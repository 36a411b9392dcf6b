"""What an Excel workbook says: rows known by the code in their hidden column, columns by the names in the hidden row.

The order of sheets, rows and columns does not matter. A formula counts as what the file last worked out; a merged or
erroneous cell is not guessed at.
"""

import datetime as dt
import io
import warnings
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles.numbers import is_date_format

from publications.reading.package import Package, Unreadable
from publications.reading.word import properties_of
from reporting.offline import codes

MAX_ROWS, MAX_COLUMNS, MAX_LOOSE = 5_000, 60, 200
CODE, VERSION, ANSWER, LABEL = "rcm-code", "rcm-version", "rcm-answer", "rcm-label"
OF_ROWS, HEAD, ABOUT = "rcm-items:", "rcm-head", "rcm-about"
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_STRICT = b"purl.oclc.org/ooxml"


def read(package: Package) -> dict[str, Any]:
    """{"kind": "excel", "properties", "fields", "marks", "items", "comments", "loose", "remarks"}."""
    if _STRICT in package.read("xl/workbook.xml"):
        raise Unreadable("strict")
    found: dict[str, Any] = {
        "kind": "excel", "properties": properties_of(package), "fields": [], "marks": {}, "items": [],
        "comments": [], "loose": [], "tracked": 0, "remarks": [],
    }  # fmt: skip
    worked, written = _opened(package.content, results=True), _opened(package.content, results=False)
    for sheet in worked.worksheets:
        _Sheet(sheet, written[sheet.title], found).read()
    found["marks"] = list(found["marks"].values())
    found["fields"] = _joined(found["fields"])
    if not (found["fields"] or found["marks"] or found["items"] or found["properties"]):
        raise Unreadable("no_form")
    return found


def _opened(content: bytes, *, results: bool) -> Any:
    """The workbook with the results of its formulas, or with the formulas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(io.BytesIO(content), data_only=results)
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # openpyxl raises many kinds for a workbook that is none
            raise Unreadable("damaged") from error


class _Sheet:
    def __init__(self, sheet: Any, written: Any, found: dict[str, Any]) -> None:
        self.sheet, self.written, self.found = sheet, written, found
        self.columns: dict[str, int] = {}
        self.owner = ""
        self.merged = {
            (row, column): (area.min_row, area.min_col)
            for area in sheet.merged_cells.ranges
            if area.size["rows"] * area.size["columns"] < MAX_ROWS
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        }

    def read(self) -> None:
        start = self._head()
        if ABOUT in self.columns:
            return
        for row in range(1, min(self.sheet.max_row, MAX_ROWS if start else MAX_LOOSE) + 1):
            if row == start:
                continue
            if not start:
                self._loose(row, range(1, min(self.sheet.max_column, MAX_COLUMNS) + 1))
            elif self.owner:
                self._item(row)
            else:
                self._field(row)

    def _head(self) -> int:
        """The row that names the columns; 0 for a sheet of somebody else."""
        for row in range(1, min(self.sheet.max_row, 50) + 1):
            for column in range(1, min(self.sheet.max_column, MAX_COLUMNS) + 1):
                name = _plain(self.sheet.cell(row, column).value)
                if name.startswith("rcm-"):
                    self.columns[name] = column
                    if name.startswith(OF_ROWS):
                        self.owner = name.removeprefix(OF_ROWS)
            if CODE in self.columns or ABOUT in self.columns or self.owner:
                return row
            self.columns = {}
        return 0

    def _field(self, row: int) -> None:
        said = self._say(row, CODE)
        if said == HEAD:
            return
        code, _sign, option = said.partition("#")
        if not codes.split_code(code):
            if code and ANSWER in self.columns:
                self._loose(row, [self.columns[ANSWER]])
            return
        value, remarks = self._value(row, self.columns.get(ANSWER, 0))
        base = {"code": code, "version": self._version(row), "witness": "", "comments": self._comments(row)}
        if code.endswith(f"/{codes.MARKS}"):
            entry = self.found["marks"].setdefault(code, base | {"options": [], "comments": []})
            entry["comments"] += base["comments"]
            if option:
                words = _bare(value).casefold()
                entry["options"].append({"code": option, "label": value, "marked": bool(words), "sign": True})
            else:
                entry["chosen"] = _bare(value)
            entry["options"] += (
                [{"code": "", "label": value, "marked": True, "sign": True}] if "merged" in remarks else []
            )
            return
        self.found["fields"].append(base | {"text": value, "remarks": remarks, "part": option})

    def _item(self, row: int) -> None:
        known = self._say(row, OF_ROWS + self.owner)
        if known == HEAD:
            return
        cells, remarks = {}, set()
        for name, column in self.columns.items():
            if name in (CODE, VERSION) or name.startswith(OF_ROWS):
                continue
            cells[name.removeprefix("rcm-")], said = self._value(row, column)
            remarks |= set(said)
        if not known and not any(value.strip() for name, value in cells.items() if name != "for"):
            return
        code, _sign, item = known.partition("#")
        self.found["items"].append(
            {"code": code or f"?/{self.owner}/{codes.ITEMS}", "row": item or codes.NEW, "version": self._version(row),
             "cells": cells, "fits": not remarks & {"merged", "error"}, "comments": self._comments(row)}
        )  # fmt: skip

    def _value(self, row: int, column: int) -> tuple[str, list[str]]:
        """What a cell says as text, and what is special about it."""
        if not column:
            return "", ["merged"]
        cell, written = self.sheet.cell(row, column), self.written.cell(row, column)
        if isinstance(cell, MergedCell) or (row, column) in self.merged:
            return _said(self.sheet.cell(*self.merged.get((row, column), (row, column)))), ["merged"]
        if cell.data_type == "e":
            return str(cell.value), ["error"]
        if written.data_type == "f":
            return _said(cell), ["formula" if cell.value is not None else "error"]
        return _said(cell), []

    def _say(self, row: int, name: str) -> str:
        column = self.columns.get(name)
        return _bare(_plain(self.sheet.cell(row, column).value)) if column else ""

    def _version(self, row: int) -> int:
        said = self._say(row, VERSION)
        return int(said) if said.isdecimal() and len(said) < 10 else 0

    def _comments(self, row: int) -> list[dict[str, str]]:
        found = []
        for column in self.columns.values():
            comment = self.sheet.cell(row, column).comment
            if comment is not None:
                found.append({"author": str(comment.author or "")[:100], "text": str(comment.text or "")[:4000]})
        return found

    def _loose(self, row: int, columns: Any) -> None:
        words = "\t".join(filter(None, (_said(self.sheet.cell(row, column)) for column in columns)))
        if words.strip() and len(self.found["loose"]) < MAX_LOOSE:
            self.found["loose"].append(words)


def _said(cell: Cell | MergedCell) -> str:
    """A value as the person sees it, near enough: dates by the calendar, percentages with their sign."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time(0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float):
        form = str(cell.number_format or "")
        if form.rstrip().endswith("%") and not is_date_format(form):
            return f"{value * 100:.10g}%"
        return f"{value:.15g}"
    return _plain(value)


def _plain(value: Any) -> str:
    return "" if value is None else str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _bare(text: str) -> str:
    """Without spaces around and without marks of writing direction, which are seen by nobody."""
    return text.translate(_UNSEEN).strip()


def _joined(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A text that is too long for one cell stands in several rows, numbered behind the code."""
    whole: dict[str, dict[str, Any]] = {}
    parts: dict[str, list[tuple[int, str]]] = {}
    twice: list[dict[str, Any]] = []
    for field in fields:
        part = field.pop("part")
        number = int(part) if part.isdecimal() else 0
        if any(number == other for other, _text in parts.get(field["code"], [])):
            twice.append(field)
            continue
        parts.setdefault(field["code"], []).append((number, field["text"]))
        kept = whole.setdefault(field["code"], field)
        if kept is not field:
            kept["remarks"] = sorted({*kept["remarks"], *field["remarks"]})
            kept["comments"] += field["comments"]
    for code, field in whole.items():
        field["text"] = "".join(text for _number, text in sorted(parts[code]))
    return [*whole.values(), *twice]
