"""The sessions of an event on the desk's side: what each is about, its questions and method, who reports on it."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from events import queries
from events.actions import session_reports as reports
from events.actions import sessions as actions
from events.forms.sessions import FIELDS, RapporteurForm, SessionForm, StartForm
from events.models import Event, Rapporteur, Session
from events.views.base import attempt, crumbs, differing, event_of


@seat_required
@require_safe
def sessions(request: SeatRequest, code: str) -> HttpResponse:
    """Sessions in order, with their rapporteurs and what their reports have come to."""
    row = event_of(request, code)
    people = Rapporteur.objects.select_related("membership__user", "membership__country", "membership__hat__body")
    rows = row.sessions.select_related("report").prefetch_related("objectives", Prefetch("rapporteurs", people))
    found = list(rows)
    context = {
        "event": row,
        "sessions": found,
        "coverage": queries.coverage([queries.Held(session, []) for session in found]),
        "form": RapporteurForm(row) if found else None,
        "start_form": StartForm(),
        "opened": any(hasattr(session, "report") for session in found),
        "crumbs": crumbs(row, _("Sessions")),
    }
    return render(request, "events/desk/sessions.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def session_new(request: SeatRequest, code: str) -> HttpResponse:
    """A session at the end."""
    row = event_of(request, code)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_session(
                event=row, fields=form.session_fields(), objectives=form.objectives(), questions=form.asked(),
                by=request.seat,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:session", code, made.pk)
    return _page(request, row, form, _("New session"))


@seat_required
@require_http_methods(["GET", "POST"])
def session(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """Edit one session; a stale save gets 409 with what is stored."""
    row = event_of(request, code)
    one = _session(row, pk)
    name = one.name
    form = SessionForm(request.POST or None, instance=one)
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_session(
                session=_session(row, pk), fields=form.session_fields(), objectives=form.objectives(),
                questions=form.asked(), version=form.cleaned_data["version"] or 0, by=request.seat,
            )  # fmt: skip
        except Conflict as clash:
            stored: Any = clash.stored
            conflict = differing(form, {key: stored[key] for key in FIELDS})
            # Questions that somebody added meanwhile have boxes now: they are shown, and stay unless emptied.
            form = SessionForm(_again(request, clash.version, _session(row, pk)), instance=_session(row, pk))
            form.is_valid()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:sessions", code)
    return _page(request, row, form, name, conflict=conflict, session=one)


@seat_required
@require_POST
def session_act(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """Move a session ("up", "down"), open its findings ("open") or take it out ("remove")."""
    row = event_of(request, code)
    one = _session(row, pk)
    act = request.POST.get("act")
    back = reverse("events:sessions", args=[code])
    if act == "open":
        return redirect(reports.open_report(session=one, by=request.seat))
    if act == "remove":
        return attempt(request, lambda: actions.remove_session(session=one, by=request.seat), _("Taken out."), back)
    return attempt(request, lambda: actions.move_session(session=one, up=act == "up", by=request.seat), "", back)


@seat_required
@require_POST
def sessions_from(request: SeatRequest, code: str) -> HttpResponse:
    """The sessions of a form of events, or one for each group of a scheme."""
    row = event_of(request, code)
    form = StartForm(request.POST)
    back = reverse("events:sessions", args=[code])
    if not form.is_valid():
        messages.error(request, _("Choose a form or a scheme."))
        return redirect(back)
    parts = form.parts()
    return attempt(request, lambda: actions.sessions_from(event=row, parts=parts, by=request.seat), _("Saved."), back)


@seat_required
@require_POST
def rapporteur_add(request: SeatRequest, code: str) -> HttpResponse:
    row = event_of(request, code)
    form = RapporteurForm(row, request.POST)
    back = reverse("events:sessions", args=[code])
    if not form.is_valid():
        messages.error(request, _("Choose a session and a person."))
        return redirect(back)
    values = form.cleaned_data
    return attempt(
        request,
        lambda: reports.name_rapporteur(session=values["session"], membership=values["person"], by=request.seat),
        _("Saved."),
        back,
    )


@seat_required
@require_POST
def rapporteur_remove(request: SeatRequest, code: str, pk: int) -> HttpResponse:
    row = event_of(request, code)
    named = get_object_or_404(Rapporteur.objects.select_related("session__event"), session__event=row, pk=pk)
    back = reverse("events:sessions", args=[code])
    return attempt(request, lambda: reports.drop_rapporteur(rapporteur=named, by=request.seat), _("Taken out."), back)


def _session(event: Event, pk: str) -> Session:
    return get_object_or_404(Session.objects.select_related("event"), event=event, pk=pk)


def _again(request: SeatRequest, version: int, stored: Session) -> dict[str, Any]:
    """What was sent, under the version that is stored now, with the questions that the sender has not seen."""
    sent: dict[str, Any] = dict(request.POST.lists())
    values = {name: rows if name == "objectives" else rows[-1] for name, rows in sent.items()}
    for question in stored.questions.all():
        for name in ("topic", "text_en", "text_es"):
            values.setdefault(f"{name}-{question.pk}", getattr(question, name))
    return values | {"version": version}


def _page(request: SeatRequest, event: Event, form: SessionForm, title: str, **more: Any) -> HttpResponse:
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    trail = [*crumbs(event), crumbs(event, _("Sessions"))[-1], crumbs(event, title)[-1]]
    context = {"event": event, "form": form, "title": title, "crumbs": trail, **more}
    return render(request, "events/desk/session.html", context, status=status)
