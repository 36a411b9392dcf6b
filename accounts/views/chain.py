"""The page of a country's chain of clearance."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts import rules
from accounts.actions.chain import set_chain
from accounts.clearance import chain_mark
from accounts.decorators import seat_required
from accounts.forms import step_forms
from accounts.http import SeatRequest
from accounts.models import Country
from accounts.seats import say_who
from audit.models import AuditEvent
from common.errors import Refused
from common.results import require
from common.shapes import Link

SHOWN = 5


@seat_required
@require_http_methods(["GET", "POST"])
def chain(request: SeatRequest) -> HttpResponse:
    """Who clears in which order what leaves the country; whoever works there reads it, its focal points set it."""
    if not request.seat.is_workspace:
        raise Http404
    country = request.seat.home
    may_set = rules.may_set_chain(request.seat, country)
    # Read before the boxes are: what is set in between is told, not overwritten.
    status, read = 200, request.POST.get("read") or chain_mark(country)
    forms = step_forms(country, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(may_set)
        status = 422
        if not any(form.errors for form in forms):
            steps = [form.cleaned_data for form in forms if form.cleaned_data["name_en"]]
            try:
                lost = set_chain(country=country, steps=steps, read=request.POST.get("read", ""), by=request.seat)
            except Refused as refusal:
                # Only who is told of another chain goes on from it; after a slip in the form the older mark holds.
                read = chain_mark(country)
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("The clearance chain was set."))
                if lost:
                    messages.warning(request, _say_lost(lost))
                return redirect("accounts:chain")
    context = {
        "forms": forms,
        "may_set": may_set,
        "read": read,
        "steps": country.clearance_steps.prefetch_related("clearers"),
        "set_by": _set_by(country),
        "crumbs": [Link(_("People"), reverse("accounts:people")), Link(_("Clearance chain"))],
    }
    return render(request, "accounts/chain.html", context, status=status)


def _set_by(country: Country) -> list[tuple[AuditEvent, str]]:
    """The last times that it was set, with who set it."""
    rows = AuditEvent.objects.filter(chain=f"country:{country.pk}", action="chain_set").order_by("-number")
    return [(event, say_who(event.actor_label)) for event in rows[:SHOWN]]


def _say_lost(count: int) -> str:
    return ngettext(
        "%(n)d text waits for a step that this chain no longer holds. A focal point takes it back and asks again.",
        "%(n)d texts wait for steps that this chain no longer holds. A focal point takes them back and asks again.",
        count,
    ) % {"n": count}
