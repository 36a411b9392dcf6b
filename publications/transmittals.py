"""Recording that an edition was passed on: the act, its form and its page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from audit.actions import record
from common.dates import today
from common.results import require
from common.shapes import Link
from publications import rules
from publications.models import Edition, Transmittal


@transaction.atomic
def pass_on(*, edition: Edition, by: Seat, **told: Any) -> Transmittal:
    """Record that the edition was passed on; the same sent twice is recorded once.

    PermissionDenied where it is not public, or the seat may not.
    """
    require(rules.may_transmit(by, edition))
    Edition.objects.select_for_update(of=("self",)).only("pk").get(pk=edition.pk)
    row, is_new = Transmittal.objects.get_or_create(edition=edition, **told)
    if is_new:
        _trail("edition.passed_on", row, by)
    return row


@transaction.atomic
def take_out(*, transmittal: Transmittal, by: Seat) -> None:
    """Take a record out that was made in error; the trail keeps it."""
    require(rules.may_transmit(by, transmittal.edition))
    _trail("edition.passed_on_removed", transmittal, by)
    transmittal.delete()


def _trail(action: str, row: Transmittal, by: Seat) -> None:
    record(
        action, by=by, chain=f"document:{row.edition.document_id}", object_type="Edition", object_id=row.edition_id,
        to=row.addressee_en, on=row.on.isoformat(), symbol=row.symbol,
    )  # fmt: skip


class TransmittalForm(forms.ModelForm):
    class Meta:
        model = Transmittal
        fields = ["addressee_en", "addressee_es", "on", "symbol", "address"]
        widgets = {"on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"symbol": gettext_lazy("As that body prints it, once it is known.")}

    address = forms.URLField(
        label=gettext_lazy("Address of the document there"), required=False, max_length=500, assume_scheme="https",
        help_text=gettext_lazy("Where everybody can read it, if it is public there."),
    )  # fmt: skip

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


@seat_required
@require_http_methods(["GET", "POST"])
def transmittal(request: SeatRequest, pk: str) -> HttpResponse:
    """The form of the desk."""
    edition = _edition(request, pk)
    require(rules.may_transmit(request.seat, edition))
    form = TransmittalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pass_on(edition=edition, by=request.seat, **form.cleaned_data)
        messages.success(request, _("It is on record, for everybody."))
        return redirect(edition)
    context = {
        "edition": edition,
        "form": form,
        "crumbs": [Link(edition.title, edition.get_absolute_url()), Link(_("Passed on"))],
    }
    return render(request, "publications/transmittal.html", context, status=422 if form.errors else 200)


@seat_required
@require_POST
def transmittal_remove(request: SeatRequest, pk: str, transmittal: str) -> HttpResponse:
    edition = _edition(request, pk)
    take_out(transmittal=get_object_or_404(edition.transmittals, pk=transmittal), by=request.seat)
    messages.success(request, _("It is taken out of the record."))
    return redirect(edition)


def _edition(request: SeatRequest, pk: str) -> Edition:
    rows = Edition.objects.visible_to(request.seat).select_related("document").defer("blocks", "manifest")
    return get_object_or_404(rows, pk=pk)
