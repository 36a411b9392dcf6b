"""What the tracker reads: one state per member; by objective only what was submitted. Two queries, plain values."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from common.i18n import current_language, sort_key
from reporting.enums import AssignmentStatus, RevisionStatus, ThreadStatus
from reporting.models import Call, Revision, Thread


class Place(NamedTuple):
    """One member of a call: its own word and, once it has submitted, its current revision."""

    assignment: UUID
    code: str
    name: str
    status: str
    note: str
    extension_until: date | None
    asked_until: date | None
    revision: UUID | None
    number: int | None
    objectives: frozenset[int]
    revision_status: str | None
    compiled: int | None
    """The number of the latest revision that a report was compiled from."""
    published: int | None
    """The number of the revision that the country lets others read."""
    audience: str | None
    published_from: datetime | None
    has_withdrawn: bool
    threads: dict[int | None, str]

    @property
    def held_until(self) -> datetime | None:
        """When the embargo of what it published passes; None once it has."""
        return self.published_from if self.published_from and self.published_from > timezone.now() else None

    @property
    def waits(self) -> bool:
        """Does something here wait for the Secretariat?"""
        return (
            self.revision_status == RevisionStatus.SUBMITTED
            or self.asked_until is not None
            or ThreadStatus.ANSWERED in self.threads.values()
        )

    @property
    def is_asked(self) -> bool:
        """Is a question to the country open?"""
        return ThreadStatus.OPEN in self.threads.values()


def tracker(call: Call) -> list[Place]:
    """Every member of a call in the order of the page's language."""
    threads = _threads(call)
    name = f"country__name_{current_language()}"
    withdrawn = Revision.objects.filter(status=RevisionStatus.WITHDRAWN)
    compiled = Revision.objects.exclude(compiled_at=None).order_by("-number")
    rows = call.assignments.annotate(
        current=FilteredRelation("revisions", condition=Q(revisions__is_current=True)),
        shown=FilteredRelation("publications", condition=Q(publications__ended_at=None)),
        has_withdrawn=Exists(withdrawn.filter(assignment=OuterRef("pk"))),
        compiled=Subquery(compiled.filter(assignment=OuterRef("pk")).values("number")[:1]),
    ).values_list(
        "pk", "country__code", name, "status", "status_note", "extension_until", "extension_asked_until",
        F("current__pk"), F("current__number"), F("current__objectives"), F("current__status"),
        F("compiled"), F("shown__revision__number"), F("shown__audience"), F("shown__embargo_until"),
        F("has_withdrawn"),
    )  # fmt: skip
    places = [
        Place._make([*row[:9], frozenset(row[9] or ()), *row[10:], threads.get(row[0], {}) if row[7] else {}])
        for row in rows
    ]
    return sorted(places, key=lambda place: sort_key(place.name))


def chosen(places: list[Place], *, state: str, words: str) -> list[Place]:
    """The members in a state ("waiting", "asked", or one of an assignment) whose name or code holds the words."""
    wanted = sort_key(words.strip())
    found = [place for place in places if wanted in sort_key(place.name) or wanted == place.code.casefold()]
    if state == "waiting":
        return [place for place in found if place.waits]
    if state == "asked":
        return [place for place in found if place.is_asked]
    return [place for place in found if place.status == state] if state in AssignmentStatus.values else found


def _threads(call: Call) -> dict[UUID, dict[int | None, str]]:
    """By assignment and objective: whether a reply is to be read ("answered"), else whether a question is open.

    On whichever revision it was asked: it stays open until somebody resolves it.
    """
    rows = Thread.objects.filter(
        revision__assignment__call=call, status__in=(ThreadStatus.OPEN, ThreadStatus.ANSWERED)
    ).values_list("revision__assignment", "objective_number", "status")
    found: dict[UUID, dict[int | None, str]] = defaultdict(dict)
    for assignment, number, status in rows:
        if found[assignment].get(number) != ThreadStatus.ANSWERED:
            found[assignment][number] = status
    return found
