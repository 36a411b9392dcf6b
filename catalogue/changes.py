"""What changed since a moment, over all lists: rows as they read now, and what can no longer be read."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, UUIDField
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.seats import Seat
from catalogue.entries import Entry, entry_plan
from catalogue.models import Tombstone
from catalogue.registry import RESOURCES
from common.i18n import current_language
from common.resources import Resource, plan

SETTLED = timedelta(seconds=60)
"""A change is told when it is this old: no act takes longer, so that none is told after a later one."""


def settled(now: datetime | None = None) -> datetime:
    return (now or timezone.now()) - SETTLED


def changes(
    seat: Seat, since: datetime | None, until: datetime, language: str | None = None
) -> Iterator[dict[str, Any]]:
    """Every change after `since` until `until`, the oldest first.

    {changed_at, list, id, code, change: written | ended, ending: '' | replaced | withdrawn | deleted, replaced_by,
    object}: `object` is the row of its list, None for what ended.
    """
    streams = [_written(resource, seat, since, until, language) for resource in RESOURCES.values()]
    streams += [_ended(resource, seat, since, until) for resource in RESOURCES.values() if resource.traces]
    streams += [_gone(resource, seat, since, until) for resource in RESOURCES.values() if not resource.traces]
    return heapq.merge(*streams, key=lambda change: change["changed_at"])


def _between(column: str, since: datetime | None, until: datetime) -> dict[str, datetime]:
    return {f"{column}__lte": until} | ({f"{column}__gt": since} if since else {})


def _written(
    resource: Resource, seat: Seat, since: datetime | None, until: datetime, language: str | None
) -> Iterator[dict[str, Any]]:
    how = plan(resource.fields, language, extra=(resource.changed, resource.pk, resource.key))
    rows = resource.rows(seat).filter(**_between(resource.changed, since, until))
    for row in rows.order_by(resource.changed, resource.pk).values_list(*how.columns).iterator(chunk_size=500):
        at, pk, code = row[:3]
        yield _change(resource.name, at, pk, code) | {"object": how.object(row)}


def _ended(resource: Resource, seat: Seat, since: datetime | None, until: datetime) -> Iterator[dict[str, Any]]:
    traces = resource.traces
    assert traces is not None  # noqa: S101
    rows = traces.rows(seat).filter(**_between(traces.ended_at, since, until)).order_by(traces.ended_at, resource.pk)
    columns = (traces.ended_at, resource.pk, resource.key, traces.ending, traces.replaced_by)
    for at, pk, code, ending, after in rows.values_list(*columns).iterator(chunk_size=500):
        yield _change(resource.name, at, pk, code, ending, after)


def buried(resource: Resource, seat: Seat) -> QuerySet[Tombstone]:
    """What was deleted or is open to fewer, except what this seat reads all the same."""
    rows = resource.rows(seat)
    key = Cast(OuterRef("object_id"), output_field=UUIDField())
    read = Exists(rows.filter(**{resource.pk: key}))
    return Tombstone.objects.filter(table=rows.model._meta.db_table).exclude(read)


def _gone(resource: Resource, seat: Seat, since: datetime | None, until: datetime) -> Iterator[dict[str, Any]]:
    rows = buried(resource, seat).filter(**_between("ended_at", since, until)).order_by("ended_at", "id")
    for at, pk, code, ending in rows.values_list("ended_at", "object_id", "code", "ending").iterator(chunk_size=500):
        yield _change(resource.name, at, pk, code, ending)


def _change(name: str, at: datetime, pk: Any, code: Any, ending: str = "", after: Any = None) -> dict[str, Any]:
    return {
        "changed_at": at, "list": name, "id": str(pk), "code": str(code), "change": "ended" if ending else "written",
        "ending": ending or None, "replaced_by": after, "object": None,
    }  # fmt: skip


def latest(seat: Seat, count: int, until: datetime | None = None) -> list[Entry]:
    """The latest changes as entries, newest first: two queries for each list."""
    until = until or settled()
    language = current_language()
    found: list[Entry] = []
    for resource in RESOURCES.values():
        found += newest(resource, resource.rows(seat), count, language, until)
        if traces := resource.traces:
            rows = traces.rows(seat).filter(**_between(traces.ended_at, None, until)).order_by(f"-{traces.ended_at}")
            columns = (traces.ended_at, resource.pk, resource.key, traces.ending)
        else:
            rows = buried(resource, seat).filter(ended_at__lte=until).order_by("-ended_at", "id")
            columns = ("ended_at", "object_id", "code", "ending")
        found += [_end(resource, *row) for row in rows.values_list(*columns)[:count]]
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:count]


def newest(resource: Resource, rows: Any, count: int, language: str, until: datetime | None = None) -> list[Entry]:
    """The rows that changed last as entries, newest first: one query."""
    how = entry_plan(resource, language)
    if until:
        rows = rows.filter(**_between(resource.changed, None, until))
    ordered = rows.order_by(f"-{resource.changed}", resource.pk)
    return [how.entry(row) for row in ordered.values_list(*how.columns)[:count]]


def _end(resource: Resource, at: datetime, pk: Any, code: Any, ending: str) -> Entry:
    return Entry(resource, str(pk), str(code), str(code), "", "", "", at, ending)
