"""The desk's home, cycles and calls."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
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
from common.shapes import Link
from reporting import rules
from reporting.actions import cycles as actions
from reporting.enums import TemplateAudience
from reporting.forms.desk import CallForm, CycleForm
from reporting.models import Call, Cycle, Report
from reporting.policy import Act
from reporting.queries import desk as queries
from reporting.views.desk.base import desk_only, try_on


@seat_required
@require_safe
def desk(request: SeatRequest) -> HttpResponse:
    """What waits for the Secretariat, and where the presidency looks in."""
    desk_only(request, Act.SEE_TRACKER)
    calls = Call.objects.select_related("template_version__template")
    cycles = list(Cycle.objects.real().prefetch_related(Prefetch("calls", calls)))
    open_calls = [call for cycle in cycles for call in cycle.calls.all() if call.is_open]
    context = queries.next_acts(open_calls) | {
        "cycles": cycles,
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
    usual = cycle.calls.order_by("pk").values_list("scheme", flat=True).first()
    chosen = {"template_version": request.GET.get("template_version"), "scheme": usual}
    form = CallForm(request.POST or None, initial=chosen)
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
    call = get_object_or_404(Call.objects.select_related("cycle", "template_version__template"), pk=pk)
    asks_members = call.template_version.template.audience == TemplateAudience.MEMBERS
    opened = _("The call is open: every member has its assignment.") if asks_members else _("The call is open.")
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "open": (actions.open_call, opened),
        "close": (actions.close_call, _("The call is closed. Working copies can be read, no longer changed.")),
        "reopen": (actions.reopen_call, _("The call is open again.")),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    act, done = acts[request.POST["act"]]
    return try_on(request, lambda: act(call=call, by=request.seat), done, call)


def _form(request: SeatRequest, form: Any, title: str) -> HttpResponse:
    crumbs = [Link(_("Desk"), reverse("reporting:desk")), Link(title)]
    context = {"form": form, "title": title, "crumbs": crumbs, "back_url": crumbs[0].url}
    return render(request, "reporting/desk/form.html", context, status=422 if form.errors else 200)
