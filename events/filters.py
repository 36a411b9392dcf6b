"""Filters of meetings and conclusions."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from common.filters import AnyChoice, AnyOf, FromDay, ToDay, Words
from events.enums import EventKind


class EventFilters(filters.FilterSet):
    kind = AnyChoice("kind", EventKind, label=_("Kind"), help_text=_("Kinds of meetings, with commas between."))
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    starts_from = FromDay("starts", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    starts_to = ToDay("starts", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    q = Words()


class ConclusionFilters(filters.FilterSet):
    event = AnyOf("event__code", label=_("Event"), help_text=_("Codes of meetings, with commas between."))
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    q = Words()
