"""The regional action plan: what declarations and conclusions asked for, compiled from commitments on record.

The plan holds nothing of its own. It is read by the document that asks; no State is counted or put in order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import IntegerField, Min
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.enums import BodyKind
from accounts.models import Body
from accounts.seats import Seat
from commitments.enums import CommitmentKind
from commitments.models import Commitment
from common.i18n import pick, sort_by_name
from declarations.models import Adoption, Undertaking
from events.models import Event
from events.queries import answers_of
from events.roster import is_of_demonstration

SHOWN = ("parties__country", "parties__body", "objectives")


@dataclass
class Part:
    """What one document asks for: a declaration or the conclusions of a meeting, named in both languages."""

    title_en: str
    title_es: str
    symbol: str
    on: date | None
    address: str
    is_demonstration: bool = False
    rows: list[Commitment] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The parts, newest document first; `answers` are the events that carry a commitment out, by its key."""

    parts: list[Part]
    answers: dict[object, list[Event]]
    shared_with: Body | None = None

    @property
    def is_demonstration(self) -> bool:
        return any(part.is_demonstration for part in self.parts)

    @property
    def is_mixed(self) -> bool:
        return len({part.is_demonstration for part in self.parts}) == 2

    def unmixed(self) -> "Plan":
        """What a document may hold: the record without the demonstration, or the demonstration where it is alone."""
        return replace(self, parts=[part for part in self.parts if not (self.is_mixed and part.is_demonstration)])

    @property
    def commitments(self) -> list[Commitment]:
        return [row for part in self.parts for row in part.rows]


def processes(seat: Seat) -> list[Body]:
    """Regional processes that own or support a line of the plan, in the order of the language. One query."""
    found = Body.objects.filter(kind=BodyKind.REGIONAL_PROCESS, commitments__commitment__in=_asked_for(seat))
    return sort_by_name(found.distinct())


def plan_for(seat: Seat, shared_with: Body | None = None) -> Plan:
    """The plan as far as a seat reads it; narrowed to the lines that are shared with a regional process.

    The same number of queries, however many lines there are.
    """
    rows = _asked_for(seat)
    if shared_with:
        rows = rows.filter(parties__body=shared_with).distinct()
    rows = rows.annotate(
        place=Coalesce("undertaking__place", Min("origins__conclusion__order"), output_field=IntegerField())
    )
    lines = list(rows.select_related("organ").prefetch_related(*SHOWN).order_by("place", "code"))
    found: dict[object, Part] = {}
    texts = _declarations(lines, seat)
    meetings = _meetings(lines, seat)
    for row in lines:
        key, part = _part_of(row, texts, meetings)
        found.setdefault(key, part).rows.append(row)
    parts = sorted(found.values(), key=lambda part: (part.on or date.min, part.symbol), reverse=True)
    return Plan(parts, _answers(lines, seat), shared_with)


def _asked_for(seat: Seat) -> Any:
    """Pledges are their countries' own; items of a group's plan stand in that plan, and nobody asked for them here."""
    rows = Commitment.objects.visible_to(seat).shared()
    return rows.exclude(kind__in=[CommitmentKind.PLEDGE, CommitmentKind.PLAN])


def _declarations(lines: Iterable[Commitment], seat: Seat) -> dict[object, Adoption]:
    rows = Undertaking.objects.filter(
        commitment__in=[row.pk for row in lines], adoption__in=Adoption.objects.visible_to(seat)
    )
    return {row.commitment_id: row.adoption for row in rows.select_related("adoption")}


def _meetings(lines: Iterable[Commitment], seat: Seat) -> dict[str, Event]:
    """By code. Each knows whether it is of the demonstration."""
    codes = {row.meeting_code for row in lines if row.meeting_code}
    rows = Event.objects.visible_to(seat).annotate(of_demonstration=is_of_demonstration())
    return {row.code: row for row in rows.filter(code__in=codes)}


def _part_of(row: Commitment, texts: dict[object, Adoption], meetings: dict[str, Any]) -> tuple[object, Part]:
    """The part that a commitment belongs to; what no document that is read stands behind goes by its organ."""
    if adoption := texts.get(row.pk):
        address = reverse("declarations:declaration", args=[adoption.year, adoption.number])
        titles = _named(adoption, "title")
        return adoption.pk, Part(*titles, adoption.symbol, adoption.on, address, adoption.is_demonstration)
    if event := meetings.get(row.meeting_code):
        titles = _named(event, "name")
        address = reverse("portal:event", args=[event.code])
        return event.pk, Part(*titles, "", event.ends or event.starts, address, event.of_demonstration)
    titles = _named(row.organ, "name") if row.organ else (row.reference, row.reference)
    return (row.organ_id or row.pk, row.made_on), Part(*titles, "", row.made_on, "")


def _named(thing: object, name: str) -> tuple[str, str]:
    """In English and Spanish."""
    return pick(thing, name, "en"), pick(thing, name, "es")


def _answers(lines: list[Commitment], seat: Seat) -> dict[object, list[Event]]:
    """Of the events that carry lines out those that the seat reads. Two queries."""
    found = answers_of(lines)
    wanted = {event.pk for events in found.values() for event in events}
    read = set(Event.objects.visible_to(seat).filter(pk__in=wanted).values_list("pk", flat=True))
    return {pk: kept for pk, events in found.items() if (kept := [event for event in events if event.pk in read])}
