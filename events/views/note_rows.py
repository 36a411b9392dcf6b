"""Saving notes one by one: for the browser's autosave (JSON) and for the page's own form without JavaScript."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from common import shapes
from common.errors import Conflict, Refused
from common.outcomes import Outcome, respond, version_of
from common.text import clean_text
from events import queries
from events.actions import note_rows as actions
from events.actions.note_rows import Point
from events.models import NoteRow, NoteSummary, NoteTable

FIELDS = ("text", "kind", "language", "attributed", "objectives", "principles", "item")


def table_of(request: SeatRequest, pk: object) -> NoteTable:
    """Notes that the seat reads; 404 for everybody else."""
    tables = NoteTable.objects.visible_to(request.seat).select_related("event", "session")
    return get_object_or_404(tables, pk=pk)


def rows_of(table: NoteTable) -> Any:
    return queries.note_rows(NoteRow.objects.select_related("table__event").filter(table=table))


@seat_required
@require_POST
def note_row(request: SeatRequest, pk: str, row: str) -> HttpResponse:
    """Save one row; one that the page made by itself is sent for the first time."""
    table = table_of(request, pk)
    version = request.POST.get("version", "")
    stored = rows_of(table).filter(pk=row).first()
    if stored is None and is_unsent(version) and not NoteRow.objects.filter(pk=row).exists():
        stored = NoteRow(pk=row, table=table)
    if stored is None:
        return respond(Outcome(422, errors=[_("Somebody took this row out. Copy your text into another one.")]))
    point = posted_point(request.POST, row)
    if point is None:
        return respond(Outcome(422, errors=[_("No text was sent.")]))
    return respond(save_row(request.seat, stored, point, version))


@seat_required
@require_POST
def note_summary(request: SeatRequest, pk: str, language: str) -> HttpResponse:
    """Save the summary in one language."""
    summary = summary_of(table_of(request, pk), language)
    text = request.POST.get(f"text-summary-{language}")
    if text is None:
        return respond(Outcome(422, errors=[_("No text was sent.")]))
    return respond(save_summary(request.seat, summary, text, request.POST.get("version", "")))


def summary_of(table: NoteTable, language: str) -> NoteSummary:
    rows = NoteSummary.objects.select_related("table__event", "updated_by")
    found = rows.filter(table=table, language=language).first()
    if found is None:
        raise Http404
    return found


def posted_point(posted: Any, key: object) -> Point | None:
    """The row among the posted fields ("text-<row>", "kind-<row>" …), None when it was not sent."""
    if f"text-{key}" not in posted:
        return None
    return Point(**{name: posted[f"{name}-{key}"] for name in FIELDS if f"{name}-{key}" in posted})


def is_unsent(version: str) -> bool:
    """Whether a page sends a row for the first time."""
    return version_of(version) == actions.UNSENT


def signature(*parts: object) -> str:
    """Tells whether a field still holds what the page was opened with."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def save_row(seat: Seat, row: NoteRow, point: Point, version: str) -> Outcome:
    """One row through the rule and the action; every refusal becomes an outcome."""

    def show(clash: Conflict) -> shapes.Conflict:
        stored = NoteRow.objects.select_related("updated_by").get(pk=row.pk)
        mine, theirs = _two(point, clash.stored)  # type: ignore[arg-type]
        return conflict_with(str(row.pk), mine, theirs, stored, point.language)

    return outcome_of(
        lambda: actions.save_point(row=row, point=point, version=version_of(version), by=seat), show, point.text
    )


def save_summary(seat: Seat, summary: NoteSummary, text: str, version: str) -> Outcome:
    """One summary through the rule and the action."""

    def show(clash: Conflict) -> shapes.Conflict:
        return conflict_with(f"summary-{summary.language}", text, str(clash.stored), summary, summary.language)

    return outcome_of(
        lambda: actions.save_summary(summary=summary, text=text, version=version_of(version), by=seat), show, text
    )


def outcome_of(act: Callable[[], Any], show: Callable[[Conflict], shapes.Conflict], text: str) -> Outcome:
    """Save one text; every refusal becomes an outcome."""
    try:
        row = act()
    except Conflict as clash:
        return Outcome(409, clash.version, conflict=show(clash))
    except Refused as refusal:
        return Outcome(422, errors=[str(refusal)])
    except PermissionDenied as denied:
        return Outcome(403, errors=[str(denied)])
    return Outcome(200, row.version, remarks=clean_text(text).remarks)


def _two(mine: Point, theirs: Point) -> tuple[str, str]:
    """Both texts; where they differ beside the text, that stands below it."""
    a, b = mine.key, theirs.key
    if a[1:] == b[1:]:
        return mine.text, theirs.text
    return f"{mine.text}\n[{mine.marks}]", f"{theirs.text}\n[{theirs.marks}]"


def conflict_with(key: str, mine: str, theirs: str, stored: Any, language: str) -> shapes.Conflict:
    """Both texts of a stale save, and who saved in the meantime."""
    return shapes.Conflict(
        field=key,
        mine=mine,
        theirs=theirs,
        version=stored.version,
        saved_by=stored.updated_by.name if stored.updated_by else "",
        saved_at=stored.updated_at,
        language=language,
    )
