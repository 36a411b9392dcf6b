"""A country's own pledges: written, cleared and published inside the country."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clearance import has_chain, shown_steps
from accounts.decorators import seat_required
from accounts.http import SeatRequest
from commitments import rules
from commitments.actions.pledges import move_pledge, save_pledge, start_pledge
from commitments.enums import PledgeStatus, Readers
from commitments.forms import PledgeForm, PublishForm
from commitments.models import Commitment
from commitments.views.base import form_page
from commitments.workflow import PLEDGES
from common.errors import Conflict, Refused
from common.outcomes import version_of
from common.results import require
from common.shapes import Link

_P = PledgeStatus
ACTS = (_P.ASKED, _P.CLEARED, _P.PUBLISHED, _P.WITHDRAWN, _P.WRITING)
"""Where a pledge can be taken from its page, the most usual first."""


def _pledges(request: SeatRequest) -> list[Link]:
    return [Link(_("Pledges"), reverse("commitments:pledges"))]


def _pledge(request: SeatRequest, code: str) -> Commitment:
    """A pledge of the seat's own country; for everybody else this page does not exist."""
    if not request.seat.is_workspace:
        raise Http404
    rows = Commitment.objects.filter(country=request.seat.home).select_related("country")
    return get_object_or_404(rows, code=code)


@seat_required
@require_safe
def pledges(request: SeatRequest) -> HttpResponse:
    """All pledges of the own country, with where each stands."""
    if not request.seat.is_workspace:
        raise Http404
    rows = Commitment.objects.filter(country=request.seat.home).order_by("-code")
    may_write = rules.may_write_pledge(request.seat)
    return render(request, "commitments/pledges.html", {"pledges": rows, "may_write": may_write})


@seat_required
@require_http_methods(["GET", "POST"])
def pledge_new(request: SeatRequest) -> HttpResponse:
    if not request.seat.is_workspace:
        raise Http404
    require(rules.may_write_pledge(request.seat))
    form = PledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = start_pledge(by=request.seat, **form.words())
        messages.success(request, _("Saved. Only your country sees it so far."))
        return redirect("commitments:pledge", made.code)
    title = _("New pledge")
    crumbs = [*_pledges(request), Link(title)]
    return form_page(request, form, title, reverse("commitments:pledges"), crumbs=crumbs)


@seat_required
@require_http_methods(["GET", "POST"])
def pledge(request: SeatRequest, code: str) -> HttpResponse:
    """One pledge: its words while it is written, and the next act. A stale save gets 409 with what is stored."""
    row = _pledge(request, code)
    may_write = rules.may_write_pledge(request.seat, row)
    form = PledgeForm(request.POST or None, instance=Commitment.objects.get(pk=row.pk)) if may_write else None
    conflict = []
    if request.method == "POST":
        require(may_write)
    if form and request.method == "POST" and form.is_valid():
        try:
            save_pledge(pledge=row, fields=form.words(), version=form.cleaned_data["version"] or 0, by=request.seat)
        except Conflict as clash:
            stored: Any = clash.stored
            mine = form.words()
            differing = [name for name, value in stored.items() if value != mine[name]]
            conflict = [(form.fields[name].label, _said(stored[name])) for name in differing]
            sent = request.POST.copy()
            sent["version"] = str(clash.version)
            form = PledgeForm(sent, instance=Commitment.objects.get(pk=row.pk))
        else:
            messages.success(request, _("Saved."))
            return redirect("commitments:pledge", code)
    decisions = {to: rules.may_move_pledge(request.seat, row, to) for to in ACTS if to in PLEDGES[row.pledge_status]}
    ways = [to for to, decision in decisions.items() if decision]
    context = {
        "pledge": row,
        "form": form,
        "conflict": conflict,
        "may_write": may_write,
        "ways": ways,
        "lacks_chain": PledgeStatus.ASKED in ways and not has_chain(request.seat.home),
        "may_clear": decisions.get(PledgeStatus.CLEARED),
        "steps": shown_steps(request.seat.home, row.steps),
        "publish_form": PublishForm() if PledgeStatus.PUBLISHED in ways else None,
        "crumbs": [*_pledges(request), Link(row.reference)],
    }
    status = 409 if conflict else 422 if form and form.errors else 200
    return render(request, "commitments/pledge.html", context, status=status)


def _said(value: Any) -> Any:
    """A stored value as the page says it: objectives by their numbers, principles by their letters."""
    return ", ".join(str(row.pk) for row in value) or "–" if isinstance(value, list) else value or "–"


@seat_required
@require_POST
def pledge_act(request: SeatRequest, code: str) -> HttpResponse:
    """Move the pledge on (field "to"); published for whom the field "readers" says, cleared as "version" was read."""
    row = _pledge(request, code)
    if request.POST.get("to") not in PledgeStatus.values:
        raise Http404
    to = PledgeStatus(request.POST["to"])
    try:
        move_pledge(
            pledge=row, to=to, readers=request.POST.get("readers", Readers.PUBLIC),
            remark=request.POST.get("remark", ""), version=version_of(request.POST.get("version", "")),
            step=version_of(request.POST.get("step", "")), by=request.seat,
        )  # fmt: skip
        messages.success(request, _("Now: %(status)s.") % {"status": row.get_pledge_status_display()})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("commitments:pledge", code)
