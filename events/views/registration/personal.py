"""Travel data and what is held of a person: sent, seen by named roles, given out, erased."""

import io
import json
import zipfile
from typing import Any

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.results import require
from common.shapes import Link
from events import roster, rules
from events.actions import personal as actions
from events.enums import Duty, FileKind
from events.forms.registration import TravelForm
from events.models import PersonalFile, TravelData
from events.views.base import attempt
from events.views.registration.base import crumbs, participant_of, passing_file, registration_for


@seat_required
@require_http_methods(["GET", "POST"])
def travel(request: SeatRequest, pk: str) -> HttpResponse:
    """The form of a traveller. It exists once the person is registered and somebody buys the ticket."""
    person = participant_of(request, pk)
    row = person.delegation
    require(rules.may_name_delegation(request.seat, row))
    if not person.is_traveller:
        raise Http404
    held = TravelData.objects.filter(participant=person).first()
    version = held.version if held else 0
    form = TravelForm(person, request.POST or None, request.FILES or None, initial={"version": version})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, person, form)
        except Refused as refusal:
            form.add_error("file" if "file" in form.fields else None, str(refusal))
            status = 422
        except Conflict as clash:
            form = TravelForm(person, {**request.POST.dict(), "version": clash.version}, request.FILES or None)
            form.add_error(None, _("Somebody of your delegation sent this already. Send yours again to replace it."))
            status = 409
        else:
            messages.success(request, _("Sent. Only who needs it for the ticket can see it."))
            return redirect(row)
    elif request.method == "POST":
        status = 422
    title = _("Data for the ticket")
    context = {
        "form": form,
        "title": title,
        "person": person,
        "registration": row.registration,
        "held": held,
        "back": row.get_absolute_url(),
        "crumbs": crumbs(request, row.registration, Link(row.name, row.get_absolute_url()), Link(title)),
    }
    return render(request, "events/registration/travel.html", context, status=status)


def _keep(request: SeatRequest, person: Any, form: TravelForm) -> None:
    """File and form are kept together or not at all."""
    version, upload = form.cleaned_data["version"] or 0, form.cleaned_data.get("file")
    with transaction.atomic():
        if upload:
            actions.send_file(participant=person, kind=FileKind.PASSPORT, upload=upload, by=request.seat)
        actions.send_travel(participant=person, values=form.values(), version=version, by=request.seat)


@seat_required
@require_safe
def travellers(request: SeatRequest, code: str) -> HttpResponse:
    """Whose ticket is bought, for whoever buys it: who sent the data, and one page for each."""
    registration = registration_for(request, code, Duty.REGISTRAR, Duty.TICKETS)
    title = _("Travellers")
    may_read = rules.may_read_travel(request.seat, registration)
    context = {
        "registration": registration,
        "event": registration.event,
        "people": roster.travellers(registration),
        "may_read": may_read,
        "looks": roster.looks_at(registration) if may_read else [],
        "crumbs": crumbs(request, registration, Link(title)),
    }
    return render(request, "events/registration/travellers.html", context)


@seat_required
@require_POST
def travel_seen(request: SeatRequest, pk: str) -> HttpResponse:
    """What a traveller sent. Asked for by a button, because each look goes into the trail."""
    rows = TravelData.objects.readable_by(request.seat).select_related("participant__delegation__registration__event")
    held = get_object_or_404(rows, pk=pk)
    registration = held.participant.delegation.registration
    try:
        values = actions.read_travel(travel=held, by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:travellers", registration.event.code)
    labels = TravelForm(held.participant).fields
    context = {
        "facts": [(labels[name].label, value) for name, value in values.items() if name in labels and value],
        "person": held.participant,
        "event": registration.event,
        "crumbs": crumbs(request, registration, Link(_("Data for the ticket"))),
    }
    return render(request, "events/registration/travel_seen.html", context)


@seat_required
@require_POST
def file_seen(request: SeatRequest, pk: str) -> HttpResponse:
    """A file about a person. Asked for by a button, because each look goes into the trail."""
    rows = PersonalFile.objects.readable_by(request.seat)
    file = get_object_or_404(rows.select_related("participant__delegation__registration__event"), pk=pk)
    try:
        content = actions.read_file(file=file, by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(file.participant.delegation)
    return passing_file(content, f"{file.kind}-{file.participant_id}", file.suffix, file.media_type)


@seat_required
@require_POST
def given_out(request: SeatRequest, pk: str) -> HttpResponse:
    """All that is held of a participant, as a file for the person who asked: the data, and what was sent of them."""
    person = participant_of(request, pk)
    try:
        held, files = actions.give_out(participant=person, by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(person.delegation)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("participant.json", json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for name, content in files.items():
            archive.writestr(name, content)
    return passing_file(packed.getvalue(), f"participant-{person.pk}", "zip", "application/zip")


@seat_required
@require_POST
def erased(request: SeatRequest, pk: str) -> HttpResponse:
    """Erase a person at their request."""
    person = participant_of(request, pk)
    back = person.delegation.get_absolute_url()
    done = _("The person was erased. The place in the list of participants stays without a name.")
    return attempt(request, lambda: actions.erase_participant(participant=person, by=request.seat), done, back)
