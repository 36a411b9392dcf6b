"""Reminders and letters of a call, and the ledger that says what became of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.filtering import choice, filtered
from common.i18n import pick, sort_key
from common.results import require
from common.shapes import Link
from reporting import rules
from reporting.actions import reminders as actions
from reporting.enums import Outcome
from reporting.filters import DispatchFilters
from reporting.forms.reminders import LetterForm, ReminderForm
from reporting.models import Call, Dispatch, Letter, Reminder
from reporting.policy import Act
from reporting.views.desk.base import desk_only
from reporting.views.reminders import lines, rule_rows

PER_PAGE = 50


@seat_required
@require_safe
def reminders(request: SeatRequest, pk: str) -> HttpResponse:
    """Rules, letters, and the ledger narrowed by country, outcome and rule."""
    desk_only(request, Act.SEE_TRACKER)
    call = _call(pk)
    rows = Dispatch.objects.visible_to(request.seat).filter(assignment__call=call)
    rows = rows.select_related("assignment__country", "user", "reminder", "letter", "mail")
    found = filtered(DispatchFilters, rows, request.GET.dict(), DispatchFilters.base_filters)
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    countries = [(a.country.code, pick(a.country, "name")) for a in call.assignments.select_related("country")]
    countries.sort(key=lambda pair: sort_key(pair[1]))
    context = {
        "call": call,
        "rules": rule_rows(call),
        "letters": list(call.letters.select_related("created_by")),
        "page": page,
        "lines": lines(page.object_list),
        "filtered": found,
        "choices": [
            choice("country", _("Country"), countries, found.asked),
            choice("outcome", _("Outcome"), [(o.value, str(o.label)) for o in Outcome], found.asked),
        ],
        "may_run": rules.may(request.seat, Act.RUN_CYCLE),
        "crumbs": [*_crumbs(call), Link(_("Reminders"))],
    }
    return render(request, "reporting/desk/reminders.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def reminder_new(request: SeatRequest, pk: str) -> HttpResponse:
    """A new rule."""
    desk_only(request, Act.RUN_CYCLE)
    call = _call(pk)
    form = ReminderForm(request.POST or None)
    if _done(request, form, lambda: actions.add_reminder(call=call, by=request.seat, **form.rule())):
        messages.success(request, _("The reminder was added."))
        return redirect("reporting:reminders", call.pk)
    return _form(request, call, form, _("New reminder"))


@seat_required
@require_POST
def reminder_end(request: SeatRequest, pk: str) -> HttpResponse:
    """End a rule; its lines stay."""
    desk_only(request, Act.RUN_CYCLE)
    reminder = get_object_or_404(Reminder, pk=pk)
    actions.end_reminder(reminder=reminder, by=request.seat)
    messages.success(request, _("The reminder ended. What it wrote stays in the ledger."))
    return redirect("reporting:reminders", reminder.call_id)


@seat_required
@require_http_methods(["GET", "POST"])
def letter_new(request: SeatRequest, pk: str) -> HttpResponse:
    """Write a letter (`?state=invited`, or `?from=` one that was written before). Nothing is sent by it."""
    desk_only(request, Act.RUN_CYCLE)
    call = _call(pk)
    form = LetterForm(request.POST or None, initial=_initial(request, call))
    made: list[Letter] = []
    if _done(request, form, lambda: made.append(actions.write_letter(call=call, by=request.seat, **form.cleaned_data))):
        return redirect("reporting:letter", made[0].pk)
    return _form(request, call, form, _("Write to some countries"), _("Look at it"))


@seat_required
@require_http_methods(["GET", "POST"])
def letter(request: SeatRequest, pk: str) -> HttpResponse:
    """A letter as each language reads it, and who would get it; send it or take it away (field "act")."""
    desk_only(request, Act.SEE_TRACKER)
    row = get_object_or_404(Letter.objects.select_related("call__cycle", "created_by"), pk=pk)
    error, everybody = "", False
    if request.method == "POST":
        require(rules.may(request.seat, Act.RUN_CYCLE))
        try:
            return _act(request, row)
        except actions.ToEverybody as refusal:
            error, everybody = str(refusal), True
        except Refused as refusal:
            error = str(refusal)
    if row.sent_at:
        sent = row.dispatches.select_related("assignment__country", "user", "reminder", "letter", "mail")
        told: dict[str, Any] = {"lines": lines(sent)}
    else:
        found = actions.recipients(row)
        told = {"recipients": found, "digest": actions.digest_of(found)}
    context = told | {
        "letter": row,
        "error": error,
        "everybody": everybody,
        "may_run": rules.may(request.seat, Act.RUN_CYCLE),
        "crumbs": [*_crumbs(row.call), Link(_("Reminders"), _page(row.call)), Link(pick(row, "subject"))],
    }
    return render(request, "reporting/desk/letter.html", context, status=422 if error else 200)


def _act(request: SeatRequest, row: Letter) -> HttpResponse:
    if request.POST.get("act") == "discard":
        actions.discard_letter(letter=row, by=request.seat)
        messages.success(request, _("The letter was taken away. Nothing was sent."))
        return redirect("reporting:reminders", row.call_id)
    count = actions.send_letter(
        letter=row, digest=request.POST.get("digest", ""), to_everybody="to_everybody" in request.POST, by=request.seat
    )
    words = ngettext("It goes to %(count)s person.", "It goes to %(count)s people.", count)
    messages.success(request, words % {"count": count})
    return redirect("reporting:letter", row.pk)


def _initial(request: SeatRequest, call: Call) -> dict[str, Any]:
    """What the form begins with: a state of the tracker, or the words of another letter of the call."""
    names = ("roles", "statuses", "subject_en", "subject_es", "text_en", "text_es")
    before = next((one for one in call.letters.all() if str(one.pk) == request.GET.get("from")), None)
    if before:
        return {name: getattr(before, name) for name in names}
    return {"statuses": request.GET.getlist("state")}


def _done(request: SeatRequest, form: Any, act: Callable[[], Any]) -> bool:
    """Do what a form that was sent says; a refusal becomes an error of it, and "everybody" is asked with a box."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except actions.ToEverybody as refusal:
        form.ask_whether_everybody()
        form.add_error(None, str(refusal))
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _form(request: SeatRequest, call: Call, form: Any, title: str, button: str = "") -> HttpResponse:
    context = {
        "form": form, "title": title, "button": button, "back_url": _page(call),
        "crumbs": [*_crumbs(call), Link(_("Reminders"), _page(call)), Link(title)],
    }  # fmt: skip
    return render(request, "reporting/desk/form.html", context, status=422 if form.errors else 200)


def _call(pk: object) -> Call:
    return get_object_or_404(Call.objects.select_related("cycle"), pk=pk)


def _page(call: Call) -> str:
    return reverse("reporting:reminders", args=[call.pk])


def _crumbs(call: Call) -> list[Link]:
    return [
        Link(_("Desk"), reverse("reporting:desk")),
        Link(pick(call.cycle, "name"), reverse("reporting:tracker", args=[call.pk])),
    ]
