"""Shape of input of a practice: the fields of the UN form, English and Spanish side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import Paired
from common.i18n import current_language, pick
from common.text import clean_text
from practices.content import MANY, as_practice
from practices.enums import Criterion, Status
from practices.models import AUDIENCES, Practice, PracticeVersion
from practices.sdgs import say, titles
from practices.un_form import NARRATIVE, NARRATIVES

SECTIONS = (
    ("version", _("This version"), {"what_changed"}),
    ("name", _("Title and organization"), {"status", "title", "es_unofficial", "implementer"}),
    ("serves", _("What it serves"), {"objectives", "objectives_inferred", "principles", "sdgs", "sdgs_inferred"}),
    ("place", _("When and where"), {"starts", "ends", "scope"}),
    ("words", _("Description"), {"summary", "partners"}),
    ("results", _("Impact and lessons"), {"impact", "lessons", "replication", "innovation", "evaluation"}),
    ("more", _("Criteria and material"), {"criteria", "address", "repository_address"}),
)
"""The form in parts that are found again: code, title, what stands there; pairs of languages by their stem."""
TICKS = forms.CheckboxSelectMultiple(attrs={"class": "ticklist"})
CONTENT = [
    "title_en", "title_es", "implementer_en", "implementer_es", "objectives", "principles", "sdgs", "starts", "ends",
    "scope_en", "scope_es", *(f"{name}_{language}" for name in NARRATIVES for language in ("en", "es")), "criteria",
    "address",
]  # fmt: skip
WIDGETS = {
    **{f"{name}_{lang}": forms.Textarea(attrs={"rows": 6}) for name in NARRATIVES for lang in ("en", "es")},
    **dict.fromkeys(MANY, TICKS),
    **{name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("starts", "ends")},
}
LABELS = {
    "es_unofficial": _("The Spanish version is unofficial"),
    "objectives": _("Primary objectives of the Compact"),
    "objectives_inferred": _("The objectives were inferred"),
    "principles": _("Guiding principles particularly exemplified"),
    "address": _("Where it can be read"),
    "status": _("Status"),
}


class ContentForm(Paired, forms.ModelForm):
    """What a country writes of a practice. Limits are said, none is a block; one language is enough to begin."""

    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable Development Goals"), required=False, coerce=int, widget=TICKS
    )
    criteria = forms.MultipleChoiceField(
        label=_("Criteria that it meets"), required=False, choices=Criterion.choices, widget=TICKS
    )

    class Meta:
        model = Practice
        fields = CONTENT
        labels = LABELS
        widgets = WIDGETS

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

    def sections(self) -> list[tuple[str, Any, list[list[forms.BoundField]]]]:
        """Code, title and rows of each part of the form that has any."""
        rows = self.rows()
        parts = [
            (code, title, [row for row in rows if row[0].name.removesuffix("_en") in names])
            for code, title, names in SECTIONS
        ]
        return [part for part in parts if part[2]]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in data:
            if name[-3:] in ("_en", "_es"):
                data[name] = clean_text(data[name]).text.strip()
        if not data.get("title_en") and not data.get("title_es"):
            self.add_error("title_en", gettext("Give it a title in one language at least."))
        if data.get("starts") and data.get("ends") and data["ends"] < data["starts"]:
            self.add_error("ends", gettext("The end is before the start."))
        return data


class VersionForm(ContentForm):
    """The words of one version; `saves` is the save that was read. Once others read it, a version says what changes."""

    what_changed = forms.CharField(
        label=_("What changes"), required=False, max_length=300, help_text=_("In a line, for those who clear it.")
    )

    def __init__(self, data: Any = None, *, version: PracticeVersion | None = None) -> None:
        kept = version.fields if version else {}
        initial = {name: kept.get(name, []) for name in MANY}
        initial["what_changed"] = version.what_changed if version else ""
        super().__init__(data, instance=as_practice(version) if version else Practice(), initial=initial)
        if not version or version.practice.is_new:
            del self.fields["what_changed"]


class RecordForm(ContentForm):
    """An entry of the record, with what was inferred and where it stands as its source says."""

    status = forms.ChoiceField(
        label=LABELS["status"],
        choices=[(one.value, one.label) for one in (Status.PUBLISHED, Status.TO_BE_PUBLISHED, Status.IN_REPOSITORY)],
    )

    class Meta(ContentForm.Meta):
        fields = ["status", *CONTENT[:2], "es_unofficial", *CONTENT[2:5], "objectives_inferred", *CONTENT[5:7],
                  "sdgs_inferred", *CONTENT[7:], "repository_address"]  # fmt: skip


class PublishForm(forms.Form):
    """For whom a cleared version is published. Nothing is chosen beforehand but what the country chose before."""

    audience = forms.ChoiceField(label=_("Who may read it"), choices=AUDIENCES, widget=forms.RadioSelect)


class WithdrawForm(forms.Form):
    """What the trace of a withdrawn practice says besides its day."""

    ending_en = forms.CharField(label=_("Why, for the trace (English)"), required=False, max_length=300)
    ending_es = forms.CharField(label=_("Why, for the trace (Spanish)"), required=False, max_length=300)


class RepositoryForm(forms.Form):
    """The address of a practice in the UN repository."""

    address = forms.URLField(label=_("Address of its page in the UN repository"), max_length=500, assume_scheme="https")
