"""Shape of input on the pages of claims and of figures on record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from common.forms import Paired, label_rows
from common.i18n import pick
from objectives.models import Objective
from sources.models import Source


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options
    )


class WordingForm(Paired, forms.Form):
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


class EndForm(Paired, VersionedForm):
    """The last day on which a claim stands."""

    ends = _day(_("Last day on which it stands"), help_text=_("Leave it empty for a claim that stands again."))
    field_order = ("ends", "remark")


class FigureForm(Paired, forms.Form):
    """A figure as a document states it. The document is one on record, or is named here."""

    statement_en = forms.CharField(
        label=_("The figure in a sentence (English)"), max_length=1000, widget=forms.Textarea({"rows": 2, "lang": "en"})
    )
    statement_es = forms.CharField(
        label=_("The figure in a sentence (Spanish)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2, "lang": "es"}),
    )
    es_unofficial = forms.BooleanField(label=_("The Spanish sentence is an unofficial translation"), required=False)
    value = forms.CharField(label=_("Value, as the source writes it"), max_length=60)
    unit_en = forms.CharField(label=_("Unit (English)"), max_length=80, required=False)
    unit_es = forms.CharField(label=_("Unit (Spanish)"), max_length=80, required=False)
    year = forms.CharField(label=_("Year or period"), max_length=20, required=False)
    place_en = forms.CharField(label=_("Place (English)"), max_length=120, required=False)
    place_es = forms.CharField(label=_("Place (Spanish)"), max_length=120, required=False)
    source = forms.ModelChoiceField(
        Source.objects.order_by("title_en"), label=_("Source"), required=False, empty_label=_("Another, named below")
    )
    source_title_en = forms.CharField(label=_("Title of another source (English)"), max_length=300, required=False)
    source_title_es = forms.CharField(label=_("Title of another source (Spanish)"), max_length=300, required=False)
    source_date = _day(_("Date of that source"))
    source_address = forms.URLField(label=_("Where it can be read"), required=False, assume_scheme="https")
    objectives = forms.ModelMultipleChoiceField(Objective.objects.all(), label=_("Objectives"), required=False)
    cycle_code = forms.ChoiceField(
        label=_("Cycle"), required=False, help_text=_("The regional report of this cycle prints it among its figures.")
    )
    read_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, cycles: list[tuple[str, str]], data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        label_rows(self, "source", lambda row: pick(row, "title"))
        label_rows(self, "objectives", lambda row: f"{row.number}. {pick(row, 'short')}")
        self.fields["cycle_code"].choices = [("", _("None")), *cycles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = data.get("source_title_en") or data.get("source_title_es")
        if data.get("source") and named:
            self.add_error("source", _("Choose the source or name another, not both."))
        elif not data.get("source") and not named:
            self.add_error("source", _("Choose the source, or name another: no figure stands without one."))
        elif named and not data.get("source_title_en"):
            self.add_error("source_title_en", _("Give the title in English too; the title of the document will do."))
        return data

    def fields_of_figure(self) -> dict[str, Any]:
        """What was typed, as columns of the figure; without its source, which may have to be entered first."""
        own = ("source", "objectives", "read_at")
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in own and not name.startswith("source_")
        }

    def fields_of_source(self) -> dict[str, Any]:
        return {name: self.cleaned_data[f"source_{name}"] for name in ("title_en", "title_es", "date", "address")}
