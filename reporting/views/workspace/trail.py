"""The country's own trail: every act on its contribution, narrowed, and taken away as a file."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import say_who
from audit.chains import verify_chain
from audit.models import AuditEvent
from common.filtering import Choice, Day, Filtered, choice, filtered
from common.i18n import LANGUAGES, sort_key
from common.shapes import Link
from reporting.enums import Channel
from reporting.filters import TrailFilters
from reporting.models import Assignment
from reporting.queries import workspace as queries
from reporting.trail import in_words
from reporting.views.workspace.base import assignment_of, frame
from reporting.views.workspace.home import happenings

COLUMNS = (
    "number", "at", "who", "action", "action_en", "action_es", "channel", "channel_en", "channel_es", "object_type",
    "object_id", "detail", "previous_hash", "hash",
)  # fmt: skip


@seat_required
@require_safe
def trail(request: SeatRequest, pk: str) -> HttpResponse:
    """Everything that was done with this contribution, and whether the chain of entries is whole."""
    assignment = assignment_of(request, pk)
    found = _found(request, assignment)
    context = frame(request, assignment, Link(_("Full trail"))) | {
        "events": [
            (event, say_who(event.actor_label), in_words(event.action), _channel(event.channel)) for event in found.rows
        ],
        "filtered": found,
        "choices": _choices(assignment, found.asked),
        "days": [
            Day("since", _("From"), found.asked.get("since", "")),
            Day("until", _("To"), found.asked.get("until", "")),
        ],
        "happenings": happenings(assignment, limit=100),
        "broken": verify_chain(assignment.chain),
    }
    return render(request, "reporting/workspace/trail.html", context)


@seat_required
@require_safe
def trail_file(request: SeatRequest, pk: str, form: str) -> HttpResponse:
    """The same acts as a file, `csv` or `jsonl`, each with its words in both languages and the hashes of its chain."""
    assignment = assignment_of(request, pk)
    if form not in ("csv", "jsonl"):
        raise Http404
    rows = [_row(event) for event in _found(request, assignment).rows]
    text, kind = (_csv(rows), "text/csv") if form == "csv" else (_lines(rows), "application/jsonl")
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    name = f"{assignment.country.code}-{assignment.call.cycle.code}-trail.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(request: SeatRequest, assignment: Assignment) -> Filtered:
    return filtered(TrailFilters, queries.trail_of(assignment), request.GET.dict(), TrailFilters.base_filters)


def _choices(assignment: Assignment, asked: dict[str, str]) -> list[Choice]:
    """What the trail holds: its acts, people and channels."""
    rows = queries.trail_of(assignment).order_by()
    held = list(rows.values_list("action", "actor_id", "actor_label", "channel").distinct())
    acts = _by_words((row[0], in_words(row[0])) for row in held)
    people = _by_words((row[1], say_who(row[2])) for row in held if row[1])
    channels = _by_words((row[3], _channel(row[3])) for row in held)
    return [
        choice("act", _("What"), acts, asked),
        choice("who", _("Who"), people, asked),
        choice("channel", _("Channel"), channels, asked),
    ]


def _by_words(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each code once with its words, in the order of the words."""
    return sorted(dict(pairs).items(), key=lambda pair: sort_key(pair[1]))


def _channel(code: str) -> str:
    return str(Channel(code).label) if code in Channel.values else code


def _row(event: AuditEvent) -> dict[str, Any]:
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            words[f"action_{language}"] = in_words(event.action)
            words[f"channel_{language}"] = _channel(event.channel)
    told = {
        "number": event.number,
        "at": event.at.isoformat(timespec="microseconds"),
        "who": event.actor_label,
        "action": event.action,
        "channel": event.channel,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "detail": event.detail,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
    } | words
    return {name: told[name] for name in COLUMNS}


def _lines(rows: Iterable[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _csv(rows: Iterable[dict[str, Any]]) -> str:
    """The byte order mark lets Excel read the accents; a cell that a spreadsheet would calculate is quoted."""
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, COLUMNS)
    writer.writeheader()
    for row in rows:
        told = row | {"detail": json.dumps(row["detail"], ensure_ascii=False)}
        writer.writerow({name: _harmless(value) for name, value in told.items()})
    return f"\ufeff{sheet.getvalue()}"


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
