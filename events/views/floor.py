"""The speakers list of an item of the agenda, kept while the discussion goes on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.i18n import pick
from events.actions import floor as actions
from events.forms.agenda import FloorForm
from events.models import AgendaItem, AgendaSpeaker
from events.views.base import attempt, crumbs, event_of


@seat_required
@require_safe
def floor(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """Who is to have the floor, in order; who has had it stands aside."""
    item = _item(request, code, pk)
    speakers = list(item.speakers.select_related("country", "body"))
    event = item.day.event
    context = {
        "event": event,
        "item": item,
        "waiting": [speaker for speaker in speakers if not speaker.had_floor],
        "heard": [speaker for speaker in speakers if speaker.had_floor],
        "form": FloorForm(),
        "crumbs": [*crumbs(event), crumbs(event, _("Agenda"))[-1], crumbs(event, pick(item, "title"))[-1]],
    }
    return render(request, "events/desk/floor.html", context)


@seat_required
@require_POST
def floor_act(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """Add somebody ("add"), or "up", "down", "heard", "waiting", "remove" with the speaker ("heard:7")."""
    item = _item(request, code, pk)
    act, _colon, key = request.POST.get("act", "").partition(":")
    back = reverse("events:floor", args=[code, pk])
    if act == "add":
        form = FloorForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose a role, and a country or body."))
            return redirect(back)
        values = form.cleaned_data
        actions.ask_floor(item=item, who=form.chosen(), role=values["role"], words=values["detail"], by=request.seat)
        return redirect(back)
    rows = AgendaSpeaker.objects.select_related("item__day__event", "country", "body")
    one = get_object_or_404(rows, item=item, pk=key if key.isdecimal() and len(key) < 10 else 0)
    if act == "remove":
        return attempt(request, lambda: actions.leave_floor(speaker=one, by=request.seat), "", back)
    if act in ("heard", "waiting"):
        return attempt(request, lambda: actions.mark_floor(speaker=one, had=act == "heard", by=request.seat), "", back)
    return attempt(request, lambda: actions.move_speaker(speaker=one, up=act == "up", by=request.seat), "", back)


def _item(request: SeatRequest, code: str, pk: str) -> AgendaItem:
    items = AgendaItem.objects.select_related("day__event")
    return get_object_or_404(items, day__event=event_of(request, code), pk=pk)
