"""Short pages about the portal: what it is, how it counts, how accessible it is, what it keeps of persons."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from reporting.phrases import MINIMUM_BEHIND_A_FIGURE, thresholds


@public_page
@require_safe
def about(request: SeatRequest) -> HttpResponse:
    """What the portal is and who keeps it."""
    return render(request, "portal/about/about.html")


@public_page
@require_safe
def methodology(request: SeatRequest) -> HttpResponse:
    """How texts reach this place, how they are translated, and how anything is counted."""
    context = {"thresholds": thresholds(), "minimum": MINIMUM_BEHIND_A_FIGURE}
    return render(request, "portal/about/methodology.html", context)


@public_page
@require_safe
def accessibility(request: SeatRequest) -> HttpResponse:
    """What the pages are made to meet, how it is checked, and what is known to fall short."""
    return render(request, "portal/about/accessibility.html")


@public_page
@require_safe
def privacy(request: SeatRequest) -> HttpResponse:
    """What is kept of visitors (nothing but a cookie on log-in) and of people who work here."""
    return render(request, "portal/about/privacy.html")
