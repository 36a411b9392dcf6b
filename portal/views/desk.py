"""Where a person lands after logging in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.decorators import seat_required


@seat_required
def desk(request: HttpRequest) -> HttpResponse:
    """The country's workspace, the Secretariat's desk, or the reports everybody may read."""
    if request.seat.is_workspace:
        return redirect("reporting:workspace")
    if request.seat.is_desk:
        return redirect("reporting:desk")
    return redirect("reporting:report-list")
