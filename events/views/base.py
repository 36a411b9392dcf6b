"""What the Secretariat's pages of events share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from common.errors import Refused
from common.i18n import pick
from common.shapes import Link
from common.zones import ZONES, label
from events.models import Event


def event_of(request: SeatRequest, code: str) -> Event:
    """The event for a seat of the desk; for everybody else these pages do not exist."""
    if not request.seat.is_desk:
        raise Http404
    events = Event.objects.visible_to(request.seat)
    return get_object_or_404(events.select_related("organ", "source", "registration"), code=code)


def crumbs(event: Event | None = None, here: str = "") -> list[Link]:
    trail = [Link(_("Desk"), reverse("reporting:desk")), Link(_("Events"), reverse("events:desk"))]
    if event:
        trail.append(Link(pick(event, "name"), reverse("events:event", args=[event.code])))
    return [*trail, Link(here)] if here else trail


def form_page(request: SeatRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    """A page of one form: 200, 422 with errors, 409 when somebody saved in the meantime (`conflict`)."""
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    context = {"form": form, "title": title, "back": back, "zones": [label(zone) for zone in ZONES], **more}
    return render(request, "events/desk/form.html", context, status=status)


def attempt(request: SeatRequest, act: Callable[[], Any], done: str, to: str) -> HttpResponse:
    """Do it, say what became of it (nothing where `done` is empty), and go on to a page."""
    try:
        act()
        if done:
            messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(to)


def differing(form: Any, stored: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is saved now where it differs from what was sent: (label of the field, stored value)."""
    return [
        (form.fields[name].label or name, value if value not in (None, "") else "–")
        for name, value in stored.items()
        if name in form.fields and value != form.cleaned_data.get(name)
    ]
