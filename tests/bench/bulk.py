"""Whole lists as CSV, JSON Lines and XLSX beside COPY of the same values, without guards, into nothing."""

import time
import tracemalloc
from collections.abc import Callable, Iterator

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
    return found


def _row(code: str, size: int) -> Row:
    stream = FORMATS[code].stream
    limit, product = interleave(_timed(_copied), _timed(lambda: stream(_reading())), rounds=3 if code == "xlsx" else 5)
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


def _copied() -> Iterator[bytes]:
    with transaction.atomic(), connection.cursor() as cursor:
        statement = cursor.mogrify(*_reading().rows.query.sql_with_params()).decode()
        cursor.copy_expert(f"COPY ({statement}) TO STDOUT (FORMAT csv)", _Nothing())
    yield b""


def _timed(make: Callable[[], Iterator[bytes]]) -> Callable[[], float]:
    def run() -> float:
        started = time.perf_counter()
        for _piece in make():
            pass
        return (time.perf_counter() - started) * 1000

    return run
