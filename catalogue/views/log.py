"""The log of corrections, and the page about the licence."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from catalogue import actions
from catalogue.forms import CorrectionForm
from catalogue.models import Correction
from common.http import public_page
from common.results import require
from common.shapes import Link


@public_page
@require_safe
def corrections(request: SeatRequest) -> HttpResponse:
    """What this portal said wrongly and corrected, newest first."""
    may = actions.may_correct(request.seat)
    return render(request, "catalogue/corrections.html", {"corrections": Correction.objects.all(), "may_correct": may})


@seat_required
@require_http_methods(["GET", "POST"])
def correction_new(request: SeatRequest) -> HttpResponse:
    """Enter a correction: for the Secretariat."""
    require(actions.may_correct(request.seat))
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.enter_correction(fields=form.cleaned_data, by=request.seat)
        messages.success(request, _("The correction stands in the log."))
        return redirect("catalogue:corrections")
    crumbs = [Link(_("Corrections"), reverse("catalogue:corrections")), Link(_("Enter a correction"))]
    return render(request, "catalogue/correction_new.html", {"form": form, "crumbs": crumbs})


@public_page
@require_safe
def licence(request: SeatRequest) -> HttpResponse:
    """Under what terms texts and data may be used."""
    return render(request, "catalogue/licence.html", {"licence": settings.LICENCE})
