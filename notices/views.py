"""The inbox, and in the demonstration the mail that would have left."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from notices.actions import mark_read
from notices.models import Mail, Notice
from notices.queries import unread_elsewhere

SHOWN = 100


@seat_required
@require_safe
def inbox(request: SeatRequest) -> HttpResponse:
    """The notices of this seat, newest first; how many wait in others."""
    rows = list(Notice.objects.visible_to(request.seat)[:SHOWN])
    return render(
        request,
        "notices/inbox.html",
        {"notices": rows, "unread": sum(not row.read_at for row in rows), "elsewhere": unread_elsewhere(request.seat)},
    )


@seat_required
@require_POST
def read_all(request: SeatRequest) -> HttpResponse:
    """Mark all as read."""
    mark_read(by=request.seat)
    return redirect("notices:inbox")


@seat_required
@require_POST
def read_one(request: SeatRequest, pk: str) -> HttpResponse:
    """Mark one of the own notices as read."""
    mark_read(by=request.seat, notice=get_object_or_404(Notice.objects.visible_to(request.seat), pk=pk))
    return redirect(f"{reverse('notices:inbox')}#n-{pk}")


@require_safe
def outbox(request: SeatRequest) -> HttpResponse:
    """Mail of the demonstration; elsewhere there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "notices/outbox.html", {"mails": Mail.objects.all()[:SHOWN]})
