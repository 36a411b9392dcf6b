"""Shape of input on the pages of claims."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from common.forms import label_rows
from common.i18n import pick


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
    )


class WordingForm(forms.Form):
    """What a source says, in the languages in which it is known."""

    topic_en = forms.CharField(label=_("Topic (English)"), max_length=200)
    topic_es = forms.CharField(label=_("Topic (Spanish)"), max_length=200)
    statement_en = forms.CharField(
        label=_("What the source says (English)"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )
    statement_es = forms.CharField(
        label=_("What the source says (Spanish)"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
    )
    date = _day(_("Day of the claim"))
    source = forms.CharField(label=_("Source"), max_length=1000, widget=forms.Textarea({"rows": 2}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("statement_en") or data.get("statement_es")):
            self.add_error("statement_en", _("Say in one language at least what the source says."))
        return data


class ClaimForm(WordingForm):
    """A new claim, about a country or a fact."""

    country = forms.ModelChoiceField(
        Country.objects.none(), label=_("Country"), required=False, empty_label=_("None: a fact or document")
    )
    field_order = ("country",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.all()  # type: ignore[attr-defined]
        label_rows(self, "country", lambda row: pick(row, "name"))


class VersionedForm(forms.Form):
    """A change to a claim that is on record, and why."""

    remark = forms.CharField(label=_("Why"), max_length=300)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CorrectionForm(WordingForm, VersionedForm):
    """Another wording of a claim."""

    field_order = (*WordingForm.base_fields, "remark")


class EndForm(VersionedForm):
    """The last day on which a claim stands."""

    ends = _day(_("Last day on which it stands"), help_text=_("Leave it empty for a claim that stands again."))
    field_order = ("ends", "remark")
