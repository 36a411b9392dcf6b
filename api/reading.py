"""Reading pages: by place (keyset), never by number, and without counting unless somebody asks."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from heapq import merge
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Collate

from accounts.seats import PUBLIC, Seat
from api.asking import LISTS, Asked, cursor_of
from catalogue.changes import buried
from catalogue.registry import RESOURCES
from common.resources import Plan, Resource, plan

LARGEST_COUNT = 10_000
A_UUID = str(UUID(int=0))


@dataclass(frozen=True)
class Page:
    """One page: objects, the cursor of the next one ('' at the end)."""

    results: list[dict[str, Any]]
    cursor: str


def page(asked: Asked) -> Page:
    """The page asked for: one query, or for changes two."""
    return _changes(asked) if asked.since else _rows(asked)


def count(asked: Asked) -> tuple[int, bool]:
    """How many rows there are, counted to LARGEST_COUNT; and whether there are more."""
    found = asked.rows.order_by().values("pk")[: LARGEST_COUNT + 1].count()
    return min(found, LARGEST_COUNT), found > LARGEST_COUNT


def one(resource: Resource, rows: models.QuerySet[Any], key: str, how: Plan) -> dict[str, Any] | None:
    """The thing with this id or code among the rows: one query."""
    named = _named(resource, key)
    row = rows.filter(named).values_list(*how.columns).first() if named is not None else None
    return how.object(row) if row else None


def trace(resource: Resource, seat: Seat, key: str) -> dict[str, Any] | None:
    """What became of the thing with this id or code, where the seat could once read it."""
    named = _named(resource, key)
    if named is None:
        return None
    columns = _trace_columns(resource)
    if resource.traces:
        rows = resource.traces.rows(seat).filter(named)
    else:
        rows = _tombstones(resource, seat).filter(Q(object_id=key) | Q(code=key))
    found = rows.order_by(f"-{columns['ended_at']}").values(*columns.values()).first()
    return _told(columns, found) if found else None


def _named(resource: Resource, key: str) -> Q | None:
    if "\x00" in key or len(key) > 200:
        return None
    try:
        return Q(**{resource.pk: UUID(key)})
    except ValueError:
        return Q(**{resource.key: key})


def _rows(asked: Asked) -> Page:
    how = _how(asked.resource.name, asked.names, asked.language, asked.column)
    found = _found(asked, how)
    kept = found[: asked.limit]
    cursor = ""
    if len(found) > asked.limit:
        value, key = kept[-1][:2]
        cursor = cursor_of(asked, value, str(key))
    return Page(how.objects(kept), cursor)


@lru_cache(maxsize=256)
def _how(name: str, fields: tuple[str, ...], language: str | None, column: str) -> Plan:
    """The plan of a list, which is ordered by the first two columns it reads."""
    resource = RESOURCES[name]
    return plan(resource.chosen(fields), language, extra=(column, "pk"))


def _found(asked: Asked, how: Plan) -> list[tuple[Any, ...]]:
    """The rows of a page and one more. What anybody reads, and a place can say, comes from the shelf."""

    def compose(value: Any = None, key: Any = None) -> models.QuerySet[Any]:
        rows = asked.rows.order_by(*_directed(asked, asked.column, "pk"))
        if asked.after:
            rows = rows.filter(_beyond(asked, asked.column, "pk", (value, key)))
        return rows.values_list(*how.columns)[: asked.limit + 1]

    value, key = asked.after or (None, None)
    if asked.seat != PUBLIC or not isinstance(value, datetime | date | None) or len(key or A_UUID) != len(A_UUID):
        return list(compose(value, key))
    place = {"value": value, "key": UUID(key)} if key else {}
    return LISTS.rows(asked.shape, compose, **place)


def _directed(asked: Asked, *columns: str) -> list[str]:
    return [f"-{column}" if asked.descending else column for column in columns]


def _beyond(asked: Asked, column: str, key: str, place: tuple[Any, str]) -> Q:
    """Rows behind a place in the order of (column, key)."""
    value, last = place
    sign = "lt" if asked.descending else "gt"
    # The first condition is implied by the second; with it alone an index finds the place.
    return Q(**{f"{column}__{sign}e": value}) & (
        Q(**{f"{column}__{sign}": value}) | Q(**{column: value, f"{key}__{sign}": last})
    )


Entry = tuple[datetime, str, dict[str, Any]]


def _changes(asked: Asked) -> Page:
    """What changed since a moment and what ended, in one order: (when, id). A trace has `gone: true`."""
    how = plan(asked.fields, asked.language, extra=(asked.column, "feed_key"))
    read = list(_slice(asked, _keyed(asked.rows, "pk"), asked.column).values_list(*how.columns))
    living = ((*row[:2], told) for row, told in zip(read, how.objects(read), strict=True))
    columns = _trace_columns(asked.resource)
    gone = _slice(asked, _ended(asked), columns["changed"]).values(*columns.values(), "feed_key")
    traces = ((row[columns["changed"]], row["feed_key"], _told(columns, row)) for row in gone)
    found: list[Entry] = list(islice(merge(living, traces, key=lambda entry: entry[:2]), asked.limit + 1))
    kept_entries = found[: asked.limit]
    cursor = ""
    if len(found) > asked.limit:
        cursor = cursor_of(asked, kept_entries[-1][0], kept_entries[-1][1])
    return Page([entry[2] for entry in kept_entries], cursor)


def _keyed(rows: models.QuerySet[Any], column: str) -> models.QuerySet[Any]:
    """With `feed_key`: the id as text that orders the same here and in the database."""
    return rows.annotate(feed_key=Collate(Cast(column, models.TextField()), "C"))


def _tombstones(resource: Resource, seat: Seat) -> models.QuerySet[Any]:
    return _keyed(buried(resource, seat), "object_id")


def _ended(asked: Asked) -> models.QuerySet[Any]:
    """Traces among what was asked for, as far as a trace can tell."""
    resource = asked.resource
    if resource.traces is None:
        return _tombstones(resource, asked.seat)
    rows = resource.traces.rows(asked.seat)
    if resource.filters:
        kept = {name: value for name, value in asked.filters.items() if name in resource.traces.keeps}
        rows = resource.filters(kept, queryset=rows).qs
    return _keyed(rows, "pk")


def _slice(asked: Asked, rows: models.QuerySet[Any], column: str) -> models.QuerySet[Any]:
    rows = rows.filter(**{f"{column}__gte": asked.since})
    if asked.after:
        rows = rows.filter(_beyond(asked, column, "feed_key", asked.after))
    return rows.order_by(column, "feed_key")[: asked.limit + 1]


def _trace_columns(resource: Resource) -> dict[str, str]:
    """The columns of a trace by what they tell."""
    traces = resource.traces
    if traces is None:
        return {"changed": "ended_at", "id": "object_id", "code": "code", "ended_at": "ended_at", "ending": "ending"}
    return {
        "changed": resource.changed,
        "id": resource.pk,
        "code": resource.key,
        "ended_at": traces.ended_at,
        "ending": traces.ending,
        "replaced_by": traces.replaced_by,
    }


def _told(columns: dict[str, str], row: dict[str, Any]) -> dict[str, Any]:
    """A trace as it is told: id, code, when and how it ended, what is in its place."""
    return {
        "id": row[columns["id"]],
        "code": row[columns["code"]] or None,
        "gone": True,
        "ended_at": row[columns["ended_at"]],
        "ending": row[columns["ending"]],
        "replaced_by": row[columns["replaced_by"]] if "replaced_by" in columns else None,
    }
