"""The Secretariat's pages of events: the list, one event, its facts, roles, links, publication and files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.filtering import filtered, kept
from common.i18n import pick
from events import queries, rules
from events.actions import events as actions
from events.actions.printing import freeze_print
from events.checks.agenda import check_agenda, plan_of
from events.enums import Print
from events.filters import PAGE, EventFilters, choices_of, days_of
from events.forms.meetings import EventForm, LinkForm, NewEventForm, PartForm
from events.models import Event, EventLink, EventPart
from events.views.base import attempt, crumbs, differing, event_of, form_page

PER_PAGE = 50


@seat_required
@require_safe
def desk(request: SeatRequest) -> HttpResponse:
    """All events, those in preparation included, newest first."""
    if not request.seat.is_desk:
        raise Http404
    every = Event.objects.visible_to(request.seat)
    found = filtered(EventFilters, every, request.GET.dict(), PAGE)
    choices, days = choices_of(every, found.asked), days_of(found.asked)
    context = {
        "filtered": found,
        "choices": choices,
        "days": days,
        "kept": kept(request.GET, [*choices, *days], found),
        "page": Paginator(found.rows.order_by("-starts", "code"), PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": crumbs()[:1],
    }
    return render(request, "events/desk/list.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def event_new(request: SeatRequest) -> HttpResponse:
    """An event in preparation; only the desk sees it until its audience is widened."""
    if not request.seat.is_desk:
        raise Http404
    form = NewEventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            event = actions.create_event(by=request.seat, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, _("The event is in preparation. Only the desk sees it so far."))
            return redirect("events:event", event.code)
    title = _("New event")
    return form_page(request, form, title, reverse("events:desk"), crumbs=[*crumbs(here=title)])


@seat_required
@require_safe
def event(request: SeatRequest, code: str) -> HttpResponse:
    """One event: what is entered, what the check of its agenda says, what can be done next."""
    row = event_of(request, code)
    days = queries.agenda_of(row)
    lines = list(row.conclusions.all())
    forth, back = queries.links_of(row, request.seat)
    context = {
        "event": row,
        "days": days,
        "items": sum(len(day.items.all()) for day in days),
        "findings": check_agenda(plan_of(days), row),
        "numbered": sum(1 for line in lines if line.level == 1),
        "lettered": sum(1 for line in lines if line.level == 2),
        "spanish": bool(lines) and all(line.text_es for line in lines),
        "rest": [text for text in (row.agenda_rest, row.conclusions_rest) if text],
        "parts": row.parts.select_related("country", "body"),
        "forth": forth,
        "back": back,
        "part_form": PartForm(),
        "link_form": LinkForm(row),
        "may_publish": rules.may_publish_conclusions(request.seat),
        "crumbs": crumbs(here=pick(row, "name")),
    }
    return render(request, "events/desk/event.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def event_facts(request: SeatRequest, code: str) -> HttpResponse:
    """The facts of an event. A stale save gets 409 with what is stored; new dates keep the old ones."""
    row = event_of(request, code)
    form = EventForm(request.POST or None, instance=row, initial={"version": row.version})
    conflict = []
    if request.method == "POST" and form.is_valid():
        stored = Event.objects.get(pk=row.pk)
        values = form.cleaned_data
        try:
            actions.save_event(
                event=stored, fields=form.facts(), version=values["version"], reason=values["reason"], by=request.seat
            )
        except Conflict as clash:
            conflict = differing(form, clash.stored)  # type: ignore[arg-type]
            form = EventForm({**request.POST.dict(), "languages": values["languages"], "version": clash.version})
            form.is_valid()
        else:
            messages.success(request, _("Saved."))
            return redirect("events:event", code)
    title = _("Facts of the event")
    back = reverse("events:event", args=[code])
    return form_page(request, form, title, back, crumbs=crumbs(row, title), conflict=conflict)


@seat_required
@require_POST
def part_add(request: SeatRequest, code: str) -> HttpResponse:
    row = event_of(request, code)
    form = PartForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a role, and a country or body."))
        return redirect("events:event", code)
    values = form.cleaned_data
    return attempt(
        request,
        lambda: actions.add_part(
            event=row, role=values["role"], who=form.chosen(), detail=values["detail"], by=request.seat
        ),
        _("Saved."),
        reverse("events:event", args=[code]),
    )


@seat_required
@require_POST
def part_remove(request: SeatRequest, code: str, pk: int) -> HttpResponse:
    part = get_object_or_404(EventPart.objects.select_related("event"), event=event_of(request, code), pk=pk)
    back = reverse("events:event", args=[code])
    return attempt(request, lambda: actions.remove_row(row=part, by=request.seat), _("Taken out."), back)


@seat_required
@require_POST
def link_add(request: SeatRequest, code: str) -> HttpResponse:
    row = event_of(request, code)
    form = LinkForm(row, request.POST)
    if not form.is_valid():
        errors = [error for errors in form.errors.values() for error in errors]
        messages.error(request, " ".join(map(str, errors)))
        return redirect("events:event", code)
    to = form.cleaned_data.get("conclusion") or form.cleaned_data["to"]
    return attempt(
        request,
        lambda: actions.add_link(
            event=row, kind=form.cleaned_data["kind"], to=to, note=form.cleaned_data["note"], by=request.seat
        ),
        _("Linked."),
        reverse("events:event", args=[code]),
    )


@seat_required
@require_POST
def link_act(request: SeatRequest, code: str, pk: int) -> HttpResponse:
    """Confirm a link or take it away (field "act")."""
    link = get_object_or_404(EventLink.objects.select_related("event"), event=event_of(request, code), pk=pk)
    back = reverse("events:event", args=[code])
    if request.POST.get("act") == "confirm":
        return attempt(request, lambda: actions.confirm_link(link=link, by=request.seat), _("Confirmed."), back)
    return attempt(request, lambda: actions.remove_row(row=link, by=request.seat), _("Taken out."), back)


@seat_required
@require_POST
def conclusions_publish(request: SeatRequest, code: str) -> HttpResponse:
    """Publish the document of conclusions as a whole, or take it back (field "public"); the presidency alone."""
    row = event_of(request, code)
    public = request.POST.get("public") == "1"
    done = _("The conclusions are published.") if public else _("The conclusions are read by Member Countries only.")
    return attempt(
        request,
        lambda: actions.publish_conclusions(event=row, public=public, by=request.seat),
        done,
        reverse("events:event", args=[code]),
    )


@seat_required
@require_POST
def event_print(request: SeatRequest, code: str) -> HttpResponse:
    """Freeze agenda or conclusions (field "what") as an edition; leads to it, where its files are made."""
    row = event_of(request, code)
    if request.POST.get("what") not in Print.values:
        raise Http404
    try:
        edition = freeze_print(event=row, what=request.POST["what"], by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:event", code)
    return redirect(edition)
