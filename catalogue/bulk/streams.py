"""The three formats as streams of bytes. Memory does not grow with the list; nothing is read before it is asked for."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

import orjson
import xlsxwriter
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction

from catalogue.bulk.cells import as_json, cell, written
from catalogue.bulk.reading import Reading

PIECE = 128 * 1024
WAITING = 8
"""Pieces that may wait for a slow reader."""
AT_ONCE = 2000
"""Rows fetched with one question."""
LONGEST = "30min"
TO_QUOTE = re.compile('[,"\n\r]')
ROWS_OF_A_SHEET = 1_000_000
LETTERS_OF_A_CELL = 32_767
FORM = orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z
CUT = "… [cut: the whole text is in CSV and JSON Lines]"


@contextmanager
def unhurried() -> Iterator[None]:
    """One view of the data however long its reader takes."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST}'")
        yield


def rows_of(reading: Reading) -> Iterator[Any]:
    """The values row by row, through a cursor that the server keeps."""
    for some in _some(reading.rows.iterator(chunk_size=AT_ONCE), 200):
        yield from reading.table(some)


def json_lines(reading: Reading) -> Iterator[bytes]:
    """One object a line, in UTF-8."""
    names = reading.names
    with unhurried():
        for some in _some(rows_of(reading), 200):
            lines = [orjson.dumps(dict(zip(names, row, strict=True)), default=as_json, option=FORM) for row in some]
            yield b"".join(lines)


def comma_separated(reading: Reading) -> Iterator[bytes]:
    """Names, then one line for each row, in UTF-8. The database writes them where it can."""
    yield line(reading.names)
    with unhurried():
        yield from _lines(reading) if reading.texts is None else _copied(reading)


def line(texts: Iterable[str]) -> bytes:
    """One line of CSV as PostgreSQL writes it: quoted where it must be, ended by a line feed."""
    return (",".join(_quoted(text) for text in texts) + "\n").encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if TO_QUOTE.search(text) else text


def _lines(reading: Reading) -> Iterator[bytes]:
    for some in _some(rows_of(reading), 200):
        yield b"".join(line(written(value) for value in row) for row in some)


def _some(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while some := list(islice(rows, size)):
        yield some


class _Abandoned(Exception):
    """Nobody reads any more."""


class _Pipe:
    """What COPY writes into: pieces wait in a short queue, and the writer waits when it is full."""

    def __init__(self) -> None:
        self.pieces: Queue[bytes | None] = Queue(WAITING)
        self.gathered = bytearray()
        self.abandoned = False
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        self.gathered += data
        if len(self.gathered) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self.abandoned:
            raise _Abandoned
        self.pieces.put(bytes(self.gathered))
        self.gathered.clear()

    def fill(self, cursor: Any, statement: str) -> None:
        try:
            cursor.copy_expert(statement, self, size=PIECE)
            self.flush()
        except BaseException as error:
            self.error = error
        self.pieces.put(None)

    def drain(self, thread: Thread) -> None:
        self.abandoned = True
        while thread.is_alive():
            try:
                self.pieces.get(timeout=0.05)
            except Empty:
                continue


def _copied(reading: Reading) -> Iterator[bytes]:
    """COPY … TO STDOUT in a thread of its own; the connection is this one's, which waits meanwhile."""
    try:
        statement, values = reading.cells()
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        copy = f"COPY ({cursor.mogrify(statement, values).decode()}) TO STDOUT (FORMAT csv)"
        pipe = _Pipe()
        thread = Thread(target=pipe.fill, args=(cursor.cursor, copy), daemon=True)
        thread.start()
        try:
            while (piece := pipe.pieces.get()) is not None:
                yield piece
        except GeneratorExit:
            connection.connection.cancel()
            raise
        finally:
            pipe.drain(thread)
        if pipe.error:
            raise pipe.error


def workbook(reading: Reading, about: Iterable[tuple[str, str]] = ()) -> Iterator[bytes]:
    """A workbook: the rows, then a sheet that says what they are. It is made in a file that has no name."""
    with tempfile.TemporaryFile() as file:
        with unhurried():
            _write(file, reading, about)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _write(file: IO[bytes], reading: Reading, about: Iterable[tuple[str, str]]) -> None:
    options = {
        "constant_memory": True, "in_memory": False, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        rows = rows_of(reading)
        first, number = next(rows, None), 1
        while first is not None or number == 1:
            sheet = book.add_worksheet("data" if number == 1 else f"data {number}")
            sheet.freeze_panes(1, 0)
            _row(sheet, 0, reading.names)
            here = chain([first], islice(rows, ROWS_OF_A_SHEET - 1)) if first is not None else ()
            for place, row in enumerate(here, start=1):
                _row(sheet, place, [cell(value) for value in row])
            first, number = next(rows, None), number + 1
        sheet = book.add_worksheet("about")
        for place, pair in enumerate(about):
            _row(sheet, place, pair)


def _row(sheet: Any, place: int, values: Iterable[Any]) -> None:
    for column, value in enumerate(values):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(place, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(place, column, value)
        else:
            whole = len(value) <= LETTERS_OF_A_CELL
            sheet.write_string(place, column, value if whole else value[: LETTERS_OF_A_CELL - len(CUT)] + CUT)


@dataclass(frozen=True)
class Format:
    """One format: the end of its files' names, its media type, and what makes it."""

    code: str
    name: str
    media_type: str
    stream: Callable[..., Iterator[bytes]]


FORMATS = {
    one.code: one
    for one in (
        Format("csv", "CSV", "text/csv; charset=utf-8; header=present", comma_separated),
        Format("jsonl", "JSON Lines", "application/jsonl; charset=utf-8", json_lines),
        Format("xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
    )
}
