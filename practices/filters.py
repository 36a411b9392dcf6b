"""Filters of the register of good practices."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from common.filters import AnyChoice, AnyOf, FromDay, ToDay, Words
from objectives.filters import AboutObjectives, OfPrinciple
from practices.models import Practice


class Whose(models.TextChoices):
    """Whose a practice is."""

    COUNTRY = "country", _("Of a country")
    CONFERENCE = "conference", _("Of the Conference")


class Owner(AnyChoice):
    """Practices of countries, of the Conference, or both."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        return qs.filter(country__isnull=Whose.CONFERENCE in value) if len(set(value)) == 1 else qs


class HasText(AnyChoice):
    """Rows that hold words in any of the languages."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        wanted = Q()
        for language in value:
            wanted |= ~Q(**{f"{self.field_name}_{language}": ""})
        return qs.filter(wanted)


class PracticeFilters(AboutObjectives):
    country = AnyOf("country__code", label=_("Country"), help_text=_("Codes of countries, with commas between."))
    principle = OfPrinciple(
        "principles", many=True, label=_("Principle"), help_text=_("Letters of principles, with commas between.")
    )
    status = AnyChoice(
        "status", Practice.Status, label=_("Status"),
        help_text=_("Where it stands: to be published, published, in the UN repository."),
    )  # fmt: skip
    owner = Owner(
        "country", Whose, label=_("Kind"), help_text=_("Of a country or of the Conference: country, conference.")
    )
    language = HasText(
        "title", Language, label=_("Language"), help_text=_("Languages in which the practice can be read: en, es.")
    )
    date_from = FromDay("source__date", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    date_to = ToDay("source__date", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))
    cycle = AnyOf("cycle_code", label=_("Cycle"), help_text=_("Codes of cycles, with commas between."))
    q = Words()
