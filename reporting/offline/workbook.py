"""The form as an Excel workbook: one row to a box, its code in a hidden column, everything else protected.

Sheets: texts, choices, and one for each kind of repeated item, with free rows to add to. The hidden first row names
the columns.
"""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.utils import timezone

from accounts.seats import Seat
from common.i18n import pick
from publications.letterheads import CONFERENCE
from reporting.offline import words
from reporting.offline.form import Entries, Entry, Form
from reporting.offline.passport import issue
from reporting.offline.reading.book import ABOUT, ANSWER, CODE, HEAD, LABEL, OF_ROWS, VERSION

CELL_CHARACTERS = 15_000
FREE_ROWS = 60
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOLD, _WRAP = {"bold": True}, {"text_wrap": True, "valign": "top"}


def write(form: Form, by: Seat) -> bytes:
    """The workbook for this seat: what it may not write is locked."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    _Workbook(book, form).write()
    for name, value in issue(form, by).properties().items():
        book.set_custom_property(name, value, "text")
    book.close()
    return content.getvalue()


class _Workbook:
    def __init__(self, book: Any, form: Form) -> None:
        self.book, self.form = book, form
        line = {"border": 1, "border_color": "#DED8CC"}
        self.head = book.add_format({**_BOLD, **_WRAP, "bg_color": "#EDF5F5", "font_color": "#0B4750", **line})
        self.fixed = book.add_format({**_WRAP, "font_color": "#414F57", **line})
        self.open = book.add_format({**_WRAP, "locked": False, "num_format": "@", **line})
        self.shut = book.add_format({**_WRAP, "bg_color": "#F6F4EF", "num_format": "@", **line})
        self.title = book.add_format({"bold": True, "font_size": 14, "font_color": "#0B4750"})

    def write(self) -> None:
        self._about()
        self._texts()
        self._choices()
        for code in dict.fromkeys(one.question.code for one in self.form.asked() if one.entries):
            self._entries(code)
        self.book.set_properties({"title": words.title(self.form, self.form.languages[0]), "author": CONFERENCE["en"]})

    def _about(self) -> None:
        """The head of the form and how it is used."""
        sheet = self.book.add_worksheet("RCM · CRM")
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90)
        place = 0
        for language in self.form.languages:
            sheet.write_string(place, 0, words.title(self.form, language), self.title)
            place += 1
        for label, value in words.facts(self.form, timezone.now()):
            sheet.write_string(place, 0, label, self.head)
            sheet.write_string(place, 1, value, self.fixed)
            place += 1
        for _language, text in words.how(self.form):
            sheet.write_string(place, 1, text, self.fixed)
            place += 1
        sheet.set_column(3, 3, 4, None, {"hidden": True})
        sheet.write_string(0, 3, ABOUT)
        sheet.protect()

    def _texts(self) -> None:
        columns = [
            ("rcm-objective", words.OBJECTIVE, 26), (LABEL, words.QUESTION, 34), ("rcm-language", words.LANGUAGE, 10),
            ("rcm-limit", words.LENGTH, 16), (ANSWER, words.ANSWER, 100),
        ]  # fmt: skip
        sheet = self._sheet(words.one_line(self.form, words.TEXTS), columns)
        place = 2
        for part in self.form.parts:
            for asked in part.asked:
                for box in asked.boxes:
                    label = f"{asked.number} {pick(asked.question, 'label', box.language)}"
                    pieces = list(_pieces(box.text))
                    for number, piece in enumerate(pieces):
                        code = f"{box.code}#{number}" if len(pieces) > 1 else box.code
                        self._row(
                            sheet, place, code if box.editable else "", box.version,
                            [part.title(box.language), label, words.LANGUAGE_NAMES[box.language],
                             words.limit(asked.question, box.language)],
                        )  # fmt: skip
                        sheet.write_string(place, 6, piece, self.open if box.editable else self.shut)
                        place += 1

    def _choices(self) -> None:
        columns = [
            ("rcm-objective", words.OBJECTIVE, 26), (LABEL, words.QUESTION, 40), ("rcm-option", words.CHOICE, 50),
            (ANSWER, words.ANSWER, 34),
        ]  # fmt: skip
        sheet = self._sheet(words.one_line(self.form, words.CHOICES), columns)
        place = 2
        for part in self.form.parts:
            for asked in part.asked:
                if not asked.options:
                    continue
                options, labels = asked.options, words.options(self.form, asked.options)
                question = f"{asked.number} {words.of(self.form, asked.question, 'label')}"
                title = " / ".join(part.title(language) for language in self.form.languages)
                look = self.open if options.editable else self.shut
                code = options.code if options.editable else ""
                if options.single:
                    self._row(sheet, place, code, options.version, [title, question, ""])
                    sheet.write_string(place, 5, dict(labels).get("".join(options.chosen), ""), look)
                    sheet.data_validation(place, 5, place, 5, _list_of([label for _key, label in labels]))
                    place += 1
                    continue
                for key, label in labels:
                    self._row(sheet, place, f"{code}#{key}" if code else "", options.version, [title, question, label])
                    sheet.write_string(place, 5, "x" if key in options.chosen else "", look)
                    sheet.data_validation(place, 5, place, 5, _list_of(["x"]))
                    place += 1

    def _entries(self, question: str) -> None:
        """All items of one question, of whatever objective, and free rows for more."""
        found = [one for one in self.form.asked() if one.entries and one.question.code == question]
        first: Entries = found[0].entries  # type: ignore[assignment]
        by_objective = first.answer.objective_id is not None
        editable = any(one.entries.editable for one in found if one.entries)
        columns: list[tuple[str, Any, int]] = [("rcm-for", words.OBJECTIVE, 12)] if by_objective else []
        columns += [(f"rcm-{name}", words.COLUMNS[name], 34 if name not in ("year", "value", "unit") else 14)
                    for name in first.columns]  # fmt: skip
        sheet = self._sheet(words.of(self.form, found[0].question, "label"), columns, code=OF_ROWS + question)
        place = 2
        for one in found:
            entries: Entries = one.entries  # type: ignore[assignment]
            for entry in entries.entries:
                self._entry(sheet, place, entries, entry, by_objective)
                place += 1
        if not editable:
            return
        for free in range(place, place + FREE_ROWS):
            for column in range(2, 2 + len(columns)):
                sheet.write_blank(free, column, None, self.open)
        numbers = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 23}
        last = place + FREE_ROWS - 1
        if by_objective:
            sheet.data_validation(place, 2, last, 2, numbers)
        if "objective" in first.columns:
            column = 2 + [name for name, _label, _width in columns].index("rcm-objective")
            sheet.data_validation(2, column, last, column, numbers)

    def _entry(self, sheet: Any, place: int, entries: Entries, entry: Entry, by_objective: bool) -> None:
        look = self.open if entries.editable and not entry.linked else self.shut
        code = f"{entries.code}#{entry.key}" if entries.editable else ""
        sheet.write_string(place, 0, code)
        sheet.write_number(place, 1, entry.version)
        values = [str(entries.answer.objective_id)] if by_objective else []
        values += [entry.cells[name] for name in entries.columns]
        for column, value in enumerate(values, start=2):
            sheet.write_string(place, column, value, self.fixed if by_objective and column == 2 else look)

    # Pieces

    def _sheet(self, name: str, columns: list[tuple[str, Any, int]], code: str = CODE) -> Any:
        """A protected sheet whose first row, hidden, names the columns and whose second says them."""
        sheet = self.book.add_worksheet(_sheet_name(name, self.book))
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_column(0, 1, 4, None, {"hidden": True})
        for place, machine in enumerate([code, VERSION, *(machine for machine, _label, _width in columns)]):
            sheet.write_string(0, place, machine)
        sheet.write_string(1, 0, HEAD)
        for place, (_machine, label, width) in enumerate(columns, start=2):
            sheet.set_column(place, place, width)
            sheet.write_string(1, place, words.one_line(self.form, label), self.head)
        sheet.freeze_panes(2, 0)
        sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "autofilter": True,
                           "sort": True, "insert_rows": False, "delete_rows": False})  # fmt: skip
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        return sheet

    def _row(self, sheet: Any, place: int, code: str, version: int, values: list[str]) -> None:
        sheet.write_string(place, 0, code)
        sheet.write_number(place, 1, version)
        for column, value in enumerate(values, start=2):
            sheet.write_string(place, column, value, self.fixed)


def _list_of(values: list[str]) -> dict[str, Any]:
    """A list to choose from; Excel holds 255 signs of it, beyond that anything may be typed."""
    if len(",".join(values)) > 255 or any("," in value for value in values):
        return {"validate": "any"}
    return {"validate": "list", "source": values, "error_type": "warning"}


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that one cell of Excel holds; it counts signs outside the basic plane twice."""
    for start in range(0, max(len(text), 1), CELL_CHARACTERS):
        yield text[start : start + CELL_CHARACTERS]


def _sheet_name(name: str, book: Any) -> str:
    """At most 31 signs, none that Excel forbids, no name twice."""
    clean = "".join("-" if sign in "[]:*?/\\" else sign for sign in name).strip("'")[:28].strip() or "…"
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()}
    return next(n for n in (clean, *(f"{clean} {k}" for k in range(2, 99))) if n.casefold() not in taken)
