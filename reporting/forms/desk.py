"""Shape of input on the Secretariat's desk."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Body
from objectives.models import Scheme
from reporting.models import Cycle, TemplateVersion


class CycleForm(forms.ModelForm):
    """A cycle with the mandate it rests on."""

    class Meta:
        model = Cycle
        fields = [
            "code", "name_en", "name_es", "forum_en", "forum_es", "mandate_en", "mandate_es", "instruction_en",
            "instruction_es", "starts", "ends", "previous",
        ]  # fmt: skip
        labels = {"previous": _("Cycle before")}
        widgets = {
            "starts": forms.DateInput(attrs={"type": "date"}),
            "ends": forms.DateInput(attrs={"type": "date"}),
            **{
                name: forms.Textarea(attrs={"rows": 3})
                for name in ("mandate_en", "mandate_es", "instruction_en", "instruction_es")
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["previous"].queryset = Cycle.objects.real()  # type: ignore[attr-defined]


class ExtensionForm(forms.Form):
    """Until when a country may take: a day, which ends at 23:59 in San José."""

    until = forms.DateField(
        label=_("Later indicative date"),
        help_text=_("Until 23:59 in San José. It closes nothing."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    remark = forms.CharField(
        label=_("Note for the country"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, declines: bool = False, **kwargs: Any) -> None:
        """Who declines names no date."""
        super().__init__(*args, **kwargs)
        self.fields["until"].required = not declines


class CallForm(forms.Form):
    """What a call asks for, grouped how, until when."""

    template_version = forms.ModelChoiceField(
        TemplateVersion.objects.exclude(published_at=None).select_related("template"), label=_("Template")
    )
    scheme = forms.ModelChoiceField(Scheme.objects.all(), label=_("Grouping shown first"))
    due = forms.DateField(
        label=_("Indicative date"),
        help_text=_("Until 23:59 in San José. It closes nothing."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    owner = forms.ModelChoiceField(
        Body.objects.all(),
        label=_("Asked by a working group or body"),
        required=False,
        empty_label=_("The Secretariat"),
        help_text=_("For a request for information among the members."),
    )
    is_open_to_all = forms.BooleanField(
        label=_("A questionnaire that anybody may answer who confirms an e-mail address"), required=False
    )

    def instant(self) -> datetime:
        """23:59 in San José of the chosen day."""
        day: date = self.cleaned_data["due"]
        return datetime.combine(day, time(23, 59), ZoneInfo(settings.SECRETARIAT_TIME_ZONE))
