"""What the Secretariat's desk reads. Before a submission: one state per country and nothing else."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import Country
from accounts.seats import Seat
from common.diff import diff_words
from common.i18n import LANGUAGES, sort_by_name
from reporting.enums import RevisionStatus, ThreadStatus
from reporting.models import Assignment, Call, InternalNote, Report, Revision, Thread
from reporting.queries.reading import readable


@dataclass
class TrackerRow:
    """One country: its state; and, only once it has submitted, its current revision and questions by objective."""

    assignment: Assignment
    revision: Revision | None = None
    open_threads: Counter[int | None] = field(default_factory=Counter)
    answered_threads: int = 0

    @property
    def country(self) -> Country:
        return self.assignment.country


def tracker(call: Call) -> list[TrackerRow]:
    """Every assignment of a call in the order of the page's language: three queries whatever their number."""
    assignments = list(call.assignments.select_related("country"))
    rows = {a.pk: TrackerRow(a) for a in assignments}
    for assignment in assignments:
        assignment.call = call
    for revision in Revision.objects.current().filter(assignment__call=call).defer("snapshot"):
        revision.assignment = rows[revision.assignment_id].assignment
        rows[revision.assignment_id].revision = revision
    threads = Thread.objects.filter(revision__assignment__call=call, revision__is_current=True)
    for pk, number, status in threads.values_list("revision__assignment", "objective_number", "status"):
        if status == ThreadStatus.OPEN:
            rows[pk].open_threads[number] += 1
        elif status == ThreadStatus.ANSWERED:
            rows[pk].answered_threads += 1
    order = {c.pk: i for i, c in enumerate(sort_by_name([a.country for a in assignments]))}
    return sorted(rows.values(), key=lambda row: order[row.country.pk])


def next_acts(calls: list[Call]) -> dict[str, list[Any]]:
    """What waits for the desk: receipts, replies and dates of the open calls, and comments on circulated drafts."""
    revisions = Revision.objects.current().filter(assignment__call__in=calls).defer("snapshot")
    revisions = revisions.select_related("assignment__country", "assignment__call__cycle")
    answered = Thread.objects.filter(status=ThreadStatus.ANSWERED, revision__assignment__call__in=calls)
    asked = Assignment.objects.filter(call__in=calls).exclude(extension_asked_until=None)
    return {
        "to_acknowledge": list(revisions.filter(status=RevisionStatus.SUBMITTED)),
        "answered": list(answered.select_related("revision__assignment__country")),
        "comments": list(_with_open_comments()),
        "extensions": list(asked.select_related("country", "call__cycle")),
    }


def _with_open_comments() -> QuerySet[Report]:
    """Reports with comments that nobody has answered, each with their number as `waiting`."""
    unanswered = Q(blocks__comments__handled_at=None, blocks__comments__isnull=False)
    return Report.objects.filter(unanswered).annotate(waiting=Count("blocks__comments"))


def previous_revision(revision: Revision) -> Revision | None:
    """The revision before this one, whatever became of it."""
    return Revision.objects.filter(assignment=revision.assignment_id, number=revision.number - 1).first()


def reading(revision: Revision, seat: Seat, against: Revision | None) -> list[dict[str, Any]]:
    """The revision by objective, each answer with its threads, notes and (against another revision) redlines.

    Shape of `reading.readable`, each answer with "redlines" {language: runs}, "changed", "threads", "notes".
    """
    parts = readable(revision.snapshot["answers"])
    before = {a["id"]: a for a in against.snapshot["answers"]} if against else {}
    now = {a["id"]: a for a in revision.snapshot["answers"]}
    threads: dict[str, list[Thread]] = {}
    rows = Thread.objects.visible_to(seat).filter(revision__assignment=revision.assignment_id)
    for thread in rows.select_related("revision").prefetch_related("messages__author"):
        threads.setdefault(str(thread.answer_id), []).append(thread)
    notes: dict[str, list[InternalNote]] = {}
    for note in InternalNote.objects.visible_to(seat).filter(revision=revision).select_related("author"):
        notes.setdefault(str(note.answer_id), []).append(note)
    for part in parts:
        for answer in part["answers"]:
            old = before.get(answer["id"])
            answer["redlines"] = _redlines(old, now[answer["id"]]) if against else {}
            answer["changed"] = bool(against) and old != now[answer["id"]]
            answer["threads"] = threads.get(answer["id"], [])
            answer["notes"] = notes.get(answer["id"], [])
        part["changed"] = any(a["changed"] for a in part["answers"])
        part["open"] = sum(
            1 for a in part["answers"] for t in a["threads"] if t.status in (ThreadStatus.OPEN, ThreadStatus.ANSWERED)
        )
    return parts


def _redlines(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    found = {}
    for language in LANGUAGES:
        before = old["texts"].get(language, {}).get("text", "") if old else ""
        after = new["texts"].get(language, {}).get("text", "")
        if before or after:
            found[language] = diff_words(before, after)
    return found
