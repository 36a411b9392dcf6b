"""Annual contributions: all for the Secretariat, the own ones for a country, and a page for nobody else."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Country
from commitments import rules
from commitments.actions.contributions import record_contribution
from commitments.enums import Fund
from commitments.forms import ContributionForm
from commitments.models import Contribution
from commitments.queries import contributions_of, encouragement
from common.dates import today
from common.i18n import LANGUAGES, sort_by_name
from common.results import require

FIRST_YEAR, LAST_YEAR = 1996, 2100


@seat_required
@require_http_methods(["GET", "POST"])
def contributions(request: SeatRequest) -> HttpResponse:
    """The members of a year with what is recorded; a country reads its own years."""
    if not request.seat.is_secretariat:
        if request.seat.country is None:
            raise Http404
        if request.method == "POST":
            require(rules.may_record_contributions(request.seat))
        rows = Contribution.objects.visible_to(request.seat).order_by("-year", "fund")
        return render(request, "commitments/contributions_own.html", {"rows": rows, "country": request.seat.country})
    year = _year(request.GET.get("year", ""))
    form = ContributionForm(year, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = record_contribution(by=request.seat, **form.cleaned_data)
        messages.success(request, _("Recorded."))
        return redirect(f"{request.path}?year={made.year}")
    members = sort_by_name(Country.objects.members())
    rows_of_year = contributions_of(year, members, request.seat)
    sentences = []
    for fund in Fund:
        for language in LANGUAGES:
            with override(language):
                sentences.append((language, encouragement(fund, rows_of_year)))
    context = {
        "year": year,
        "rows": rows_of_year,
        "form": form,
        "sentences": [(language, words) for language, words in sentences if words],
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
    }
    return render(request, "commitments/contributions.html", context, status=422 if form.errors else 200)


def _year(written: str) -> int:
    """The year of the address, this one for nonsense."""
    found = int(written) if written.isascii() and written.isdigit() and len(written) == 4 else 0
    return found if FIRST_YEAR <= found <= LAST_YEAR else today().year
