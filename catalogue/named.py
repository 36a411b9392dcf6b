"""The pages that words name: "Country D, objective 8" names the country's text on the objective, and both pages."""

import re
from itertools import product

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.seats import Seat
from common.i18n import pick
from common.shapes import Link
from events.directory import directory
from objectives.models import Objective
from reporting.models import PublishedAnswer

_OBJECTIVES = re.compile(
    r"\b(?:objectives?|objetivos?)\s+(?:no?\.?\s*|nº\s*|n\.º\s*)?(\d{1,2}(?:(?:\s*[,&-]\s*|\s+(?:and|or|y|o|e)\s+)\d{1,2})*)(?![\d.])",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b[A-Z]{3}\b")
MOST = 3
"""Objectives, and countries, that are looked at."""


def pages_named(words: str, seat: Seat) -> list[Link]:
    """What the countries named published on the objectives named, then the objectives, then the countries.

    Names are those of either language and aliases; accents and case do not count. A code counts in capitals, or alone.
    """
    if not words:
        return []
    objectives, countries = _objectives(words), _countries(words)
    return [
        *_texts(countries, objectives, seat),
        *(Link(f"{_about(one)}. {pick(one, 'title')}", reverse("portal:objective", args=[one.number]))
          for one in objectives),
        *(Link(pick(one, "name"), reverse("portal:country", args=[one.code])) for one in countries),
    ]  # fmt: skip


def _about(objective: Objective) -> str:
    return _("Objective %(number)s") % {"number": objective.number}


def _objectives(words: str) -> list[Objective]:
    """The objectives in the order in which they are named; no query for words that name none."""
    numbers = [int(number) for series in _OBJECTIVES.findall(words) for number in re.findall(r"\d+", series)]
    if not numbers:
        return []
    known = Objective.objects.in_bulk(numbers)
    return [known[number] for number in dict.fromkeys(numbers) if number in known][:MOST]


def _countries(words: str) -> list[Country]:
    known = directory()
    named = [who for who in known.named_in(words) if isinstance(who, Country)]
    codes = {country.code: country for country in known.countries.values()}
    written = _CODE.findall(words) or [words.strip().upper()]
    named += [codes[code] for code in written if code in codes]
    return list(dict.fromkeys(named))[:MOST]


def _texts(countries: list[Country], objectives: list[Objective], seat: Seat) -> list[Link]:
    """The published texts of the countries on the objectives, as far as the seat may read them."""
    if not (countries and objectives):
        return []
    rows = PublishedAnswer.objects.visible_to(seat).filter(country__in=countries, objective__in=objectives)
    there = set(rows.order_by().values_list("country", "objective").distinct())
    return [
        Link(
            _("%(country)s on objective %(number)s") % {"country": pick(country, "name"), "number": objective.number},
            f"{reverse('portal:objective', args=[objective.number])}?country={country.code}",
        )
        for objective, country in product(objectives, countries)
        if (country.pk, objective.number) in there
    ]
