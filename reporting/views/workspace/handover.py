"""Handing over: the one page on which a seat passes to a successor, from the people's page and from the workspace."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import rules
from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Membership, User
from common.errors import Refused
from common.results import require
from common.text import uuid_or_none
from reporting.actions.handover import MAX_REMARK
from reporting.actions.handover import hand_over as act
from reporting.queries.handover import open_work


@seat_required
@require_http_methods(["GET", "POST"])
def hand_over(request: SeatRequest, pk: str) -> HttpResponse:
    """Who takes over, with a note; what passes is listed before."""
    seat = request.seat
    rows = Membership.objects.active().select_related("user", "country", "hat__body")
    if not seat.is_secretariat:
        rows = rows.filter(country=seat.country) if seat.is_workspace else rows.none()
    membership = get_object_or_404(rows, pk=pk)
    require(rules.may_change_membership(seat, membership))
    own = seat.membership is not None and membership.pk == seat.membership.pk
    status = 200
    if request.method == "POST":
        chosen = uuid_or_none(request.POST.get("to", ""))
        to = User.objects.filter(pk=chosen).first() if chosen else None
        try:
            if to is None:
                raise Refused(_("Choose who takes over."))
            act(membership=membership, to=to, remark=request.POST.get("remark", ""), by=seat)
        except Refused as refusal:
            messages.error(request, str(refusal))
            status = 422
        else:
            messages.success(
                request, _("%(name)s took over. Everything that was open is with them now.") % {"name": to}
            )
            return redirect("portal:home" if own else "accounts:people")
    context = {
        "membership": membership,
        "own": own,
        "work": open_work(membership),
        "candidates": _candidates(membership),
        "chosen": request.POST.get("to", ""),
        "remark": request.POST.get("remark", ""),
        "limit": MAX_REMARK,
    }
    return render(request, "reporting/workspace/hand_over.html", context, status=status)


def _candidates(membership: Membership) -> list[tuple[User, str]]:
    """People at work in the same place, with their roles in words."""
    found: dict[User, list[str]] = {}
    rows = Membership.objects.active().filter(country=membership.country, hat=membership.hat)
    for row in rows.exclude(user=membership.user).select_related("user").order_by("user__name"):
        found.setdefault(row.user, []).append(str(row.get_role_display()))
    return [(user, ", ".join(roles)) for user, roles in found.items()]
