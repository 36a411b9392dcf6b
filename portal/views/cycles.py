"""Cycles of review: the list, and one cycle with its calls, who published, and its reports."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import pick
from common.shapes import Link
from events.models import Event
from objectives.models import Scheme
from portal.queries.cycles import calls_of, publishing_countries
from portal.queries.record import editions
from practices.models import Practice
from reporting.models import Cycle
from sources.models import Figure, Statement


@public_page
@require_safe
def cycle_list(request: SeatRequest) -> HttpResponse:
    """Cycles that were announced, newest first."""
    return render(request, "portal/cycle_list.html", {"cycles": Cycle.objects.announced().order_by("-starts", "code")})


@public_page
@require_safe
def cycle(request: SeatRequest, code: str) -> HttpResponse:
    """One cycle: its mandate, calls, the countries that published in the order of the language, and its reports."""
    row = get_object_or_404(Cycle.objects.announced().select_related("previous"), code=code)
    context = {
        "cycle": row,
        "feed": reverse("catalogue:feed-cycle", args=[row.code]),
        "calls": calls_of(row, request.seat),
        "countries": publishing_countries(request.seat, row),
        "editions": editions(request.seat).filter(document__report__cycle=row),
        "schemes": Scheme.objects.all(),
        "statements": Statement.objects.filter(cycle_code=code).select_related("country", "source"),
        "has_practices": Practice.objects.shown_to(request.seat).filter(cycle_code=code).exists(),
        "has_figures": Figure.objects.filter(cycle_code=code).exists(),
        "events": Event.objects.visible_to(request.seat).filter(cycle_code=code).order_by("starts", "code"),
        "crumbs": [Link(_("Cycles"), reverse("portal:cycle-list")), Link(pick(row, "name"))],
    }
    return render(request, "portal/cycle.html", context)
