"""Whole lists as CSV, JSON Lines and XLSX beside COPY of the same values, without guards, into nothing."""

import os
import time
import tracemalloc
from collections.abc import Callable, Iterator

from django.db import connection, transaction

from accounts.seats import PUBLIC
from catalogue.bulk.reading import reading
from catalogue.bulk.streams import FORMATS
from catalogue.registry import RESOURCES
from reporting.models import Assignment, PublishedAnswer
from tests.bench.harness import Row, interleave
from tests.factories import fill, publish_all, submit_all
from tests.factories.world import build_world, read_world

SIZES = (506, int(os.environ.get("BENCH_ROWS", "17756")))
"""11 × 23 × 2 rows, and a tenth of 193 × 23 × 40; BENCH_ROWS=177560 for all of it."""
XLSX_ROWS = 20_000
GOALS = {"csv": 1.1, "jsonl": 2.0, "xlsx": None}
GROW = """
INSERT INTO reporting_publishedanswer (
    id, code, assignment_id, country_id, cycle_id, revision_id, objective_id, question_id, audience, embargo_until,
    published_at, ending, type, position, kind, choices, items, text_en, text_es, words_en, words_es, source_language,
    translation, translation_stale
)
SELECT gen_random_uuid(), code || '-' || n, assignment_id, country_id, cycle_id, revision_id, objective_id,
    question_id, audience, embargo_until, published_at + n * interval '1 second', '', type, position, kind, choices,
    items, repeat('The institutions agreed on one procedure, and told others of it. ', 28) || n,
    repeat('Las instituciones acordaron un procedimiento y lo comunicaron. ', 28) || n, '', '', source_language,
    translation, translation_stale
FROM reporting_publishedanswer, generate_series(%s, %s) AS n WHERE id = %s
"""


def measure() -> list[Row]:
    """Each format at two sizes: time against COPY, and the most memory that Python held."""
    if not Assignment.objects.exists():
        build_world()
    if not PublishedAnswer.objects.exists():
        world = read_world()
        fill(world, world.a, 8)
        publish_all(world, submit_all(world, world.a, 8))
    seed = PublishedAnswer.objects.filter(question__code="progress").earliest("published_at")
    found = []
    for size in SIZES:
        present = PublishedAnswer.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute(GROW, [present, max(size, present) - 1, seed.pk])
            cursor.execute("ANALYZE reporting_publishedanswer")
        found += [_row(code, size) for code in FORMATS if code != "xlsx" or size <= XLSX_ROWS]
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
