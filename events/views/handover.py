"""The hand-over report: as it stands today, and frozen."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import PresidencyTerm
from commitments.queries import standing_of
from commitments.rules import may_hand_over
from common.dates import today
from common.i18n import pick
from common.shapes import Link
from events.actions.handover import freeze_handover
from events.queries import answers_of
from publications.models import Edition


def _term(request: SeatRequest, pk: int) -> PresidencyTerm:
    if not (request.seat.is_member or request.seat.is_desk):
        raise Http404
    terms = PresidencyTerm.objects.filter(starts__lte=today()).select_related("country")
    return get_object_or_404(terms, pk=pk)


@seat_required
@require_safe
def handover_list(request: SeatRequest) -> HttpResponse:
    """The terms that have begun, newest first, each with its report."""
    if not (request.seat.is_member or request.seat.is_desk):
        raise Http404
    terms = PresidencyTerm.objects.filter(starts__lte=today()).select_related("country", "hand_over")
    return render(request, "commitments/handover_list.html", {"terms": terms.order_by("-starts", "-pk")})


@seat_required
@require_safe
def handover(request: SeatRequest, pk: int) -> HttpResponse:
    """What was fulfilled in the term, what was set aside, what goes to the next presidency; and the frozen editions."""
    term = _term(request, pk)
    standing = standing_of(term)
    editions = Edition.objects.visible_to(request.seat).filter(document__hand_over__term=term)
    context = {
        "term": term,
        "parts": [
            (_("Fulfilled in the term"), standing.fulfilled),
            (_("Set aside in the term"), standing.set_aside),
            (_("Carried over to the next presidency"), standing.open),
        ],
        "until": standing.until,
        "answers": answers_of(standing.all),
        "editions": editions.defer("blocks", "manifest").select_related("document"),
        "may_freeze": may_hand_over(request.seat),
        "crumbs": [
            Link(_("Commitments"), reverse("portal:commitment-list")),
            Link(_("Hand-over reports"), reverse("events:handover-list")),
            Link(f"{pick(term.country, 'name')}, {term.starts.year}"),
        ],
    }
    return render(request, "commitments/handover.html", context)


@seat_required
@require_POST
def handover_freeze(request: SeatRequest, pk: int) -> HttpResponse:
    """Freeze the report as an edition; leads to it, where its files are made."""
    return redirect(freeze_handover(term=_term(request, pk), by=request.seat))
