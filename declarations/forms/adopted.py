"""Shape of input around an adopted text: its adoption, statements of delegations, the transmission."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.enums import BodyKind, Language
from accounts.models import Body, Country
from common.forms import label_rows
from common.i18n import pick
from declarations.actions.adoption import Occasion
from declarations.actions.products import Sending
from declarations.actions.statements import Said
from declarations.enums import StatementKind
from declarations.forms.amendments import reader_first
from declarations.models import AttachedStatement, Draft
from declarations.queries.adopted import AdoptedText

DATE = {"type": "date"}


class AdoptionForm(forms.Form):
    """Where and when a text is adopted; `reason` is asked for while something in it is open."""

    on = forms.DateField(label=_("Day of adoption"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    organ = forms.ModelChoiceField(Body.objects.none(), label=_("Organ that adopts"))
    place_en = forms.CharField(label=_("Place (English)"), required=False, max_length=150)
    place_es = forms.CharField(label=_("Place (Spanish)"), required=False, max_length=150)
    present = forms.ModelMultipleChoiceField(
        Country.objects.none(), label=_("Members present"), widget=forms.CheckboxSelectMultiple
    )
    authentic = forms.MultipleChoiceField(
        label=_("Authentic versions"), choices=Language.choices, widget=forms.CheckboxSelectMultiple,
        initial=Language.values,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why it is adopted while something is open"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, draft: Draft, data: Any = None) -> None:
        declaration = draft.declaration
        super().__init__(data, initial={"present": list(declaration.members.all())})
        organ: Any = self.fields["organ"]
        organ.queryset = Body.objects.filter(kind=BodyKind.ORGAN)
        present: Any = self.fields["present"]
        present.queryset = Country.objects.members().filter(is_placeholder=declaration.is_demonstration)
        label_rows(self, "organ", lambda row: pick(row, "name"))
        label_rows(self, "present", lambda row: pick(row, "name"))

    def occasion(self) -> Occasion:
        return Occasion(**self.cleaned_data)


class StatementForm(forms.Form):
    """A statement; without a paragraph it speaks of the whole text. `version` is the one that was read."""

    kind = forms.ChoiceField(label=_("Kind"), choices=StatementKind.choices, widget=forms.RadioSelect)
    text_en = forms.CharField(
        label=_("Statement in English"), required=False, widget=forms.Textarea(attrs={"rows": 6, "lang": "en"})
    )
    text_es = forms.CharField(
        label=_("Statement in Spanish"), required=False, widget=forms.Textarea(attrs={"rows": 6, "lang": "es"})
    )
    source_language = forms.ChoiceField(
        label=_("Language in which it was written"), choices=Language.choices, initial=Language.SPANISH
    )
    places = forms.TypedMultipleChoiceField(
        label=_("Paragraphs"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Without any the statement speaks of the whole text."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, lines: dict[int, AdoptedText], language: str, data: Any = None, stored: AttachedStatement | None = None
    ) -> None:
        names = ("kind", "text_en", "text_es", "source_language", "places", "version")
        super().__init__(data, initial={name: getattr(stored, name) for name in names} if stored else {})
        field: Any = self.fields["places"]
        field.choices = [
            (place, f"{line.handle}: {Truncator(line.texts[language]).words(9)}") for place, line in lines.items()
        ]  # fmt: skip
        reader_first(self)

    def said(self) -> Said:
        values = self.cleaned_data
        return Said(values["kind"], values["places"], values["text_en"], values["text_es"], values["source_language"])


class SendingForm(forms.Form):
    """To whom the package goes, and the summary that opens it."""

    addressee_en = forms.CharField(label=_("Addressee (English)"), max_length=250)
    addressee_es = forms.CharField(label=_("Addressee (Spanish)"), max_length=250)
    summary_en = forms.CharField(
        label=_("Summary (English)"), max_length=6000, widget=forms.Textarea(attrs={"rows": 7, "lang": "en"})
    )
    summary_es = forms.CharField(
        label=_("Summary (Spanish)"), max_length=6000, widget=forms.Textarea(attrs={"rows": 7, "lang": "es"})
    )

    def sending(self) -> Sending:
        return Sending(**self.cleaned_data)
