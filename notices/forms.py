"""Shape of input of the notices room."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from common.zones import ZONES, label
from notices.enums import Way
from notices.models import Preference


class PreferenceForm(forms.ModelForm):
    """How mail arrives, whether reminders come by mail, and in which time zone hours are told."""

    way = forms.ChoiceField(
        label=_("Mail arrives"),
        choices=[
            (Way.AT_ONCE.value, _("At once, one message for each event")),
            (Way.DAILY.value, _("Together, in one message a day at 8 in the morning")),
        ],
        widget=forms.RadioSelect,
        help_text=_("The inbox of the portal shows everything at once in any case."),
    )
    zone = forms.ChoiceField(label=_("Time zone in which mail tells hours"))
    field_order = ("way", "reminders", "zone")

    class Meta:
        model = Preference
        fields = ["reminders"]
        labels = {"reminders": _("Send me reminders of indicative dates by mail")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = settings.SECRETARIAT_TIME_ZONE
        others = [(name, label(name)) for name in ZONES if name != here]
        self.fields["zone"].choices = [(here, _("San José (the Secretariat)")), *others]  # type: ignore[attr-defined]
        self.initial["zone"] = self.instance.zone or here
        self.initial["way"] = Way.DAILY.value if self.instance.daily else Way.AT_ONCE.value

    def save(self, commit: bool = True) -> Preference:
        """Keep the wishes; the Secretariat's zone is the usual one and needs no name."""
        zone = self.cleaned_data["zone"]
        self.instance.zone = "" if zone == settings.SECRETARIAT_TIME_ZONE else zone
        self.instance.daily = self.cleaned_data["way"] == Way.DAILY
        return super().save(commit)
