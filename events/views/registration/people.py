"""One person of a delegation: entered, changed, replaced; the letter of invitation and its acceptance."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES
from common.results import require
from common.shapes import Link
from events import entitled, rules
from events.actions import delegations as actions
from events.actions.personal import accept_invitation
from events.documents.letter import build_letter, letterhead_of
from events.forms.registration import AcceptanceForm, PersonForm, ReplaceForm
from events.models import Participant
from events.views.base import differing
from events.views.registration.base import crumbs, delegation_of, participant_of, passing_file
from publications.enums import Format
from publications.passing import render_passing


def _page(request: SeatRequest, row: Any, form: Any, title: str, **more: Any) -> HttpResponse:
    """A page of one form: 200, 422 with errors, 409 when somebody saved in the meantime."""
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    context = {
        "form": form,
        "title": title,
        "delegation": row,
        "back": row.get_absolute_url(),
        "crumbs": crumbs(request, row.registration, Link(row.name, row.get_absolute_url()), Link(title)),
        **more,
    }
    return render(request, "events/registration/form.html", context, status=status)


@seat_required
@require_http_methods(["GET", "POST"])
def person_new(request: SeatRequest, pk: str) -> HttpResponse:
    """One more person of a delegation. What was typed stays when there is no place left."""
    row = delegation_of(request, pk)
    require(rules.may_name_delegation(request.seat, row))
    form = PersonForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_participant(delegation=row, fields=form.values(), by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _page(request, row, form, _("Add a person"))


@seat_required
@require_http_methods(["GET", "POST"])
def person(request: SeatRequest, pk: str) -> HttpResponse:
    """What is said of a person and the place. A stale save gets 409 with what is stored."""
    stored = participant_of(request, pk)
    row = stored.delegation
    require(rules.may_name_delegation(request.seat, row))
    form = PersonForm(row, request.POST or None, instance=_fresh(stored), initial={"version": stored.version})
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        values, version = form.values(), form.cleaned_data["version"] or 0
        try:
            actions.save_participant(participant=stored, fields=values, version=version, by=request.seat)
        except Conflict as clash:
            conflict = differing(form, clash.stored)  # type: ignore[arg-type]
            form = PersonForm(row, {**request.POST.dict(), "version": clash.version}, instance=_fresh(stored))
            form.is_valid()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _page(request, row, form, _("Change what is said of a person"), conflict=conflict)


@seat_required
@require_http_methods(["GET", "POST"])
def person_replace(request: SeatRequest, pk: str) -> HttpResponse:
    """Another person takes the place over."""
    stored = participant_of(request, pk)
    row = stored.delegation
    require(rules.may_name_delegation(request.seat, row))
    form = ReplaceForm(request.POST or None, initial={"version": stored.version})
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        values, version = form.values(), form.cleaned_data["version"] or 0
        try:
            actions.replace_participant(participant=stored, fields=values, version=version, by=request.seat)
        except Conflict as clash:
            stored.refresh_from_db()
            conflict = differing(form, {name: getattr(stored, name) for name in values})
            form = ReplaceForm({**request.POST.dict(), "version": clash.version})
            form.is_valid()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The place is taken over. Notify the change to the Secretariat."))
            return redirect(row)
    return _page(request, row, form, _("Another person comes"), conflict=conflict, kept=stored)


def _fresh(participant: Participant) -> Participant:
    """A copy for a form, which writes into what it is given."""
    return Participant.objects.select_related("delegation__registration__event").get(pk=participant.pk)


@seat_required
@require_safe
def letter(request: SeatRequest, pk: str, language: str, format: str) -> HttpResponse:
    """The letter of invitation, made now and kept nowhere."""
    stored = participant_of(request, pk)
    if language not in LANGUAGES or format not in Format.values or stored.registered_at is None or stored.erased_at:
        raise Http404
    lines = entitled.lines_of(stored.delegation.registration)
    matrix = entitled.matrix_for(lines, stored.delegation)
    tree = build_letter(stored, matrix, language, letterhead_of(stored.delegation, stored.registered_at))
    try:
        content = render_passing(tree, format=format)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(stored.delegation)
    return passing_file(content, f"invitation-{stored.delegation.registration.event.code}-{language}", format)


@seat_required
@require_http_methods(["GET", "POST"])
def acceptance(request: SeatRequest, pk: str) -> HttpResponse:
    """That the person accepted the invitation, on which day, with the signed letter."""
    stored = participant_of(request, pk)
    row = stored.delegation
    require(rules.may_name_delegation(request.seat, row))
    form = AcceptanceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(
                participant=stored, on=form.cleaned_data["on"], upload=form.cleaned_data["file"], by=request.seat
            )
        except Refused as refusal:
            form.add_error("file" if form.cleaned_data["file"] else None, str(refusal))
        else:
            messages.success(request, _("The acceptance is recorded."))
            return redirect(row)
    return _page(request, row, form, _("Acceptance of the invitation"), whose=stored)
