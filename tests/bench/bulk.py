"""Whole lists as CSV, JSON Lines and XLSX beside COPY into nothing: CSV of the same query, guards against formulas
included; the others of the same values. What the guards cost stands in a row of its own.
"""

import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction

from accounts.seats import PUBLIC
from catalogue.bulk.reading import reading
from catalogue.bulk.streams import FORMATS
from catalogue.registry import RESOURCES
from tests.bench.data import REGION, WORLD, grow
from tests.bench.harness import Row, interleave

XLSX_ROWS = 20_000
GOALS = {"csv": 1.1, "jsonl": 2.0, "xlsx": None}


def measure() -> list[Row]:
    """Each format at two sizes: time against COPY, and the most memory that Python held."""
    found = []
    for size in (REGION, WORLD):
        total = grow(size)
        found += [_row(code, total) for code in FORMATS if code != "xlsx" or total <= XLSX_ROWS]
        bare, guarded = interleave(_timed(lambda: _copied(_values())), _timed(lambda: _copied(_cells())), rounds=5)
        found.append(Row(f"the guards of CSV: COPY of {total} answers with them", "ms", bare, guarded, goal=None))
    return found


def _row(code: str, size: int) -> Row:
    stream = FORMATS[code].stream
    query = _cells if code == "csv" else _values
    limit, product = interleave(
        _timed(lambda: _copied(query())), _timed(lambda: stream(_reading())), rounds=3 if code == "xlsx" else 5
    )
    tracemalloc.start()
    for _piece in stream(_reading()):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    note = f"at most {peak / 1e6:.1f} MB of Python's memory"
    return Row(f"{FORMATS[code].name} of {size} answers", "ms", limit, product, goal=GOALS[code], note=note)


def _reading():
    return reading(RESOURCES["answers"], RESOURCES["answers"].rows(PUBLIC))


class _Nothing:
    def write(self, data: bytes) -> int:
        return len(data)


Query = tuple[str, tuple[Any, ...]]


def _values() -> Query:
    return _reading().rows.query.sql_with_params()


def _cells() -> Query:
    return _reading().cells()


def _copied(query: Query) -> Iterator[bytes]:
    with transaction.atomic(), connection.cursor() as cursor:
        statement = cursor.mogrify(*query).decode()
        cursor.copy_expert(f"COPY ({statement}) TO STDOUT (FORMAT csv)", _Nothing())
    yield b""


def _timed(make: Callable[[], Iterator[bytes]]) -> Callable[[], float]:
    def run() -> float:
        started = time.perf_counter()
        for _piece in make():
            pass
        return (time.perf_counter() - started) * 1000

    return run
