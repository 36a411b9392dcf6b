"""Objectives of contributors, beside the country's chain of clearance."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.enums import Role
from accounts.http import SeatRequest
from accounts.models import Membership, User
from accounts.rules import may_set_chain
from common.errors import Refused
from common.shapes import Link
from common.text import uuid_or_none
from objectives.models import Objective
from reporting import notify, rules
from reporting.actions.team import delegate
from reporting.models import Delegation
from reporting.policy import Act
from reporting.views.workspace.base import assignment_of, frame


@seat_required
@require_safe
def delegation(request: SeatRequest, pk: str) -> HttpResponse:
    """Who proposes text for what, and who clears."""
    assignment = assignment_of(request, pk)
    given: dict[Any, set[int]] = {}
    for user, number in Delegation.objects.filter(assignment=assignment).values_list("user", "objective"):
        given.setdefault(user, set()).add(number)
    team = list(Membership.objects.active().filter(country=assignment.country).select_related("user"))
    objectives = list(Objective.objects.all())
    context = frame(request, assignment, Link(_("Objectives and clearance chain"))) | {
        "contributors": [
            {"membership": m, "boxes": [(o, o.number in given.get(m.user_id, set())) for o in objectives]}
            for m in team
            if m.role == Role.CONTRIBUTOR
        ],
        "steps": assignment.country.clearance_steps.prefetch_related("clearers"),
        "may_delegate": rules.may(request.seat, Act.DELEGATE, assignment),
        "may_set_chain": may_set_chain(request.seat, assignment.country),
    }
    return render(request, "reporting/workspace/delegation.html", context)


@seat_required
@require_POST
def delegation_save(request: SeatRequest, pk: str) -> HttpResponse:
    """Give one contributor these objectives."""
    assignment = assignment_of(request, pk)
    user = get_object_or_404(
        User.objects.filter(memberships__country=assignment.country).distinct(),
        pk=uuid_or_none(request.POST.get("user", "")),
    )
    numbers = [int(v) for v in request.POST.getlist("objective") if v.isdecimal() and len(v) < 3]
    try:
        wanted = delegate(assignment=assignment, user=user, objectives=numbers, by=request.seat)
        if wanted:
            notify.delegated(assignment, user, wanted, by=request.seat)
        messages.success(
            request,
            _("%(name)s now proposes text for: %(numbers)s.")
            % {"name": user, "numbers": ", ".join(map(str, wanted)) or "–"},
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:delegation", assignment.pk)
