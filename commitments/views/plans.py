"""Entering items of a plan."""

from django import forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from commitments.actions.plans import take_item
from commitments.enums import PaperKind
from commitments.forms import DueForm
from commitments.views.base import form_page
from commitments.views.papers import crumbs, paper_of
from common.errors import Refused


class PlanItemForm(DueForm):
    """An item as the plan words it, whose it is, and its date."""

    number = forms.CharField(
        label=gettext_lazy("Number in the plan"), max_length=20, help_text=gettext_lazy("Like 2.1."),
        validators=[RegexValidator(r"^[\w.-]+$", gettext_lazy("Letters, digits, dots and dashes."))],
    )  # fmt: skip
    text_en = forms.CharField(
        label=gettext_lazy("Text in English"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "en"})
    )
    text_es = forms.CharField(
        label=gettext_lazy("Text in Spanish"), required=False, widget=forms.Textarea(attrs={"rows": 3, "lang": "es"})
    )
    field_order = ("number", "text_en", "text_es")

    def clean(self) -> dict[str, object]:
        values = super().clean() or self.cleaned_data
        if not values.get("text_en") and not values.get("text_es"):
            self.add_error("text_en", _("Write the item in one language at least."))
        return values


@seat_required
@require_http_methods(["GET", "POST"])
def plan_item_new(request: SeatRequest, code: str) -> HttpResponse:
    """An item of the plan as a commitment; leads to it."""
    if not request.seat.is_desk:
        raise Http404
    plan = paper_of(request, code)
    if plan.kind != PaperKind.PLAN:
        raise Http404
    form = PlanItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = take_item(
                plan=plan, number=values["number"].strip("."), text_en=values["text_en"], text_es=values["text_es"],
                owners=values["owners"], supporters=values["supporters"], by=request.seat, **form.dates(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(made)
    title = _("Item of the plan")
    return form_page(request, form, title, plan.get_absolute_url(), crumbs=crumbs(plan, title))
