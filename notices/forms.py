"""Shape of input of the notices room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from notices.models import Preference


class PreferenceForm(forms.ModelForm):
    """How mail arrives, whether reminders come by mail, and in which time zone hours are told."""

    daily = forms.ChoiceField(
        label=_("Mail arrives"),
        choices=[
            ("", _("At once, one message for each event")),
            ("1", _("Together, in one message a day at 8 in the morning")),
        ],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The inbox of the portal shows everything at once in any case."),
    )

    class Meta:
        model = Preference
        fields = ["daily", "reminders", "zone"]
        labels = {
            "reminders": _("Send me reminders of indicative dates by mail"),
            "zone": _("Time zone in which mail tells hours"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["daily"] = "1" if self.instance.daily else ""
        zones = [(value, words) for value, words in self.fields["zone"].choices if value]  # type: ignore[attr-defined]
        self.fields["zone"].choices = [("", _("San José (the Secretariat)")), *zones]  # type: ignore[attr-defined]

    def clean_daily(self) -> bool:
        return bool(self.cleaned_data["daily"])
