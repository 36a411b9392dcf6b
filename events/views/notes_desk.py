"""The notes of an event on the Secretariat's side: open, name who takes them, share, print, take a filled form in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.text import uuid_or_none
from events.actions import notes as actions
from events.actions.printing import freeze_notes
from events.attribution import Attribution
from events.forms.meetings import NotetakerForm, PasteForm
from events.intake.notes import parse_notes
from events.models import Event, NoteTable, Notetaker, Session
from events.views.base import attempt, crumbs, event_of
from events.views.intake import language_of, paste_page, read_paste


@seat_required
@require_safe
def event_notes(request: SeatRequest, code: str) -> HttpResponse:
    """The notes of an event and its sessions, and who takes them."""
    row = event_of(request, code)
    tables = list(NoteTable.objects.filter(event=row).select_related("event", "session"))
    opened = {table.session_id for table in tables}
    context = {
        "event": row,
        "tables": tables,
        "whole": None not in opened,
        "sessions": [session for session in row.sessions.all() if session.pk not in opened],
        "notetakers": row.notetakers.select_related("membership__user", "membership__country"),
        "form": NotetakerForm(row),
        "crumbs": crumbs(row, _("Notes")),
    }
    return render(request, "events/desk/notes.html", context)


@seat_required
@require_POST
def notes_open(request: SeatRequest, code: str) -> HttpResponse:
    """Open the notes of the event, or of a session (field "session")."""
    row = event_of(request, code)
    return redirect(actions.open_notes(event=row, session=_session(request, row), by=request.seat))


@seat_required
@require_POST
def notetaker_add(request: SeatRequest, code: str) -> HttpResponse:
    row = event_of(request, code)
    form = NotetakerForm(row, request.POST)
    back = reverse("events:event-notes", args=[code])
    if not form.is_valid():
        messages.error(request, _("Choose a person."))
        return redirect(back)
    person = form.cleaned_data["person"]
    return attempt(
        request, lambda: actions.name_notetaker(event=row, membership=person, by=request.seat), _("Saved."), back
    )


@seat_required
@require_POST
def notetaker_remove(request: SeatRequest, code: str, pk: int) -> HttpResponse:
    row = event_of(request, code)
    named = get_object_or_404(Notetaker.objects.select_related("event"), event=row, pk=pk)
    back = reverse("events:event-notes", args=[code])
    return attempt(request, lambda: actions.drop_notetaker(notetaker=named, by=request.seat), _("Taken out."), back)


@seat_required
@require_POST
def notes_share(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """Let Member Countries read the notes, or take that back (field "shared")."""
    row = event_of(request, code)
    table = get_object_or_404(NoteTable.objects.select_related("event"), event=row, pk=pk)
    shared = request.POST.get("shared") == "1"
    done = (
        _("Member Countries read these notes.") if shared else _("The notes are read by the desk and the notetakers.")
    )
    back = reverse("events:event-notes", args=[code])
    return attempt(request, lambda: actions.share_notes(table=table, shared=shared, by=request.seat), done, back)


@seat_required
@require_POST
def notes_print(request: SeatRequest) -> HttpResponse:
    """Freeze the chosen notes (field "notes", several) as one edition; leads to it, where its files are made.

    The field "source" narrows them to one whom they name.
    """
    if not request.seat.is_desk:
        raise Http404
    tables = list(NoteTable.objects.filter(pk__in=_chosen(request)))
    try:
        return redirect(freeze_notes(tables=tables, source=request.POST.get("source", ""), by=request.seat))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:note-list")


@seat_required
@require_http_methods(["GET", "POST"])
def notes_paste(request: SeatRequest, code: str) -> HttpResponse:
    """Paste a filled form or choose its file, look at what was understood, take it in (field "act" = "keep")."""
    row = event_of(request, code)
    form, text = read_paste(request)
    del form.fields["replace"]
    parsed = parse_notes(text, Attribution(), year=row.starts.year if row.starts else None) if text else None
    if parsed and request.POST.get("act") == "keep":
        try:
            session = _session(request, row)
            table = actions.store_notes(
                event=row, session=session, parsed=parsed, language=language_of(form), by=request.seat
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The notes were taken in."))
            return redirect(table)
    return _paste_page(request, row, form, text, parsed)


def _paste_page(request: SeatRequest, row: Event, form: PasteForm, text: str, parsed: Any) -> HttpResponse:
    title = _("Take a filled form in")
    sessions = row.sessions.all()
    chosen = request.POST.get("session", "")
    return paste_page(
        request, row, "notes_paste.html", title, form, text, parsed=parsed, sessions=sessions, chosen=chosen
    )


def _session(request: SeatRequest, event: Event) -> Session | None:
    """The session that was chosen by its code; None for the event as a whole."""
    code = request.POST.get("session", "")
    return get_object_or_404(Session, event=event, code=code) if code else None


def _chosen(request: SeatRequest) -> list[str]:
    return [key for key in request.POST.getlist("notes") if uuid_or_none(key)]
