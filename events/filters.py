"""Filters of meetings and conclusions."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.filters import AnyChoice, AnyOf, FromDay, ToDay, Words
from events.enums import Disposition, EventKind


class EventFilters(filters.FilterSet):
    kind = AnyChoice("kind", EventKind, label=_("Kind"), help_text=_("Kinds of meetings, with commas between."))
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    starts_from = FromDay("starts", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    starts_to = ToDay("starts", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
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
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    verb = Does("verbs", label=_("What it does"), help_text=_("Verbs such as approve or thank, with commas between."))
    proposer = AnyOf(
        "proposer_country__code", label=_("Proposal of"), help_text=_("Codes of countries, with commas between.")
    )
    disposition = AnyChoice(
        "disposition", Disposition, label=_("What was done with it"),
        help_text=_("What was done with a proposal: accepted, taken_note and so on, with commas between."),
    )  # fmt: skip
    q = Words()
