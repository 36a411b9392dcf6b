"""One delegation: who is in it, what the event offers it, notified by the State, registered by the Secretariat."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
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
    own = {row.registration_id: row for row in seen if is_own(request, row)}
    duties: dict[object, list[str]] = {}
    if request.seat.membership:
        for holder in request.seat.membership.duties.all():
            duties.setdefault(holder.registration_id, []).append(holder.duty)
    entries = [(row, own.get(row.pk), duties.get(row.pk, [])) for row in rows]
    context = {"entries": entries, "crumbs": [Link(_("Registration"))]}
    return render(request, "events/registration/list.html", context)


def is_own(request: SeatRequest, delegation: Delegation) -> bool:
    """Does the delegation belong to the seat's own country or body?"""
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
    row = delegation_of(request, pk)
    registration = row.registration
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
        "own": is_own(request, row),
        "reads_list": roster.reads_list(request.seat, registration),
        "crumbs": crumbs(request, registration, Link(row.name)),
    }
    return render(request, "events/registration/delegation.html", context)


@seat_required
@require_POST
def delegation_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Notify, decline, register, or note an exception to the places (field "act")."""
    row = delegation_of(request, pk)
    seat, act = request.seat, request.POST.get("act", "")
    back = row.get_absolute_url()
    if act == "notify":
        contact = request.POST.get("contact", "")[:200]
        return attempt(
            request, lambda: actions.notify_delegation(delegation=row, contact=contact, by=seat),
            _("The Secretariat has been notified."), back,
        )  # fmt: skip
    if act == "decline":
        return attempt(request, lambda: actions.decline(delegation=row, by=seat), _("Recorded. Thank you."), back)
    if act == "places":
        places, note = request.POST.get("places", ""), request.POST.get("note", "")[:300]
        number = min(int(places), 99) if places.isdecimal() and len(places) < 4 else None
        return attempt(
            request, lambda: allow_places(delegation=row, places=number, note=note, by=seat), _("Saved."), back
        )
    if act != "register":
        raise Http404
    return attempt(
        request, lambda: actions.register_delegation(delegation=row, by=seat), _("The delegation is registered."), back
    )


@seat_required
@require_POST
def person_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Move a person up or down, take the person out, give or take a ticket (field "act")."""
    person = participant_of(request, pk)
    seat, act = request.seat, request.POST.get("act", "")
    back = f"{reverse('events:delegation', args=[person.delegation_id])}#p-{person.pk}"
    if act in ("ticket", "no-ticket"):
        gives = act == "ticket"
        return attempt(
            request, lambda: actions.give_ticket(participant=person, gives=gives, by=seat), _("Saved."), back
        )
    if act == "remove":
        return attempt(
            request, lambda: actions.remove_participant(participant=person, by=seat), _("Taken out."),
            reverse("events:delegation", args=[person.delegation_id]),
        )  # fmt: skip
    if act not in ("up", "down"):
        raise Http404
    return attempt(request, lambda: actions.move_participant(participant=person, up=act == "up", by=seat), "", back)
