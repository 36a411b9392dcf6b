"""Which tables are read and written within a transaction, as the database itself counts it."""

from collections import Counter
from collections.abc import Callable

from django.db import connection

# Every way to a table is counted: the ORM's, a prepared statement's, a COPY's, a function's, a trigger's.
READ = """
    SELECT relname, pg_stat_get_xact_numscans(tables.oid) + coalesce(sum(pg_stat_get_xact_numscans(indexrelid)), 0)
    FROM pg_class tables LEFT JOIN pg_index ON indrelid = tables.oid
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace GROUP BY tables.oid, relname
"""
WRITTEN = """
    SELECT relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
        + pg_stat_get_xact_tuples_deleted(oid)
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


def counter_of(question: str) -> Callable[[], frozenset[str]]:
    """A function that says which tables were touched since it was called last, or made."""
    last: Counter[str] = Counter()

    def touched() -> frozenset[str]:
        nonlocal last
        with connection.cursor() as cursor:
            cursor.execute(question)
            before, last = last, Counter({name: int(count) for name, count in cursor.fetchall()})
        return frozenset(last - before)

    touched()
    return touched
