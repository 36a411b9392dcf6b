"""Public pages of the record: practices; and thin pages about the portal."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from practices.models import Practice


@public_page
@require_safe
def practice_list(request: SeatRequest) -> HttpResponse:
    """The register of good practices."""
    rows = Practice.objects.visible_to(request.seat).select_related("country", "source").prefetch_related("objectives")
    return render(request, "practices/practice_list.html", {"practices": rows})


@public_page
@require_safe
def about(request: SeatRequest) -> HttpResponse:
    """What the portal is, how it treats texts and persons, and how accessible it is."""
    return render(request, "portal/about.html")
