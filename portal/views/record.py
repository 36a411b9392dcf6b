"""Public pages of the record: events and their conclusions."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from events.models import Event


@public_page
@require_safe
def event_list(request: SeatRequest) -> HttpResponse:
    """Meetings on record, newest first."""
    return render(
        request, "events/event_list.html", {"events": Event.objects.select_related("source").order_by("-starts")}
    )


@public_page
@require_safe
def event(request: SeatRequest, code: str) -> HttpResponse:
    """A meeting with its conclusions, whole and verbatim."""
    row = get_object_or_404(Event.objects.select_related("source"), code=code)
    return render(request, "events/event_detail.html", {"event": row, "conclusions": row.conclusions.all()})
