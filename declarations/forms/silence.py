"""Shape of input of the silence procedure."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from common.dates import secretariat_zone
from common.i18n import pick
from declarations.models import Draft
from declarations.queries.room import numbers_of, paragraphs_of

DAY = {"type": "date"}
ROWS = {"rows": 3}


class DeadlineForm(forms.Form):
    """An instant, as San José's clock shows it: the end of a day, or an hour of it."""

    until = forms.DateField(label=_("Day of the deadline"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("Hour in San José"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def instant(self) -> datetime:
        day = self.cleaned_data["until"]
        return datetime.combine(day, self.cleaned_data["hour"] or time(23, 59), secretariat_zone())


class InvokeForm(DeadlineForm):
    remark = forms.CharField(
        label=_("Remark of the Presidency"), required=False, widget=forms.Textarea(attrs=ROWS),
        help_text=_("Optional; the members read it."),
    )  # fmt: skip


class ExtendForm(DeadlineForm):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs=ROWS))


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs=ROWS))


class BreakForm(forms.Form):
    """The paragraphs that the country speaks of, and why."""

    paragraphs = forms.MultipleChoiceField(label=_("Paragraphs"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs=ROWS))

    def __init__(self, draft: Draft, data: Any = None) -> None:
        super().__init__(data)
        rows = paragraphs_of(draft)
        numbers = numbers_of(draft, rows)
        self.rows = {str(row.identity): row for row in rows}
        field: Any = self.fields["paragraphs"]
        field.choices = [
            (str(row.identity), f"{numbers[row.identity].handle}: {Truncator(pick(row, 'text')).words(9)}")
            for row in rows
        ]

    def said(self) -> dict[str, Any]:
        """The arguments of the action."""
        values = self.cleaned_data
        return {"paragraphs": [self.rows[key] for key in values["paragraphs"]], "reason": values["reason"]}
