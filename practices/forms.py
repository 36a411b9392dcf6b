"""Shape of input of a practice: the fields of the UN form, English and Spanish side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import Paired
from common.i18n import current_language, pick
from common.text import clean_text
from practices.models import Practice
from practices.sdgs import say, titles
from practices.un_form import NARRATIVE, NARRATIVES

TICKS = forms.CheckboxSelectMultiple(attrs={"class": "ticklist"})


class PracticeForm(Paired, forms.ModelForm):
    """What the register holds for the form of the Repository of Practices. Limits are said, none is a block."""

    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable Development Goals"), required=False, coerce=int, widget=TICKS
    )

    class Meta:
        model = Practice
        fields = [
            "title_en", "title_es", "es_unofficial", "implementer_en", "implementer_es", "objectives",
            "objectives_inferred", "principles", "sdgs", "sdgs_inferred", "starts", "ends", "scope_en", "scope_es",
            *(f"{name}_{language}" for name in NARRATIVES for language in ("en", "es")), "address",
        ]  # fmt: skip
        labels = {
            "es_unofficial": _("The Spanish version is unofficial"),
            "objectives": _("Primary objectives of the Compact"),
            "objectives_inferred": _("The objectives were inferred"),
            "principles": _("Guiding principles particularly exemplified"),
            "address": _("Where it can be read"),
        }
        widgets = {
            **{f"{name}_{lang}": forms.Textarea(attrs={"rows": 6}) for name in NARRATIVES for lang in ("en", "es")},
            **dict.fromkeys(("objectives", "principles"), TICKS),
            **{name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("starts", "ends")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boxes: dict[str, Any] = self.fields
        boxes["sdgs"].choices = [(number, say(number, current_language())) for number in titles("en")]
        boxes["objectives"].label_from_instance = lambda row: f"{row.number}. {pick(row, 'short')}"
        boxes["principles"].label_from_instance = lambda row: f"({row.letter}) {pick(row, 'title')}"
        for name, box in boxes.items():
            if name[-3:] in ("_en", "_es"):
                box.widget.attrs["lang"] = name[-2:]

    def limit_of(self, name: str) -> int:
        """Words that a box takes as advice; 0 where nothing is counted."""
        return NARRATIVE if name[:-3] in NARRATIVES else 0

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in data:
            if name[-3:] in ("_en", "_es"):
                data[name] = clean_text(data[name]).text.strip()
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", gettext("The end is before the start."))
        return data
