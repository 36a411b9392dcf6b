"""Shape of input of reminders, letters and later dates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import WORKSPACE_ROLES, Role
from common.i18n import LANGUAGES
from reporting.actions.reminders import REMINDED
from reporting.enums import AssignmentStatus

MAX_DAYS = 120
BEFORE, AFTER = "before", "after"


class AddressedForm(forms.Form):
    """Whom it is written to. The box for "everybody" appears once that is what it would do."""

    roles = forms.MultipleChoiceField(
        label=_("To whom in each country"), choices=[(role.value, role.label) for role in WORKSPACE_ROLES],
        initial=[Role.FOCAL_POINT.value], widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one role: as it stands, this would write to nobody.")},
    )  # fmt: skip
    statuses = forms.MultipleChoiceField(
        label=_("While the contribution is"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one state: as it stands, this would write to nobody.")},
    )  # fmt: skip
    to_everybody = forms.BooleanField(label=_("Yes, write to everybody"), required=False, widget=forms.HiddenInput)

    def ask_whether_everybody(self) -> None:
        """Show the box."""
        self.fields["to_everybody"].widget = forms.CheckboxInput()


class ReminderForm(AddressedForm):
    """A rule: how many days before or after the indicative date of each country."""

    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=MAX_DAYS, initial=7)
    side = forms.ChoiceField(
        label=_("When"), choices=[(BEFORE, _("before the indicative date")), (AFTER, _("after the indicative date"))],
        initial=BEFORE, help_text=_("With 0 days: on the day itself. It leaves at 7 in the morning of each reader."),
    )  # fmt: skip
    words_en = forms.CharField(
        label=_("Words of the Secretariat (English)"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    words_es = forms.CharField(
        label=_("Words of the Secretariat (Spanish)"), max_length=600, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    field_order = ("days", "side", "roles", "statuses", "words_en", "words_es", "to_everybody")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(status.value, status.label) for status in REMINDED]
        self.fields["statuses"].choices = choices  # type: ignore[attr-defined]
        self.fields["statuses"].initial = [value for value, _label in choices]

    def rule(self) -> dict[str, Any]:
        """What `add_reminder` takes."""
        data = dict(self.cleaned_data)
        sign = -1 if data.pop("side") == BEFORE else 1
        return data | {"days": sign * data["days"]}


class LetterForm(AddressedForm):
    """One mail in both languages."""

    subject_en = forms.CharField(label=_("Subject (English)"), max_length=150)
    text_en = forms.CharField(label=_("Text (English)"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    subject_es = forms.CharField(label=_("Subject (Spanish)"), max_length=150)
    text_es = forms.CharField(label=_("Text (Spanish)"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    field_order = ("statuses", "roles", "subject_en", "text_en", "subject_es", "text_es", "to_everybody")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statuses"].choices = AssignmentStatus.choices  # type: ignore[attr-defined]
        del self.fields["to_everybody"]
        for language in LANGUAGES:
            for name in ("subject", "text"):
                self.fields[f"{name}_{language}"].widget.attrs["lang"] = language
