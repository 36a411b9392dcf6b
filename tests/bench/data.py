"""Published answers in the sizes of one region and of the whole world, written by the database in seconds."""

import os
from datetime import date

from django.db import connection

from accounts.models import Country
from reporting.models import Assignment, Cycle, PublishedAnswer
from tests.factories import fill, publish_all, submit_all
from tests.factories.seats import make_country
from tests.factories.world import build_world, read_world

REGION = (11, 2)
"""Members and cycles: 506 answers."""
WORLD = (193, int(os.environ.get("BENCH_CYCLES", "40")))
"""177,560 answers; BENCH_CYCLES=4 makes a tenth, where there is little time."""
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# The vectors of a search are not read by a list, and take minutes to work out for all the world.
LOAD_FAST = """
ALTER TABLE reporting_publishedanswer DISABLE TRIGGER USER;
ALTER TABLE reporting_publishedanswer ALTER COLUMN search_en DROP EXPRESSION IF EXISTS;
ALTER TABLE reporting_publishedanswer ALTER COLUMN search_es DROP EXPRESSION IF EXISTS;
"""
GROW = """
INSERT INTO reporting_publishedanswer (
    id, code, assignment_id, country_id, cycle_id, revision_id, objective_id, question_id, audience, embargo_until,
    published_at, ending, type, position, kind, choices, items, text_en, text_es, words_en, words_es, source_language,
    translation, translation_stale
)
SELECT gen_random_uuid(), concat_ws('-', country.code, cycle.code, objective.number), seed.assignment_id, country.id,
    cycle.id, seed.revision_id, objective.number, seed.question_id, seed.audience, seed.embargo_until,
    seed.published_at - row_number() OVER (ORDER BY md5(country.code || cycle.code || objective.number))
        * interval '1 second',
    '', seed.type, seed.position, seed.kind, seed.choices, seed.items,
    repeat('The institutions agreed on one procedure, and told others of it. ', 28) || country.code || cycle.code,
    repeat('Las instituciones acordaron un procedimiento y lo comunicaron. ', 28) || country.code || cycle.code, '', '',
    seed.source_language, seed.translation, seed.translation_stale
FROM reporting_publishedanswer AS seed, objectives_objective AS objective, reporting_cycle AS cycle,
    accounts_country AS country
WHERE seed.id = %s AND cycle.code = ANY(%s) AND country.code = ANY(%s)
ON CONFLICT (code) WHERE ended_at IS NULL DO NOTHING
"""


def members(count: int) -> list[Country]:
    """So many members."""
    codes = [f"Z{a}{b}" for a in LETTERS for b in LETTERS][:count]
    present = set(Country.objects.filter(code__in=codes).values_list("code", flat=True))
    for code in codes:
        if code not in present:
            country = make_country("Z")
            country.code, country.iso2 = code, code[1:]
            country.name_en, country.name_es = f"Country {code[1:]}", f"País {code[1:]}"
            country.save()
    return list(Country.objects.filter(code__in=codes).order_by("code"))


def cycles(count: int) -> list[Cycle]:
    """So many cycles."""
    days = {"starts": date(2020, 1, 1), "ends": date(2021, 12, 31)}
    Cycle.objects.bulk_create(
        [Cycle(code=f"c{n:02}", name_en=f"Cycle {n}", name_es=f"Ciclo {n}", **days) for n in range(count)],
        ignore_conflicts=True,
    )
    return list(Cycle.objects.filter(code__in=[f"c{n:02}" for n in range(count)]))


def grow(size: tuple[int, int]) -> int:
    """An answer of each of so many members on every objective in each of so many cycles; how many there are then."""
    if not Assignment.objects.exists():
        build_world()
    if not PublishedAnswer.objects.exists():
        world = read_world()
        fill(world, world.a, 8)
        publish_all(world, submit_all(world, world.a, 8))
    countries = [one.code for one in members(size[0])]
    seed = PublishedAnswer.objects.filter(question__code="progress").latest("published_at")
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(LOAD_FAST)
        cursor.execute(GROW, [seed.pk, [one.code for one in cycles(size[1])], countries])
    settle()
    return PublishedAnswer.objects.count()


def settle() -> None:
    """What the database would do of itself after so many rows, in the midst of a round."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
