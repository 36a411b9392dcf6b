"""Filters of meetings and conclusions: pages, calendars, interface, files and search narrow by these and no others."""

from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Body
from common import filtering
from common.dates import say_day
from common.filtering import Choice, Day, choice
from common.filters import AnyChoice, AnyNumber, AnyOf, FromDay, ToDay, Words
from common.i18n import pick, sort_by_name
from common.search import matching
from events.enums import ConceptKind, Disposition, EventKind, LinkKind, SessionMethod
from events.models import Event
from events.named import references_in
from objectives.filters import AboutObjectives

PAGE = ("q", "kind", "organ", "year", "cycle", "starts_from", "starts_to")
"""What pages of meetings narrow by."""
NAME = 80
"""Characters of a meeting's name in a drop-down list."""


class OfOrgan(AnyOf):
    """Meetings of the named organs and working groups, and those in which one of them had a part."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        if not value:
            return qs
        theirs = Event.objects.filter(Q(organ__code__in=value) | Q(parts__body__code__in=value))
        return qs.filter(**{f"{self.field_name}__in": theirs.values("pk")})


class ItemWords(Words):
    """As `Words`; the number of an item ("7.h", "What happened to 7.h?") finds it too."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        numbered = Q(reference__in=references_in(value))
        return qs.filter(numbered | Q(pk__in=matching(qs.model._default_manager.order_by(), value).values("pk")))


def by_meeting(meeting: str = "", cycle: str = "cycle_code") -> tuple[filters.Filter, ...]:
    """kind, organ, year, cycle, starts_from, starts_to of rows whose meeting is at `meeting` ('' for meetings)."""
    column = f"{meeting}__" if meeting else ""
    return (
        AnyChoice(
            f"{column}kind", EventKind, label=_("Kind"), help_text=_("Kinds of meetings, with commas between.")
        ),
        OfOrgan(
            meeting or "pk", label=_("Organ or working group"),
            help_text=_("Codes of bodies, with commas between: their meetings, and those in which they had a part."),
        ),
        AnyNumber(f"{column}starts__year", label=_("Year"), help_text=_("Years of meetings, with commas between.")),
        AnyOf(cycle, label=_("Cycle"), help_text=_("Codes of cycles, with commas between.")),
        FromDay(f"{column}starts", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD).")),
        ToDay(f"{column}starts", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD).")),
    )  # fmt: skip


class EventFilters(filters.FilterSet):
    kind, organ, year, cycle, starts_from, starts_to = by_meeting()
    q = Words()


class AgendaItemFilters(filters.FilterSet):
    event = AnyOf("day__event__code", label=_("Event"), help_text=_("Codes of meetings, with commas between."))
    kind, organ, year, cycle, starts_from, starts_to = by_meeting("day__event", "day__event__cycle_code")
    q = Words()


class SessionFilters(AboutObjectives):
    event = AnyOf("event__code", label=_("Event"), help_text=_("Codes of meetings, with commas between."))
    kind, organ, year, cycle, starts_from, starts_to = by_meeting("event", "event__cycle_code")
    method = AnyChoice("method", SessionMethod, label=_("Method"), help_text=_("By which method it is held."))
    q = Words()


class ConceptSectionFilters(filters.FilterSet):
    event = AnyOf("event__code", label=_("Event"), help_text=_("Codes of meetings, with commas between."))
    section = AnyChoice("kind", ConceptKind, label=_("Section"), help_text=_("Kinds of sections."))
    kind, organ, year, cycle, starts_from, starts_to = by_meeting("event", "event__cycle_code")
    q = Words()


class Does(AnyOf):
    """Items that do any of the things: approve, thank, take note and so on."""

    def filter(self, qs: QuerySet[Any], value: list[Any]) -> QuerySet[Any]:
        wanted = Q()
        for verb in value:
            wanted |= Q(verbs__contains=[verb])
        return qs.filter(wanted)


class ConclusionFilters(filters.FilterSet):
    event = AnyOf("event__code", label=_("Event"), help_text=_("Codes of meetings, with commas between."))
    kind, organ, year, cycle, starts_from, starts_to = by_meeting("event")
    verb = Does("verbs", label=_("What it does"), help_text=_("Verbs such as approve or thank, with commas between."))
    proposer = AnyOf(
        "proposer_country__code", label=_("Proposal of"), help_text=_("Codes of countries, with commas between.")
    )
    disposition = AnyChoice(
        "disposition", Disposition, label=_("What was done with it"),
        help_text=_("What was done with a proposal: accepted, taken_note and so on, with commas between."),
    )  # fmt: skip
    q = ItemWords()


class EventLinkFilters(filters.FilterSet):
    event = AnyOf("event__code", label=_("Event"), help_text=_("Codes of meetings, with commas between."))
    to_event = AnyOf("to_event__code", label=_("Other event"), help_text=_("Codes of meetings, with commas between."))
    to_conclusion = AnyOf("item", label=_("Conclusion"), help_text=_("Codes of conclusions, with commas between."))
    link = AnyChoice("kind", LinkKind, label=_("Kind of link"), help_text=_("Kinds of links, with commas between."))
    kind, organ, year, cycle, starts_from, starts_to = by_meeting("event", "event__cycle_code")


def choices_of(
    events: QuerySet[Event], asked: Mapping[str, str], cycles: Iterable[tuple[str, str]] = ()
) -> list[Choice]:
    """The drop-down lists of a page of `events`. `cycles` as (code, name); without them there is none to choose."""
    organs = [(body.code, pick(body, "name")) for body in sort_by_name(Body.objects.filter(kind="organ"))]
    years = events.filter(starts__isnull=False).order_by("-starts__year").values_list("starts__year", flat=True)
    made = [
        choice("kind", str(_("Kind")), [(code, str(label)) for code, label in EventKind.choices], asked),
        choice("organ", str(_("Organ or working group")), organs, asked),
        choice("year", str(_("Year")), [(str(year), str(year)) for year in years.distinct()], asked),
    ]
    named = list(cycles)
    return [*made, choice("cycle", str(_("Cycle")), named, asked)] if named else made


def meetings_of(events: Iterable[Event]) -> list[tuple[str, str]]:
    """Meetings as (code, name with the day) for a drop-down list."""
    return [(row.code, _in_a_line(row)) for row in events]


def _in_a_line(row: Event) -> str:
    name = shorten(pick(row, "name"), NAME, placeholder=" …")
    return f"{name}, {say_day(row.starts)}" if row.starts else name


def days_of(asked: Mapping[str, str]) -> list[Day]:
    """The first and the last day of a page of meetings."""
    return filtering.days_of(asked, "starts_from", "starts_to")
