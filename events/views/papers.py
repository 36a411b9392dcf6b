"""Recording the steps of a document for approval, and the meeting that it is prepared for."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Body
from commitments.models import Paper, PaperStep
from commitments.rules import may_keep_papers
from commitments.views.base import form_page
from commitments.views.papers import crumbs, paper_of
from common.dates import today
from common.errors import Refused
from common.forms import label_rows
from common.i18n import pick
from common.results import require
from events.actions.papers import decide, prepare_for
from events.forms.meetings import EventField
from events.models import Conclusion


class StepForm(forms.ModelForm):
    """What an organ did, and the item of the conclusions that says so."""

    event = EventField(label=gettext_lazy("Meeting"), required=False)
    item = forms.CharField(
        label=gettext_lazy("Conclusion"), required=False, max_length=20, help_text=gettext_lazy("Like 8.a.")
    )

    class Meta:
        model = PaperStep
        fields = ["on", "stage", "organ", "note_en", "note_es"]
        widgets = {
            "on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note_en": forms.Textarea(attrs={"rows": 2, "lang": "en"}),
            "note_es": forms.Textarea(attrs={"rows": 2, "lang": "es"}),
        }

    field_order = ["on", "stage", "organ", "event", "item", "note_en", "note_es"]

    def __init__(self, paper: Paper, data: Any = None) -> None:
        super().__init__(data, initial={"on": today(), "stage": paper.stage})
        organs: Any = self.fields["organ"]
        organs.queryset = Body.objects.filter(kind="organ")
        label_rows(self, "organ", lambda row: pick(row, "name"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        item = (values.get("item") or "").strip().rstrip(".").lower()
        values["conclusion"] = None
        if item:
            rows = Conclusion.objects.filter(event=values.get("event"), reference=item).select_related("event__organ")
            values["conclusion"] = rows.first()
            if values["conclusion"] is None:
                self.add_error("item", _("This event has no conclusion with this number."))
        return values


class PrepareForm(forms.Form):
    """The meeting that a document is prepared for."""

    event = EventField(label=gettext_lazy("Meeting"))
    months = forms.IntegerField(label=gettext_lazy("Months ahead of the meeting"), min_value=0, max_value=12, initial=1)


@seat_required
@require_http_methods(["GET", "POST"])
def step_new(request: SeatRequest, code: str) -> HttpResponse:
    row = paper_of(request, code)
    require(may_keep_papers(request.seat))
    form = StepForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        del values["event"], values["item"]
        try:
            decide(paper=row, by=request.seat, **values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect(row)
    title = _("Record a step")
    return form_page(request, form, title, row.get_absolute_url(), crumbs=crumbs(row, title))


@seat_required
@require_POST
def prepare(request: SeatRequest, code: str) -> HttpResponse:
    row = paper_of(request, code)
    require(may_keep_papers(request.seat))
    form = PrepareForm(request.POST)
    if form.is_valid():
        prepare_for(paper=row, by=request.seat, **form.cleaned_data)
        messages.success(request, _("Linked."))
    else:
        messages.error(request, _("Choose an event."))
    return redirect(row)
