"""Registration of an event on the Secretariat's side: terms, delegations, duties, attendance, the list."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.dates import today
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES
from common.results import require
from common.shapes import Link
from events import entitled, roster, rules
from events.actions import registration as actions
from events.actions.delegations import record_attendance
from events.documents.participants import build_participants
from events.enums import Duty, SlotOrder
from events.forms.registration import DutyForm, FundingForm, GuestForm, RuleForm, TermsForm
from events.models import Delegation, DutyHolder, EntitlementRule, FundingLine, Registration
from events.views.base import attempt, differing, event_of
from events.views.registration.base import concerned, crumbs, passing_file, registration_for
from publications.enums import Format
from publications.passing import render_passing


@seat_required
@require_POST
def registration_start(request: SeatRequest, code: str) -> HttpResponse:
    """Begin with the usual terms."""
    actions.start_registration(event=event_of(request, code), by=request.seat)
    return redirect("events:registration-terms", code)


@seat_required
@require_safe
def registration(request: SeatRequest, code: str) -> HttpResponse:
    """How far registration is: delegations, who has not answered, entitled places, who pays what, duties."""
    row = registration_for(request, code, Duty.REGISTRAR)
    delegations = roster.delegations_of(row, request.seat)
    context = {
        "registration": row,
        "event": row.event,
        "delegations": delegations,
        "counted": roster.count(delegations),
        "people": sum(1 for one in delegations for person in one.participants.all() if person.registered_at),
        "groups": entitled.entitled(entitled.rules_of(row), delegations),
        "lines": entitled.lines_of(row),
        "duties": row.duties.select_related("membership__user", "membership__country", "membership__hat__body"),
        "may_keep": rules.may_keep_registration(request.seat),
        "may_register": rules.may_register(request.seat, row),
        "crumbs": crumbs(request, row),
    }
    return render(request, "events/registration/desk.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def registration_terms(request: SeatRequest, code: str) -> HttpResponse:
    """The terms. A stale save gets 409 with what is stored."""
    event_of(request, code)
    row = registration_for(request, code)
    stored = Registration.objects.select_related("event").get(pk=row.pk)
    form = TermsForm(request.POST or None, instance=row, initial={"version": row.version})
    conflict: list[tuple[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            actions.save_terms(registration=stored, fields=form.terms(), version=version, by=request.seat)
        except Conflict as clash:
            conflict = differing(form, clash.stored)  # type: ignore[arg-type]
            data = request.POST.copy()
            data["version"] = str(clash.version)
            form = TermsForm(data, instance=row)
            form.is_valid()
        else:
            messages.success(request, _("Saved."))
            return redirect("events:registration", code)
    return _form_page(request, stored, form, _("Terms of registration"), conflict=conflict)


def _form_page(request: SeatRequest, row: Registration, form: Any, title: str, **more: Any) -> HttpResponse:
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    context = {
        "form": form,
        "title": title,
        "back": reverse("events:registration", args=[row.event.code]),
        "crumbs": crumbs(request, row, Link(title)),
        **more,
    }
    return render(request, "events/registration/form.html", context, status=status)


@seat_required
@require_POST
def registration_open(request: SeatRequest, code: str) -> HttpResponse:
    """Open registration and invite the Member Countries, or close it (field "open")."""
    event_of(request, code)
    row = registration_for(request, code)
    back = reverse("events:registration", args=[code])
    if request.POST.get("open") == "1":
        done = _("Registration is open. The Member Countries have been invited.")
        return attempt(request, lambda: actions.open_registration(registration=row, by=request.seat), done, back)
    done = _("Registration is closed.")
    return attempt(request, lambda: actions.close_registration(registration=row, by=request.seat), done, back)


def _adding(
    request: SeatRequest, code: str, make: Callable[[Registration], Any], keep: Callable[[Registration, Any], Any],
    title: str,
) -> HttpResponse:  # fmt: skip
    """A page that adds one thing to the terms of an event."""
    event_of(request, code)
    row = registration_for(request, code)
    form = make(row)
    if request.method == "POST" and form.is_valid():
        try:
            keep(row, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("events:registration", code)
    return _form_page(request, row, form, title)


@seat_required
@require_http_methods(["GET", "POST"])
def rule_new(request: SeatRequest, code: str) -> HttpResponse:
    """A rule of entitlement."""

    def keep(row: Registration, form: RuleForm) -> None:
        actions.add_rule(registration=row, by=request.seat, **form.cleaned_data)

    return _adding(request, code, lambda row: RuleForm(row, request.POST or None), keep, _("Add a rule"))


@seat_required
@require_http_methods(["GET", "POST"])
def funding_new(request: SeatRequest, code: str) -> HttpResponse:
    """A line of who pays what."""

    def keep(row: Registration, form: FundingForm) -> None:
        actions.add_funding(registration=row, by=request.seat, **form.cleaned_data)

    return _adding(request, code, lambda row: FundingForm(row, request.POST or None), keep, _("Add a line"))


@seat_required
@require_http_methods(["GET", "POST"])
def guest_new(request: SeatRequest, code: str) -> HttpResponse:
    """A guest, or a body or country by hand."""

    def keep(row: Registration, form: GuestForm) -> None:
        actions.invite(registration=row, by=request.seat, **form.party())

    return _adding(request, code, lambda row: GuestForm(request.POST or None), keep, _("Add a delegation or guest"))


@seat_required
@require_http_methods(["GET", "POST"])
def duty_new(request: SeatRequest, code: str) -> HttpResponse:
    """Give a person a duty."""

    def keep(row: Registration, form: DutyForm) -> None:
        values = form.cleaned_data
        actions.give_duty(registration=row, membership=values["person"], duty=values["duty"], by=request.seat)

    return _adding(request, code, lambda row: DutyForm(request.POST or None), keep, _("Give a duty"))


@seat_required
@require_POST
def term_remove(request: SeatRequest, code: str, what: str, pk: int) -> HttpResponse:
    """Take a rule, a line or a duty away."""
    event_of(request, code)
    row = registration_for(request, code)
    models: dict[str, Any] = {"rule": EntitlementRule, "line": FundingLine, "duty": DutyHolder}
    if what not in models:
        raise Http404
    thing = get_object_or_404(models[what].objects.select_related("registration__event"), registration=row, pk=pk)
    back = reverse("events:registration", args=[code])
    if what == "duty":
        return attempt(request, lambda: actions.take_duty(holder=thing, by=request.seat), _("Taken out."), back)
    return attempt(request, lambda: actions.remove_term(row=thing, by=request.seat), _("Taken out."), back)


SAID = {"yes": True, "no": False, "": None}


@seat_required
@require_http_methods(["GET", "POST"])
def attendance(request: SeatRequest, code: str) -> HttpResponse:
    """Who took part, as somebody saw it, never inferred. Two who record at once undo nothing of each other."""
    row = registration_for(request, code, Duty.REGISTRAR)
    require(rules.may_register(request.seat, row))
    delegations = roster.listed(row, SlotOrder.ENGLISH)
    if request.method == "POST":
        return _attended(request, code, delegations)
    title = _("Attendance")
    people = [person for one in delegations for person in one.participants.all()]
    context = {
        "registration": row,
        "event": row.event,
        "delegations": delegations,
        "were": " ".join(f"{person.pk}={_word(person.attended)}" for person in people),
        "counted": [
            words % {"n": sum(person.attended is value for person in people)}
            for value, words in (
                (True, _("Took part: %(n)d")),
                (False, _("Did not take part: %(n)d")),
                (None, _("Not recorded: %(n)d")),
            )
        ],
        "early": row.event.starts and row.event.starts > today(),
        "crumbs": crumbs(request, row, Link(title)),
    }
    return render(request, "events/registration/attendance.html", context)


def _word(attended: bool | None) -> str:
    return next(word for word, value in SAID.items() if value is attended)


def _attended(request: SeatRequest, code: str, delegations: list[Delegation]) -> HttpResponse:
    """Save what is otherwise than when the page was opened; its field "were" says how it stood ("<id>=yes <id>= …")."""
    were = dict(part.partition("=")[::2] for part in request.POST.get("were", "").split())
    changed, otherwise = 0, []
    for one in delegations:
        took_part = {
            str(person.pk): (SAID[were.get(str(person.pk), _word(person.attended))], SAID[word])
            for person in one.participants.all()
            if (word := request.POST.get(f"took-{person.pk}", "?")) in SAID and were.get(str(person.pk), "") in SAID
        }
        count, clashed = record_attendance(delegation=one, took_part=took_part, by=request.seat)
        changed += count
        otherwise += clashed
    if otherwise:
        names = ", ".join(person.said for person in otherwise)
        said = _("Somebody recorded this otherwise in the meantime, and it stands: %(names)s.") % {"names": names}
        messages.error(request, said)
    if changed or not otherwise:
        messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
    return redirect("events:attendance", code)


@seat_required
@require_safe
def participants(request: SeatRequest, code: str) -> HttpResponse:
    """The official list as a file (?format=pdf&language=en&order=protocol), made now and kept nowhere."""
    row = concerned(request, code)
    if not roster.reads_list(request.seat, row):
        raise Http404
    language, format = request.GET.get("language", ""), request.GET.get("format", "")
    order = request.GET.get("order", SlotOrder.PROTOCOL)
    if language not in LANGUAGES or format not in Format.values:
        raise Http404
    tree = build_participants(row.event, roster.listed(row, order, language), language)
    try:
        content = render_passing(tree, format=format)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:registration-list")
    return passing_file(content, f"participants-{code}-{language}", format)
