"""Where a person lands after logging in."""

from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.decorators import seat_required
from accounts.http import SeatRequest


@seat_required
def desk(request: SeatRequest) -> HttpResponse:
    """The country's workspace, the Secretariat's desk, or the reports everybody may read."""
    if request.seat.is_workspace:
        return redirect("reporting:workspace")
    if request.seat.is_desk:
        return redirect("reporting:desk")
    return redirect("reporting:report-list")
