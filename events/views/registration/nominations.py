"""Nominations of a rapporteur: made by stakeholders, chosen by the task force and the Secretariat."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.results import require
from common.shapes import Link
from events import rules
from events.actions import nominations as actions
from events.actions.personal import erase_nominee
from events.forms.registration import NominationForm
from events.models import Nomination
from events.views.base import attempt
from events.views.registration.base import concerned, crumbs


@seat_required
@require_http_methods(["GET", "POST"])
def nominations(request: SeatRequest, code: str) -> HttpResponse:
    """The nominations that the seat sees, and the form for one more."""
    row = concerned(request, code)
    may_nominate = rules.may_nominate(request.seat, row)
    form = NominationForm(row, request.POST or None)
    if request.method == "POST":
        require(may_nominate)
        if form.is_valid():
            try:
                actions.nominate(registration=row, by=request.seat, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The nomination has been received."))
                return redirect("events:nominations", code)
    title = _("Rapporteur")
    rows = Nomination.objects.visible_to(request.seat).filter(registration=row)
    context = {
        "registration": row,
        "event": row.event,
        "rows": rows.select_related("session", "category", "nominated_by__user", "nominated_by__hat__body"),
        "form": form,
        "may_nominate": may_nominate,
        "may_choose": rules.may_choose_rapporteur(request.seat, row),
        "may_erase": rules.may_erase(request.seat),
        "crumbs": crumbs(request, row, Link(title)),
    }
    return render(request, "events/registration/nominations.html", context, status=422 if form.errors else 200)


@seat_required
@require_POST
def nomination_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Choose, take the choice back, or erase the person (field "act")."""
    rows = Nomination.objects.visible_to(request.seat).select_related("registration__event", "session", "category")
    nomination = get_object_or_404(rows, pk=pk)
    seat, act = request.seat, request.POST.get("act", "")
    back = reverse("events:nominations", args=[nomination.registration.event.code])
    if act == "erase":
        done = _("The person was erased.")
        return attempt(request, lambda: erase_nominee(nomination=nomination, by=seat), done, back)
    if act == "reopen":
        done = _("The choice is open again.")
        return attempt(request, lambda: actions.take_choice_back(nomination=nomination, by=seat), done, back)
    if act != "choose":
        raise Http404
    consulted = request.POST.get("consulted", "")[:300]
    done = _("The rapporteur is chosen. Who nominated has been told.")
    return attempt(request, lambda: actions.choose(nomination=nomination, consulted=consulted, by=seat), done, back)
