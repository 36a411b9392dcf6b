"""Pages on which standings are kept: who is a Member Country or an observer, and since when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import rules
from accounts.actions import standings as actions
from accounts.decorators import seat_required
from accounts.forms import StandingDatesForm, StandingForm
from accounts.http import SeatRequest
from accounts.models import Standing
from common.dates import today
from common.errors import Refused
from common.i18n import pick, sort_key
from common.results import require


@seat_required
@require_http_methods(["GET", "POST"])
def standings(request: SeatRequest) -> HttpResponse:
    """All standings in the order of the language; a new one is entered here."""
    require(rules.may_keep_directory(request.seat))
    form = StandingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_standing(**form.cleaned_data, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:standings")
    rows = sorted(
        Standing.objects.select_related("country", "body"),
        key=lambda row: (row.kind, row.country is None, sort_key(pick(row.country or row.body, "name")), row.starts),
    )
    day = today()
    shown = [(row, row.starts <= day and (row.ends is None or row.ends >= day)) for row in rows]
    status = 422 if form.errors else 200
    return render(request, "accounts/standings.html", {"standings": shown, "form": form}, status=status)


@seat_required
@require_http_methods(["GET", "POST"])
def standing_edit(request: SeatRequest, pk: int) -> HttpResponse:
    """Correct the days of a standing, or end it."""
    require(rules.may_keep_directory(request.seat))
    row = get_object_or_404(Standing.objects.select_related("country", "body"), pk=pk)
    initial = {"starts": row.starts, "ends": row.ends, "source": row.source}
    form = StandingDatesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.date_standing(standing=row, **form.cleaned_data, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:standings")
    heading = f"{pick(row.country or row.body, 'name')}: {row.get_kind_display()}"
    context = {"form": form, "heading": heading, "back": "accounts:standings"}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)
