"""Filters of the register of good practices."""

from django.utils.translation import gettext_lazy as _

from common.filters import AnyChoice, AnyOf, Words
from objectives.filters import AboutObjectives
from practices.models import Practice


class PracticeFilters(AboutObjectives):
    country = AnyOf("country__code", label=_("Country"), help_text=_("Codes of countries, with commas between."))
    principle = AnyOf(
        "principles", many=True, label=_("Principle"), help_text=_("Letters of principles, with commas between.")
    )
    status = AnyChoice("status", Practice.Status, label=_("State"), help_text=_("Published, or to be published."))
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    q = Words()
