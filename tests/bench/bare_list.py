"""The limit of a list: a WSGI application that does the same SQL and writes the same records, and nothing else."""

import os
import threading
from datetime import UTC, datetime
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import orjson
import psycopg2
import psycopg2.extras

psycopg2.extras.register_default_jsonb(globally=True, loads=orjson.loads)
_local = threading.local()
SITE = "http://127.0.0.1:8000"
ZONE = ZoneInfo("America/Costa_Rica")
EN = "January,February,March,April,May,June,July,August,September,October,November,December"
ES = "enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre"
MONTHS_EN, MONTHS_ES = EN.split(","), ES.split(",")
NAMES = (
    "id", "code", "country", "cycle", "objective", "question", "label_en", "label_es", "type", "kind", "text_en",
    "text_es", "source_language", "translation", "translation_stale", "choices", "words_en", "words_es", "revision",
    "is_current", "supersedes", "audience", "published_at", "url_en", "url_es", "citation_en", "citation_es",
    "licence", "updated_at",
)  # fmt: skip
SQL = """
SELECT a.id, a.code, country.code, cycle.code, a.objective_id, question.code, question.label_en, question.label_es,
    a.type, NULLIF(a.kind, ''), NULLIF(a.text_en, ''), NULLIF(a.text_es, ''), NULLIF(a.source_language, ''),
    a.translation, a.translation_stale, a.choices, NULLIF(a.words_en, ''), NULLIF(a.words_es, ''), revision.number,
    (SELECT b.id FROM reporting_publishedanswer AS b WHERE b.replaced_by_id = a.id AND b.ended_at IS NOT NULL
        AND b.embargo_until <= b.ended_at AND b.audience = 'public' LIMIT 1),
    a.audience, a.published_at, a.updated_at, country.name_en, country.name_es, cycle.name_en, cycle.name_es
FROM reporting_publishedanswer AS a
JOIN accounts_country AS country ON country.id = a.country_id
JOIN reporting_cycle AS cycle ON cycle.id = a.cycle_id
JOIN reporting_question AS question ON question.id = a.question_id
JOIN reporting_revision AS revision ON revision.id = a.revision_id
WHERE a.ended_at IS NULL AND a.embargo_until <= now() AND a.audience = 'public' {more}
ORDER BY a.published_at, a.id LIMIT 101
"""
MORE = {
    "country": "AND country.code = %(country)s",
    "objective": "AND a.objective_id = %(objective)s",
    "after": "AND a.published_at >= %(after)s AND (a.published_at > %(after)s OR a.id > %(id)s)",
}


def application(environ, start_response):
    """GET /?country=&objective=&after=&id=: 200 {"results": [...]}, a hundred records."""
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(os.environ["BENCH_DATABASE_URL"])
        _local.connection.autocommit = True
    asked = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
    more = " ".join(condition for name, condition in MORE.items() if name in asked)
    with _local.connection.cursor() as cursor:
        cursor.execute(SQL.format(more=more), asked)
        rows = cursor.fetchall()[:100]
    body = orjson.dumps({"results": [_record(row) for row in rows]}, option=orjson.OPT_UTC_Z)
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _record(row):
    code, objective, label_en, label_es, revision, published = row[1], row[4], row[6], row[7], row[18], row[21]
    day = published.astimezone(ZONE)
    english, spanish = f"{SITE}/en/answers/{code}/", f"{SITE}/es/answers/{code}/"
    return dict(
        zip(
            NAMES,
            (
                *row[:19], True, row[19], row[20], published.astimezone(UTC), english, spanish,
                f"{row[23]}, “{label_en}”, objective {objective}, revision {revision}, {row[25]}, "
                f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}. {english}",
                f"{row[24]}, “{label_es}”, objetivo {objective}, revisión {revision}, {row[26]}, "
                f"{day.day} de {MONTHS_ES[day.month - 1]} de {day.year}. {spanish}",
                None, row[22],
            ),
            strict=True,
        )
    )  # fmt: skip


def asked_after(moment: datetime, key: str) -> str:
    """The query string's part for the records behind a place."""
    return f"after={moment.isoformat().replace('+', '%2B')}&id={key}"
