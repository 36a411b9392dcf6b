"""Shape of input around an adopted text: statements of delegations, the transmission."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from declarations.actions.products import Sending
from declarations.actions.statements import Said
from declarations.enums import StatementKind
from declarations.forms import reader_first
from declarations.models import AttachedStatement
from declarations.queries.adopted import AdoptedText


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
