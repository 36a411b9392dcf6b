"""Filters of adopted declarations, shared by page and interface."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from common.filters import AnyChoice, AnyOf, FromDay, ToDay, Words
from declarations.enums import Kind, StatementKind


class DeclarationFilters(filters.FilterSet):
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    event = AnyOf("event_code", label=_("Event"), help_text=_("Codes of meetings, with commas between."))
    adopted_from = FromDay("on", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    adopted_to = ToDay("on", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    q = Words()


class AdoptedParagraphFilters(filters.FilterSet):
    declaration = AnyOf(
        "adoption__code", label=_("Declaration"), help_text=_("Codes of declarations, with commas between.")
    )
    kind = AnyChoice("kind", Kind, label=_("Kind"), help_text=_("Kinds of paragraphs, with commas between."))
    cycle = AnyOf("adoption__cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    q = Words()


class AttachedStatementFilters(filters.FilterSet):
    declaration = AnyOf(
        "adoption__code", label=_("Declaration"), help_text=_("Codes of declarations, with commas between.")
    )
    country = AnyOf("country__code", label=_("Country"), help_text=_("Codes of countries, with commas between."))
    kind = AnyChoice("kind", StatementKind, label=_("Kind"), help_text=_("Kinds of statements, with commas between."))
    q = Words()
