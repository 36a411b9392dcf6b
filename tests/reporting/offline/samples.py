"""Files of the form and small edits to them, as a person at a desk makes them."""

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.table import _Row

from accounts.seats import Seat
from reporting.actions.incoming import send_file, take_file
from reporting.models import Assignment, IncomingFile
from reporting.offline import codes, word, workbook
from reporting.offline.compare import compare
from reporting.offline.differences import Comparison
from reporting.offline.form import form_of
from reporting.offline.reading.child import read


def word_form(assignment: Assignment, by: Seat, **choice: Any) -> bytes:
    return word.write(form_of(assignment, by=by, **choice), by)


def excel_form(assignment: Assignment, by: Seat, **choice: Any) -> bytes:
    return workbook.write(form_of(assignment, by=by, **choice), by)


def in_word(content: bytes, *edits: Callable[[Any], None]) -> bytes:
    """The document after some edits by python-docx."""
    document = docx.Document(io.BytesIO(content))
    for edit in edits:
        edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def in_excel(content: bytes, *edits: Callable[[Any], None]) -> bytes:
    """The workbook after some edits by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for edit in edits:
        edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def row_of(document: Any, code: str) -> _Row:
    """The row of a box in a Word form."""
    for table in document.tables:
        for row in table.rows:
            if f"{{rcm:{code}@" in "".join(t.text or "" for t in row._tr.iter(qn("w:t"))):
                return row
    raise LookupError(code)


def typed(code: str, text: str) -> Callable[[Any], None]:
    """Select all in the box, type: the paragraphs are new, the bookmark at the end stays."""

    def edit(document: Any) -> None:
        cell = row_of(document, code).cells[-1]
        marks = [m for m in cell._tc.iter() if m.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]
        for paragraph in list(cell.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        for line in text.split("\n"):
            last = cell.add_paragraph(line)
        for mark in marks:
            last._p.append(mark)

    return edit


def ticked(code: str, option: str, sign: str = "☒") -> Callable[[Any], None]:
    """Click the box before one choice."""

    def edit(document: Any) -> None:
        for paragraph in row_of(document, code).cells[-1]._tc.iter(qn("w:p")):
            texts = list(paragraph.iter(qn("w:t")))
            if any(t.text == codes.hidden_option(option) for t in texts):
                next(t for t in texts if t.text in ("☐", "☒")).text = sign

    return edit


def cells(code: str, *values: str, place: int = 0) -> Callable[[Any], None]:
    """Fill a row of a table of items: the `place`-th of the rows with this code."""

    def edit(document: Any) -> None:
        rows = [
            row
            for table in document.tables
            for row in table.rows
            if f"{{rcm:{code}@" in "".join(t.text or "" for t in row._tr.iter(qn("w:t")))
        ]
        for cell, value in zip(rows[place].cells[1:], values, strict=False):
            cell.paragraphs[0].text = value

    return edit


def sheet_row(book: Any, code: str) -> tuple[Any, int]:
    """(sheet, row) of a box in an Excel form."""
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == code:
                return sheet, row
    raise LookupError(code)


def answered(code: str, value: Any) -> Callable[[Any], None]:
    """Type into the answer of a row."""

    def edit(book: Any) -> None:
        sheet, row = sheet_row(book, code)
        column = next(c for c in range(1, 20) if sheet.cell(1, c).value == "rcm-answer")
        sheet.cell(row, column).value = value

    return edit


def compared(content: bytes, assignment: Assignment, by: Seat) -> Comparison:
    """The comparison, the file read in this process."""
    return compare(read(content), assignment, by=by)


def standings(comparison: Comparison) -> dict[str, str]:
    """By box, those that are not as the portal holds them."""
    return {row.key: str(row.standing) for row in comparison.rows if row.standing != "unchanged"}


def taken(content: bytes, assignment: Assignment, by: Seat, **decisions: str) -> IncomingFile:
    """Send, look, confirm; `decisions` hold for all rows under "all"."""
    row = send_file(assignment=assignment, content=content, name="form.docx", by=by)
    comparison = compare(row.said, assignment, by=by)
    everywhere = decisions.get("all", "")
    decided = {difference.key: everywhere for difference in comparison.rows}
    take_file(row=row, decisions=decided, digest=comparison.digest, by=by)
    return row
