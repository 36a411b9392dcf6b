"""Making a commitment from an item of the conclusions, and saying which event answers one."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from commitments.forms import DueForm
from commitments.rules import may_keep_commitments
from commitments.views.base import commitment_of, form_page
from common.errors import Refused
from common.results import require
from events.actions.follow_up import link_event, make_commitment, unlink_event
from events.directory import directory
from events.forms.meetings import EventField
from events.models import Conclusion, Fulfilment
from events.suggestions import suggest
from events.views.base import crumbs, event_of


class MakeForm(DueForm):
    """A commitment from an item; `also` names other items of the same document that share the activity."""

    also = forms.CharField(
        label=gettext_lazy("The same activity stands in"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Numbers of other items of this document, like 7.q. The activity is shown once."),
    )

    def __init__(self, line: Conclusion, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.line = line

    def clean_also(self) -> list[Conclusion]:
        wanted = [part.rstrip(".").lower() for part in re.split(r"[\s,;]+", self.cleaned_data["also"]) if part]
        rows = Conclusion.objects.filter(event=self.line.event, reference__in=wanted).exclude(pk=self.line.pk)
        found = {row.reference: row for row in rows.select_related("event__organ")}
        if unknown := [name for name in wanted if name not in found and name != self.line.reference]:
            raise ValidationError(_("This document has no %(reference)s.") % {"reference": ", ".join(unknown)})
        return [found[name] for name in dict.fromkeys(wanted) if name in found]


class AnswerForm(forms.Form):
    """The event that carries a commitment out."""

    event = EventField(label=gettext_lazy("Event"))


@seat_required
@require_http_methods(["GET", "POST"])
def commitment_new(request: SeatRequest, code: str, pk: str) -> HttpResponse:
    """A person makes the commitment; who seems to be meant is suggested from the document."""
    row = event_of(request, code)
    rows = Conclusion.objects.exclude(reference="").select_related("event__organ")
    line = get_object_or_404(rows, event=row, pk=pk)
    if request.method == "POST":
        form = MakeForm(line, request.POST)
    else:
        suggested = suggest(line, list(row.conclusions.all()), directory())
        form = MakeForm(line, initial={"owners": suggested.owners, "supporters": suggested.supporters})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = make_commitment(
                conclusions=[line, *values["also"]],
                owners=values["owners"],
                supporters=values["supporters"],
                by=request.seat,
                **form.dates(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The commitment is made. Record here what becomes of it."))
            return redirect(made)
    title = _("Commitment from %(reference)s") % {"reference": line.reference}
    return form_page(
        request, form, title, line.get_absolute_url(), line=line, act=_("Make the commitment"),
        crumbs=crumbs(row, title),
    )  # fmt: skip


@seat_required
@require_POST
def event_link(request: SeatRequest, code: str) -> HttpResponse:
    """Link the event that answers the commitment."""
    row = commitment_of(request, code)
    require(may_keep_commitments(request.seat))
    form = AnswerForm(request.POST)
    if form.is_valid():
        link_event(commitment=row, event=form.cleaned_data["event"], by=request.seat)
        messages.success(request, _("Linked."))
    else:
        messages.error(request, _("Choose an event."))
    return redirect(row)


@seat_required
@require_POST
def event_unlink(request: SeatRequest, code: str, pk: int) -> HttpResponse:
    row = commitment_of(request, code)
    require(may_keep_commitments(request.seat))
    link = get_object_or_404(Fulfilment.objects.select_related("commitment", "event"), commitment=row, pk=pk)
    unlink_event(link=link, by=request.seat)
    messages.success(request, _("Taken out."))
    return redirect(row)
