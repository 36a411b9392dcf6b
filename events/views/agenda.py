"""Editing an agenda: days, items, the slots of the countries, with the check beside."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict
from common.i18n import pick
from events import queries
from events.actions import agenda as actions
from events.checks.agenda import Finding, check_agenda, plan_of
from events.forms.agenda import DayForm, ItemForm, SlotsForm
from events.models import AgendaDay, AgendaItem, Event
from events.views.base import attempt, crumbs, differing, event_of, form_page


@seat_required
@require_safe
def agenda(request: SeatRequest, code: str) -> HttpResponse:
    """Days and items with what the check says of them."""
    row = event_of(request, code)
    days = queries.agenda_of(row, request.seat)
    slots = SlotsForm(row)
    context = {
        "event": row,
        "days": days,
        "findings": check_agenda(plan_of(days), row),
        "day_form": DayForm(initial={"date": row.starts}),
        "slots_form": slots if slots.fields["items"].queryset.exists() else None,  # type: ignore[attr-defined]
        "crumbs": crumbs(row, _("Agenda")),
    }
    return render(request, "events/desk/agenda.html", context)


@seat_required
@require_POST
def day_save(request: SeatRequest, code: str) -> HttpResponse:
    """Add a day, or change its announced hours."""
    row = event_of(request, code)
    form = DayForm(request.POST)
    back = reverse("events:agenda", args=[code])
    if not form.is_valid():
        messages.error(request, _("Choose a day and its hours."))
        return redirect(back)
    values = form.cleaned_data
    return attempt(
        request,
        lambda: actions.save_day(
            event=row, on=values["date"], opens=values["opens"], closes=values["closes"], by=request.seat
        ),
        _("Saved."),
        back,
    )


@seat_required
@require_http_methods(["GET", "POST"])
def item_new(request: SeatRequest, code: str, day: int) -> HttpResponse:
    """A new item on a day."""
    row = event_of(request, code)
    on = get_object_or_404(AgendaDay.objects.select_related("event"), event=row, pk=day)
    form = ItemForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_item(
            day=on, by=request.seat, speakers=form.cleaned_data["speakers"], related=form.related(),
            **form.item_fields(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("events:agenda", code)
    return _item_page(request, row, form, _("New item"))


@seat_required
@require_http_methods(["GET", "POST"])
def item(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """Edit one item; a stale save gets 409 with what is stored."""
    row = event_of(request, code)
    one = get_object_or_404(AgendaItem.objects.select_related("day__event"), day__event=row, pk=pk)
    initial = {"version": one.version, "speakers": actions.spoken(one)}
    form = ItemForm(row, request.POST or None, instance=one, initial=initial)
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        stored = AgendaItem.objects.select_related("day__event").get(pk=one.pk)
        values = form.cleaned_data
        try:
            actions.save_item(
                item=stored,
                fields=form.item_fields(),
                speakers=values["speakers"],
                related=form.related(),
                version=values["version"] or 0,
                by=request.seat,
            )
        except Conflict as clash:
            conflict = differing(form, clash.stored)  # type: ignore[arg-type]
            sent = request.POST.copy()
            sent["version"] = str(clash.version)
            form = ItemForm(row, sent)
            form.is_valid()
        else:
            messages.success(request, _("Saved."))
            return redirect("events:agenda", code)
    return _item_page(request, row, form, pick(one, "title"), conflict=conflict, item=one, papers=one.papers.all())


@seat_required
@require_POST
def item_remove(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    row = event_of(request, code)
    one = get_object_or_404(AgendaItem.objects.select_related("day__event"), day__event=row, pk=pk)
    back = reverse("events:agenda", args=[code])
    return attempt(request, lambda: actions.remove_item(item=one, by=request.seat), _("Taken out."), back)


@seat_required
@require_POST
def item_move(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """An item before or after another that begins at the same hour (field "act": "up" or "down")."""
    row = event_of(request, code)
    one = get_object_or_404(AgendaItem.objects.select_related("day__event"), day__event=row, pk=pk)
    actions.move_item(item=one, up=request.POST.get("act") == "up", by=request.seat)
    return redirect(f"{reverse('events:agenda', args=[code])}#i-{one.pk}")


@seat_required
@require_POST
def slots_fill(request: SeatRequest, code: str) -> HttpResponse:
    """Give the members the floor in the chosen items."""
    row = event_of(request, code)
    form = SlotsForm(row, request.POST)
    back = reverse("events:agenda", args=[code])
    if not form.is_valid():
        messages.error(request, _("Choose at least one item."))
        return redirect(back)
    values = form.cleaned_data
    return attempt(
        request,
        lambda: actions.fill_slots(event=row, items=list(values["items"]), order=values["order"], by=request.seat),
        _("The members have the floor in the chosen items."),
        back,
    )


def _item_page(request: SeatRequest, row: Event, form: ItemForm, title: str, **more: Any) -> HttpResponse:
    findings: list[Finding] = check_agenda(plan_of(queries.agenda_of(row)), row)
    back = reverse("events:agenda", args=[row.code])
    trail = [*crumbs(row), crumbs(row, _("Agenda"))[-1], crumbs(row, title)[-1]]
    return form_page(request, form, title, back, crumbs=trail, findings=findings, event=row, **more)
