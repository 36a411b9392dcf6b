"""What the Secretariat's desk reads: what waits for it, and a submitted revision with all that was said on it."""

from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet

from accounts.seats import Seat
from common.diff import diff_words
from common.i18n import LANGUAGES
from reporting.enums import RevisionStatus, ThreadStatus
from reporting.models import Assignment, Call, ClarificationRequest, InternalNote, Report, Revision, Thread
from reporting.queries.reading import readable


def next_acts(open_calls: list[Call]) -> dict[str, list[Any]]:
    """What waits for the desk: receipts, replies and comments, and dates asked for in the open calls."""
    revisions = Revision.objects.current().defer("snapshot")
    revisions = revisions.select_related("assignment__country", "assignment__call__cycle")
    # A reply is read, and answered, where the contribution is read now; of what was taken back nothing is.
    of_all = "revision__assignment__revisions"
    now = FilteredRelation(of_all, condition=Q(**{f"{of_all}__is_current": True}))
    answered = Thread.objects.filter(status=ThreadStatus.ANSWERED).annotate(now=now, read_in=F("now__pk"))
    answered = answered.exclude(read_in=None)
    asked = Assignment.objects.filter(call__in=open_calls).exclude(extension_asked_until=None)
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


def read_now(revision: Revision) -> Revision:
    """The revision in which the contribution is read now; this one where the country took all back."""
    now = Revision.objects.current().filter(assignment=revision.assignment_id).defer("snapshot").first()
    return now or revision


def previous_revision(revision: Revision, seat: Seat) -> Revision | None:
    """The last one before this that the seat may read: what a country took back is compared with nothing."""
    rows = Revision.objects.visible_to(seat).filter(assignment=revision.assignment_id, number__lt=revision.number)
    return rows.order_by("-number").first()


def reading(revision: Revision, seat: Seat, against: Revision | None) -> list[dict[str, Any]]:
    """The revision by objective, each answer with its threads, notes and (against another revision) redlines.

    Shape of `reading.readable`, each answer with "redlines" {language: runs}, "changed", "threads", "notes".
    """
    parts = readable(revision.snapshot["answers"], revision.assignment)
    before = {a["id"]: a for a in against.snapshot["answers"]} if against else {}
    now = {a["id"]: a for a in revision.snapshot["answers"]}
    threads: dict[str, list[Thread]] = {}
    rows = Thread.objects.visible_to(seat).filter(revision__assignment=revision.assignment_id)
    for thread in rows.select_related("revision").prefetch_related("messages__author"):
        threads.setdefault(str(thread.answer_id), []).append(thread)
    notes: dict[str, list[InternalNote]] = {}
    kept = InternalNote.objects.visible_to(seat).filter(revision__assignment=revision.assignment_id)
    for note in kept.select_related("author", "revision"):
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


def unanswerable(revision: Revision, seat: Seat) -> list[Thread]:
    """Threads still open on answers that this revision no longer holds; the country may have left the answer out."""
    held = {answer["id"] for answer in revision.snapshot["answers"]}
    rows = Thread.objects.visible_to(seat).filter(
        revision__assignment=revision.assignment_id, status__in=(ThreadStatus.OPEN, ThreadStatus.ANSWERED)
    )
    threads = rows.select_related("revision").prefetch_related("messages__author")
    return [thread for thread in threads if str(thread.answer_id) not in held]


def requests_of(revision: Revision) -> list[ClarificationRequest]:
    """The requests sent on any revision of the contribution, newest first, each with its number of `questions`."""
    rows = ClarificationRequest.objects.filter(revision__assignment=revision.assignment_id)
    return list(rows.select_related("revision", "sent_by").annotate(questions=Count("threads")))


def drafts_of(revision: Revision, seat: Seat) -> list[Thread]:
    """The drafts collected on a revision, not sent yet; the Secretariat's alone."""
    rows = Thread.objects.visible_to(seat).filter(revision=revision, status=ThreadStatus.DRAFT)
    return list(rows.prefetch_related("messages"))


def revisions_of(revision: Revision, seat: Seat) -> list[Revision]:
    """All revisions of the contribution that the seat may read, without their texts."""
    rows = Revision.objects.visible_to(seat).filter(assignment=revision.assignment_id)
    return list(rows.only("pk", "number", "assignment", "submitted_at").order_by("number"))


def _redlines(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    found = {}
    for language in LANGUAGES:
        before = old["texts"].get(language, {}).get("text", "") if old else ""
        after = new["texts"].get(language, {}).get("text", "")
        if before or after:
            found[language] = diff_words(before, after)
    return found
