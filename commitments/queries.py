"""Reads of commitments that several callers share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from accounts.models import Country, PresidencyTerm
from accounts.seats import Seat
from commitments.enums import CLOSED, CommitmentKind, Fund, PartyRole, Progress, Readers, Receipt
from commitments.models import Commitment, Contribution, Party, StatusNote
from commitments.models.commitment import CommitmentQuerySet
from common.dates import secretariat_zone, today


@dataclass(frozen=True)
class Standing:
    """How commitments stood at the end of a term; each stands in one list."""

    until: date
    fulfilled: list[Commitment]
    set_aside: list[Commitment]
    open: list[Commitment]

    @property
    def all(self) -> list[Commitment]:
        return [*self.fulfilled, *self.set_aside, *self.open]


def at_hand_over() -> CommitmentQuerySet:
    """What a presidency hands over: commitments of the Conference; a pledge is its country's own affair."""
    return Commitment.objects.exclude(kind=CommitmentKind.PLEDGE).filter(readers__in=[Readers.MEMBERS, Readers.PUBLIC])


def asked_of(country: Country) -> CommitmentQuerySet:
    """What a member undertook in declarations and is still open: the report of a cycle asks it about each."""
    mine = Party.objects.filter(role=PartyRole.OWNER, country=country).values("commitment")
    rows = at_hand_over().filter(kind=CommitmentKind.DECLARATION, pk__in=mine).exclude(status__in=CLOSED)
    return rows.order_by("made_on", "code")


def standing_of(term: PresidencyTerm) -> Standing:
    """Commitments made until the end of the term (or today), as they stood then. Four queries.

    An item of a plan whose day is not recorded stands in no term that ended before it was entered. What an earlier
    term fulfilled or set aside is not told again.
    """
    until = min(term.ends, today())
    notes = StatusNote.objects.filter(commitment=OuterRef("pk"), on__lte=until, country=None).order_by("-on", "-id")
    rows = at_hand_over().exclude(Q(made_on__gt=until) | _entered_after(until))
    rows = rows.annotate(then=Subquery(notes.values("status")[:1]), then_on=Subquery(notes.values("on")[:1]))
    found: dict[str, list[Commitment]] = {Progress.FULFILLED: [], Progress.SET_ASIDE: [], "": []}
    parties = rows.prefetch_related("parties__country", "parties__body").order_by(F("made_on").asc(), "code")
    for row in parties:
        row.then = Progress(row.then or Progress.OPEN)
        if row.then not in CLOSED:
            found[""].append(row)
        elif row.then_on >= term.starts:
            found[row.then].append(row)
    return Standing(until, found[Progress.FULFILLED], found[Progress.SET_ASIDE], found[""])


def _entered_after(day: date) -> Q:
    """Items of plans of which no day is known but that they were entered after this one."""
    ended = datetime.combine(day + timedelta(days=1), time(), secretariat_zone())
    history: Any = Commitment.pgh_event_model  # type: ignore[attr-defined]
    entries = history.objects.filter(pgh_obj=OuterRef("pk"), pgh_label="insert", pgh_created_at__gte=ended)
    return Q(Exists(entries), kind=CommitmentKind.PLAN, made_on=None)


@dataclass(frozen=True)
class MemberRow:
    """One member with what is recorded for the two contributions of a year; None: nothing is."""

    country: Country
    budget: Contribution | None
    reserve: Contribution | None


def contributions_of(year: int, members: Iterable[Country], seat: Seat) -> list[MemberRow]:
    """The members in the given order. One query."""
    rows = Contribution.objects.visible_to(seat).filter(year=year)
    found = {(row.country_id, row.fund): row for row in rows}
    return [
        MemberRow(country, found.get((country.pk, Fund.BUDGET)), found.get((country.pk, Fund.RESERVE)))
        for country in members
    ]


def encouragement(fund: Fund | str, rows: Iterable[MemberRow]) -> str:
    """The sentence that a text may say, which names nobody and counts nothing; '' when nobody is meant."""
    name = "budget" if fund == Fund.BUDGET else "reserve"
    entries = [getattr(row, name) for row in rows]
    if all(entry and entry.receipt == Receipt.RECEIVED for entry in entries):
        return ""
    if fund == Fund.BUDGET:
        return _(
            "To encourage Member Countries that have not yet provided their annual contributions to the Budget of the "
            "Executive Secretariat to do so."
        )
    return _("To encourage Member Countries that have not yet made their contributions to the Reserve Fund to do so.")
