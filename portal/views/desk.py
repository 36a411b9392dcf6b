"""Where a person lands after logging in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import ApiKey
from accounts.seats import Seat
from catalogue.models import SavedSearch
from common.dates import today
from events.models import Event
from portal.queries.record import editions
from portal.queries.shared import shared_texts
from reporting.models import Call

MEETINGS = 5


@seat_required
@require_safe
def desk(request: SeatRequest) -> HttpResponse:
    """The country's workspace, the Secretariat's desk, or the page of those who read and take part."""
    if request.seat.is_workspace:
        return redirect("reporting:workspace")
    if request.seat.is_desk:
        return redirect("reporting:desk")
    return _readers_home(request, request.seat)


def _readers_home(request: SeatRequest, seat: Seat) -> HttpResponse:
    """Observers, civil society, stakeholders: what is shared with them, meetings, calls, and what they keep here."""
    texts = shared_texts(seat)
    events = Event.objects.visible_to(seat).exclude(starts=None)
    upcoming = list(events.coming(today())[:MEETINGS])
    context = {
        "narrow": [text for text in texts if not text.is_public],
        "open": [text for text in texts if text.is_public],
        "calls": Call.objects.open_to(seat),
        "upcoming": upcoming,
        "past": [] if upcoming else events.order_by("-starts", "code")[:MEETINGS],
        "editions": editions(seat)[:3],
        "searches": SavedSearch.objects.filter(user=seat.person, membership=seat.membership),
        "keys": ApiKey.objects.usable().filter(membership=seat.membership),
    }
    return render(request, "portal/readers_home.html", context)
