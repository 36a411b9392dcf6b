"""Countries: the list, one country, and what it published in one cycle."""

from collections import Counter
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Country
from common.http import public_page
from common.i18n import pick, sort_by_name
from common.shapes import Link
from objectives.models import Objective
from portal.queries.countries import ended, published_cycles, withdrawn
from portal.queries.texts import Contribution, contributions, texts
from portal.views.reading import is_original, reading_links
from practices.models import Practice
from reporting.models import Cycle


@public_page
@require_safe
def country_list(request: SeatRequest) -> HttpResponse:
    """Member Countries in the order of the language; placeholders only where they published something."""
    found = published_cycles(request.seat)
    members = Country.objects.members().filter(Q(is_placeholder=False) | Q(pk__in=found))
    countries = [(country, found.get(country.pk, [])) for country in sort_by_name(members)]
    return render(request, "portal/country_list.html", {"countries": countries})


@public_page
@require_safe
def country(request: SeatRequest, code: str) -> HttpResponse:
    """One country: its contributions by cycle, what it withdrew, its practices, and its words on record."""
    row = get_object_or_404(Country, code=code)
    found = sorted(
        contributions(texts(request.seat).filter(country=row)), key=lambda one: one.cycle.starts, reverse=True
    )
    context = {
        "country": row,
        "contributions": found,
        "compared": _compared(found),
        "traces": withdrawn(request.seat, row),
        "practices": Practice.objects.visible_to(request.seat).filter(country=row),
        "statements": row.statements.select_related("source"),
        "crumbs": [Link(_("Countries"), reverse("portal:country-list")), Link(pick(row, "name"))],
    }
    return render(request, "portal/country.html", context)


def _compared(found: list[Contribution]) -> list[Objective]:
    """The objectives that at least two contributions speak about."""
    objectives = [objective for one in found for objective in one.objectives]
    counts = Counter(objective.number for objective in objectives)
    by_number = {objective.number: objective for objective in objectives if counts[objective.number] > 1}
    return [by_number[number] for number in sorted(by_number)]


@public_page
@require_safe
def country_cycle(request: SeatRequest, code: str, cycle: str) -> HttpResponse:
    """All that one country published in one cycle, by objective; a dated trace (410) where it withdrew all of it."""
    row = get_object_or_404(Country, code=code)
    of_cycle = get_object_or_404(Cycle.objects.announced(), code=cycle)
    original = is_original(request)
    found = contributions(texts(request.seat).filter(country=row, cycle=of_cycle), original=original)
    context: dict[str, Any] = {
        "country": row,
        "cycle": of_cycle,
        "crumbs": [
            Link(_("Countries"), reverse("portal:country-list")),
            Link(pick(row, "name"), reverse("portal:country", args=[row.code])),
            Link(pick(of_cycle, "name")),
        ],
    }
    if not found:
        traces = ended(request.seat, row, of_cycle)
        if not traces:
            raise Http404
        return render(request, "portal/country_cycle_ended.html", context | {"traces": traces}, status=410)
    context |= {"contributions": found, "reading_links": reading_links(request, original)}
    return render(request, "portal/country_cycle.html", context)
