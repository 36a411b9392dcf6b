"""Filters of what is on the record."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from common.filters import AnyChoice, AnyOf, FromDay, ToDay, Words
from objectives.filters import AboutObjectives, OfPrinciple
from sources.models import Statement


class SourceFilters(filters.FilterSet):
    code = AnyOf("code", label=_("Code"), help_text=_("Codes of sources, with commas between."))
    date_from = FromDay("date", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    date_to = ToDay("date", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    q = Words()


class RecordFigureFilters(AboutObjectives):
    source = AnyOf("source__code", label=_("Source"), help_text=_("Codes of sources, with commas between."))
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    q = Words()


class StatementFilters(AboutObjectives):
    country = AnyOf("country__code", label=_("Country"), help_text=_("Codes of countries, with commas between."))
    source = AnyOf("source__code", label=_("Source"), help_text=_("Codes of sources, with commas between."))
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    principle = OfPrinciple(
        "principles", many=True, label=_("Principle"), help_text=_("Letters of principles, with commas between.")
    )
    kind = AnyChoice("kind", Statement.Kind, label=_("Kind"), help_text=_("Kinds, with commas between."))
    language = AnyOf("original_language", label=_("Language"), help_text=_("Language of the original: en or es."))
    date_from = FromDay("date", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    date_to = ToDay("date", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    q = Words()
