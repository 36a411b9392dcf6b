"""Countries' own words on one objective, side by side and unranked."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Country
from accounts.seats import Seat
from common.i18n import pick, sort_key
from objectives.models import Objective
from portal.queries.texts import Contribution, contributions, texts
from reporting.models import PublishedAnswer

AT_ONCE = 60
"""Contributions on one page; those beyond are reached by the filters."""


@dataclass(frozen=True)
class Voice:
    """A contribution on the page. `anchor` is the country's code where it speaks first, '' further down."""

    one: Contribution
    anchor: str
    has_earlier: bool


def voices(
    seat: Seat, objective: Objective, chosen: QuerySet[PublishedAnswer], *, original: bool = False
) -> tuple[list[Voice], int]:
    """The contributions of the chosen answers, whole, and how many more there are. Three queries, bounded rows.

    They stand by country in the order of the language, newest cycle first within a country.
    """
    names = ("assignment_id", "country__name_en", "country__name_es", "cycle__starts")
    found = [
        (sort_key(pick(Country(name_en=name_en, name_es=name_es), "name")), -starts.toordinal(), assignment)
        for assignment, name_en, name_es, starts in chosen.order_by().values_list(*names).distinct()
    ]
    found.sort(key=lambda row: row[:2])
    about = texts(seat).filter(objective=objective, assignment__in=[key for _name, _day, key in found[:AT_ONCE]])
    earliest = _earliest(seat, objective)
    made: list[Voice] = []
    for one in contributions(about, original=original):
        is_first = not made or made[-1].one.country != one.country
        has_earlier = earliest[one.first.country_id] < one.cycle.starts.toordinal()
        made.append(Voice(one, one.country.code if is_first else "", has_earlier))
    return made, max(0, len(found) - AT_ONCE)


def _earliest(seat: Seat, objective: Objective) -> dict[object, int]:
    """The first day of the earliest cycle in which each country speaks about the objective."""
    rows = PublishedAnswer.objects.visible_to(seat).filter(objective=objective).order_by()
    found: dict[object, int] = {}
    for country, starts in rows.values_list("country_id", "cycle__starts").distinct():
        found[country] = min(starts.toordinal(), found.get(country, starts.toordinal()))
    return found
