"""The desk's home, cycles and calls, later dates."""

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
from common.errors import Refused
from common.forms import label_rows
from common.i18n import pick
from common.results import require
from common.shapes import Link
from reporting import notify, rules
from reporting.actions import cycles as actions
from reporting.forms.desk import CallForm, CycleForm, ExtensionForm
from reporting.models import Assignment, Call, Cycle, Report
from reporting.policy import Act
from reporting.queries import desk as queries
from reporting.views.desk.base import desk_only, try_on


@seat_required
@require_safe
def desk(request: SeatRequest) -> HttpResponse:
    """What waits for the Secretariat, and where the presidency looks in."""
    desk_only(request, Act.SEE_TRACKER)
    calls = list(Call.objects.filter(cycle__is_rehearsal=False).select_related("cycle", "template_version__template"))
    open_calls = [call for call in calls if call.is_open]
    context = queries.next_acts(open_calls) | {
        "calls": calls,
        "cycles": Cycle.objects.real().prefetch_related("calls"),
        "reports": Report.objects.visible_to(request.seat).exclude(status="published").select_related("cycle"),
        "may_run": rules.may(request.seat, Act.RUN_CYCLE),
    }
    return render(request, "reporting/desk/desk.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def cycle_new(request: SeatRequest) -> HttpResponse:
    """A new cycle."""
    desk_only(request, Act.RUN_CYCLE)
    form = CycleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cycle = actions.create_cycle(by=request.seat, **form.cleaned_data)
        messages.success(request, _("The cycle was created. Add a call to it."))
        return redirect("reporting:call-new", cycle.pk)
    return _form(request, form, _("New cycle"))


@seat_required
@require_http_methods(["GET", "POST"])
def call_new(request: SeatRequest, pk: str) -> HttpResponse:
    """A call in preparation."""
    desk_only(request, Act.RUN_CYCLE)
    cycle = get_object_or_404(Cycle, pk=pk)
    form = CallForm(request.POST or None, initial={"template_version": request.GET.get("template_version")})
    label_rows(form, "template_version", lambda v: f"{pick(v.template, 'name')} {v.number}")
    label_rows(form, "scheme", lambda s: pick(s, "name"))
    label_rows(form, "owner", lambda body: pick(body, "name"))
    if request.method == "POST" and form.is_valid():
        try:
            call = actions.create_call(
                cycle=cycle,
                template_version=form.cleaned_data["template_version"],
                scheme=form.cleaned_data["scheme"],
                due_at=form.instant(),
                owner=form.cleaned_data["owner"],
                is_open_to_all=form.cleaned_data["is_open_to_all"],
                by=request.seat,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reporting:tracker", call.pk)
    return _form(request, form, _("New call: %(cycle)s") % {"cycle": pick(cycle, "name")})


@seat_required
@require_POST
def call_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Open, close or reopen a call (field "act")."""
    desk_only(request, Act.RUN_CYCLE)
    call = get_object_or_404(Call.objects.select_related("cycle"), pk=pk)
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "open": (actions.open_call, _("The call is open: every member has its assignment.")),
        "close": (actions.close_call, _("The call is closed. Working copies can be read, no longer changed.")),
        "reopen": (actions.reopen_call, _("The call is open again.")),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    act, done = acts[request.POST["act"]]
    return try_on(request, lambda: act(call=call, by=request.seat), done, call)


@seat_required
@require_http_methods(["GET", "POST"])
def extension_grant(request: SeatRequest, pk: str) -> HttpResponse:
    """Agree a later indicative date with one country; the date it asked for is offered."""
    desk_only(request, Act.GRANT_EXTENSION)
    assignment = get_object_or_404(Assignment.objects.select_related("call__cycle", "country"), pk=pk)
    require(rules.may(request.seat, Act.GRANT_EXTENSION, assignment))
    asked = assignment.extension_asked_until or assignment.extension_until
    form = ExtensionForm(request.POST or None, initial={"until": asked})
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant_extension(assignment=assignment, until=form.cleaned_data["until"], by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            notify.extension_agreed(assignment, by=request.seat)
            messages.success(request, _("The later date was agreed."))
            return redirect("reporting:tracker", assignment.call_id)
    title = _("Later date: %(country)s") % {"country": pick(assignment.country, "name")}
    return _form(request, form, title, assignment.call)


def _form(request: SeatRequest, form: Any, title: str, call: Call | None = None) -> HttpResponse:
    back = Link(pick(call.cycle, "name"), reverse("reporting:tracker", args=[call.pk])) if call else None
    crumbs = [Link(_("Desk"), reverse("reporting:desk")), *filter(None, [back]), Link(title)]
    context = {"form": form, "title": title, "crumbs": crumbs, "back_url": (back or crumbs[0]).url}
    return render(request, "reporting/desk/form.html", context, status=422 if form.errors else 200)
