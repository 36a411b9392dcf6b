"""Countries: the list, one country, and what it published in one cycle."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
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
from portal.queries.countries import comparable, ended, headed, heads, published_cycles, withdrawn
from portal.queries.texts import contributions, texts
from portal.views.reading import is_original, reading_links
from practices.models import Practice
from reporting.models import Cycle

CYCLES_AT_ONCE = 10


@public_page
@require_safe
def country_list(request: SeatRequest) -> HttpResponse:
    """Every Member Country in the order of the language, with the cycles in which it published."""
    found = published_cycles(request.seat)
    countries = [(country, found.get(country.pk, [])) for country in sort_by_name(Country.objects.members())]
    return render(request, "portal/country_list.html", {"countries": countries})


@public_page
@require_safe
def country(request: SeatRequest, code: str) -> HttpResponse:
    """One country: its contributions, the newest cycles first; what it withdrew, practices, words on record."""
    row = get_object_or_404(Country, code=code)
    page = Paginator(heads(request.seat, row), CYCLES_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "country": row,
        "page": page,
        "feed": reverse("catalogue:feed-country", args=[row.code]),
        "contributions": headed(request.seat, list(page.object_list)),
        "list_query": f"?{urlencode({'country': row.code})}",
        "compared": comparable(request.seat, row),
        "traces": withdrawn(request.seat, row),
        "practices": Practice.objects.shown_to(request.seat).filter(country=row),
        "statements": row.statements.select_related("source"),
        "crumbs": [Link(_("Countries"), reverse("portal:country-list")), Link(pick(row, "name"))],
    }
    return render(request, "portal/country.html", context)


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
