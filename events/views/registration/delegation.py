"""One delegation: who is in it, what the event offers it, notified by the State, registered by the Secretariat."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.shapes import Link
from events import entitled, roster, rules
from events.actions import delegations as actions
from events.actions.registration import allow_places, come_as_body
from events.models import Delegation, Participant
from events.views.base import attempt
from events.views.registration.base import concerned, crumbs, delegation_of, participant_of


@seat_required
@require_safe
def registration_list(request: SeatRequest) -> HttpResponse:
    """Events that ask this seat who comes, or in which it has a duty."""
    rows = roster.open_to(request.seat).select_related("event").order_by("-event__starts", "event__code")
    seen = Delegation.objects.visible_to(request.seat).filter(registration__in=rows)
    own = {row.registration_id: row for row in seen if is_home(request, row)}
    duties: dict[object, list[str]] = {}
    if request.seat.membership:
        for holder in request.seat.membership.duties.all():
            duties.setdefault(holder.registration_id, []).append(holder.duty)
    entries = [(row, own.get(row.pk), duties.get(row.pk, [])) for row in rows]
    context = {"entries": entries, "crumbs": [Link(_("Registration"))]}
    return render(request, "events/registration/list.html", context)


def is_home(request: SeatRequest, delegation: Delegation) -> bool:
    """Is it of the seat's own country or body, whoever there answers for it (`rules.is_own`)?"""
    seat = request.seat
    if delegation.country_id:
        return bool(seat.country) and delegation.country_id == seat.home.pk
    return seat.body is not None and delegation.body_id == seat.body.pk


@seat_required
@require_POST
def body_comes(request: SeatRequest, code: str) -> HttpResponse:
    """A body opens its own delegation, where the event is open to it."""
    try:
        return redirect(come_as_body(registration=concerned(request, code), by=request.seat))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:registration-list")


@seat_required
@require_safe
def delegation(request: SeatRequest, pk: str) -> HttpResponse:
    """The delegation with its people and acts."""
    return _page(request, delegation_of(request, pk))


def _page(request: SeatRequest, row: Delegation, typed: Mapping[str, str] | None = None) -> HttpResponse:
    """200, or 422 with what was `typed` for an act that was refused."""
    registration = row.registration
    boxes = {"contact": row.contact, "places": "" if row.places is None else row.places, "note": row.places_note}
    found = Participant.objects.visible_to(request.seat).filter(delegation=row).order_by("order", "pk")
    people = list(found.select_related("ticket", "travel").prefetch_related("files"))
    unsent = [person for person in people if person.notified_at is None]
    paid = entitled.matrix_for(entitled.lines_of(registration), row)
    groups = [
        (group.rule, one)
        for group in entitled.entitled(entitled.rules_of(registration), [row])
        for one in group.rows
        if getattr(one.party, "pk", None) in (row.country_id, row.body_id)
    ]
    may_name = rules.may_name_delegation(request.seat, row)
    context = {
        "delegation": row,
        "registration": registration,
        "event": registration.event,
        "people": people,
        "counted": sum(1 for person in people if person.rank not in registration.beyond_places),
        "to_notify": bool(unsent) or (people and not row.is_answered),
        "unsent": unsent,
        "waiting": [person for person in people if person.notified_at and not person.registered_at],
        "paid": paid,
        "entitled": groups,
        "may_name": may_name,
        "may_write": may_name and (registration.is_open or rules.may_register(request.seat, registration)),
        "may_register": rules.may_register(request.seat, registration),
        "may_erase": rules.may_erase(request.seat),
        "may_read_travel": rules.may_read_travel(request.seat, registration),
        "own": is_home(request, row),
        "reads_list": roster.reads_list(request.seat, registration),
        "boxes": {name: typed.get(name, value) for name, value in boxes.items()} if typed else boxes,
        "typed_exception": bool(typed) and "places" in (typed or {}),
        "crumbs": crumbs(request, registration, Link(row.name)),
    }
    return render(request, "events/registration/delegation.html", context, status=422 if typed else 200)


def _notify(request: SeatRequest, row: Delegation) -> None:
    actions.notify_delegation(delegation=row, contact=request.POST.get("contact", "")[:200], by=request.seat)


def _places(request: SeatRequest, row: Delegation) -> None:
    """An exception to the places, with its reason; without a number there is none."""
    places, reason = request.POST.get("places", "").strip(), request.POST.get("note", "")[:300]
    if places and not (places.isdecimal() and len(places) < 3):
        raise Refused(_("Places are a number from 0 to 99."))
    allow_places(delegation=row, places=int(places) if places else None, note=reason, by=request.seat)


DELEGATION_ACTS: dict[str, tuple[Callable[[SeatRequest, Delegation], Any], Any]] = {
    "notify": (_notify, gettext_lazy("The Secretariat has been notified.")),
    "decline": (
        lambda request, row: actions.decline(delegation=row, by=request.seat),
        gettext_lazy("Recorded. Thank you."),
    ),
    "places": (_places, gettext_lazy("Saved.")),
    "register": (
        lambda request, row: actions.register_delegation(delegation=row, by=request.seat),
        gettext_lazy("The delegation is registered."),
    ),
}
PERSON_ACTS: dict[str, tuple[Callable[[SeatRequest, Participant], Any], Any]] = {
    "ticket": (
        lambda request, row: actions.give_ticket(participant=row, gives=True, by=request.seat),
        gettext_lazy("Saved."),
    ),
    "no-ticket": (
        lambda request, row: actions.give_ticket(participant=row, gives=False, by=request.seat),
        gettext_lazy("Saved."),
    ),
    "remove": (
        lambda request, row: actions.remove_participant(participant=row, by=request.seat),
        gettext_lazy("Taken out."),
    ),
    "up": (lambda request, row: actions.move_participant(participant=row, up=True, by=request.seat), ""),
    "down": (lambda request, row: actions.move_participant(participant=row, up=False, by=request.seat), ""),
}
"""What the field "act" may name, and what is said when it is done."""


@seat_required
@require_POST
def delegation_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Notify, decline, register, or note an exception to the places. What was typed stays when it is refused."""
    row = delegation_of(request, pk)
    act, done = _named(DELEGATION_ACTS, request)
    try:
        act(request, row)
    except Refused as refusal:
        messages.error(request, str(refusal))
        request.page_path = row.get_absolute_url()
        return _page(request, delegation_of(request, pk), request.POST)
    messages.success(request, done)
    return redirect(row)


@seat_required
@require_POST
def person_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Move a person up or down, take the person out, give or take a ticket."""
    row = participant_of(request, pk)
    act, done = _named(PERSON_ACTS, request)
    back = reverse("events:delegation", args=[row.delegation_id])
    return attempt(request, lambda: act(request, row), done, f"{back}#p-{row.pk}")


def _named(acts: Mapping[str, tuple[Any, Any]], request: SeatRequest) -> tuple[Any, str]:
    """The act that was sent and what it says when it is done. Raises Http404 for any other."""
    found = acts.get(request.POST.get("act", ""))
    if found is None:
        raise Http404
    return found[0], str(found[1])
