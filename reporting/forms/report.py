"""Shape of input on the pages of the regional report."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.i18n import pick
from events.models import Event, NoteRow
from objectives.models import Objective, Scheme
from publications.sourced import unknown_in
from reporting.enums import PUBLISHED_CHOICES, Audience, BlockKind
from reporting.models import Cycle, ReportBlock

WITH_TEXT = (BlockKind.AUTHORED, BlockKind.SOVEREIGNTY)
"""Blocks whose text is written; of the others only the heading is."""


class StartReportForm(forms.Form):
    """Which cycle, by which scheme, for whom."""

    cycle = forms.ModelChoiceField(Cycle.objects.real(), label=_("Cycle"), empty_label=None)
    scheme = forms.ModelChoiceField(
        Scheme.objects.all(),
        label=_("Grouped by"),
        empty_label=None,
        help_text=_("The round tables hold each objective once; other schemes repeat some and leave some out."),
    )
    audience = forms.ChoiceField(
        choices=PUBLISHED_CHOICES,
        initial=Audience.PUBLIC,
        label=_("For whom"),
        help_text=_("Only texts that their countries let this audience read are quoted."),
    )
    title_en = forms.CharField(label=_("Title in English"), max_length=250)
    title_es = forms.CharField(label=_("Title in Spanish"), max_length=250)


class BlockForm(forms.ModelForm):
    """Heading and text of a block, in both languages, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ReportBlock
        fields = ["heading_en", "heading_es", "text_en", "text_es"]
        widgets = {
            "text_en": forms.Textarea(attrs={"rows": 8, "lang": "en"}),
            "text_es": forms.Textarea(attrs={"rows": 8, "lang": "es"}),
            "heading_en": forms.TextInput(attrs={"lang": "en"}),
            "heading_es": forms.TextInput(attrs={"lang": "es"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind not in WITH_TEXT:
            del self.fields["text_en"], self.fields["text_es"]
        elif self.instance.kind == BlockKind.AUTHORED:
            for name in ("text_en", "text_es"):
                self.fields[name].help_text = _(
                    "A footnote stands where it is called: ^[text of the note]. [[code]] stands for the value of a "
                    "figure on record, with its source; in a footnote, for the value alone."
                )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("text_en", "text_es"):
            for words in unknown_in(data.get(name) or ""):
                self.add_error(name, words)
        return data


class ClashForm(forms.Form):
    """One field of a block that two people changed: whose text stands."""

    MINE, THEIRS, MERGED = "mine", "theirs", "merged"
    CHOICES = [(MINE, _("Keep your text")), (THEIRS, _("Keep the saved text")), (MERGED, _("Use the text in the box"))]

    mine = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    choice = forms.ChoiceField(label=_("Which text stands"), choices=CHOICES, widget=forms.RadioSelect)
    merged = forms.CharField(
        label=_("Both texts, to bring together by hand"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        strip=False,
    )

    def chosen(self) -> str | None:
        """The text to save; None where the saved one stands."""
        choice = self.cleaned_data["choice"]
        return None if choice == self.THEIRS else self.cleaned_data[choice]


class SectionForm(forms.Form):
    """A new authored section."""

    heading_en = forms.CharField(label=_("Heading in English"), max_length=250)
    heading_es = forms.CharField(label=_("Heading in Spanish"), max_length=250)


class NotesFilter(forms.Form):
    """Notes of one meeting, or under one objective."""

    event = forms.ChoiceField(label=_("Meeting"), required=False)
    objective = forms.ChoiceField(label=_("Objective"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        events: Any = self.fields["event"]
        objectives: Any = self.fields["objective"]
        rows = Event.objects.filter(note_tables__shared=True).distinct()
        events.choices = [("", _("All")), *((row.code, pick(row, "name")) for row in rows)]
        numbers = Objective.objects.all()
        objectives.choices = [("", _("All")), *((row.number, f"{row.number}. {pick(row, 'short')}") for row in numbers)]

    def narrow(self, rows: "QuerySet[NoteRow]") -> "QuerySet[NoteRow]":
        """The rows that fit; what cannot be understood narrows nothing."""
        self.is_valid()
        if event := self.cleaned_data.get("event"):
            rows = rows.filter(table__event__code=event)
        if objective := self.cleaned_data.get("objective"):
            rows = rows.filter(objectives=objective)
        return rows.order_by("-table__event__starts", "table", "order")


class CirculateForm(forms.Form):
    """Until when members may comment: the end of a day in San José."""

    comments_until = forms.DateField(label=_("Comments until"), widget=forms.DateInput(attrs={"type": "date"}))

    def instant(self) -> datetime:
        """23:59 in San José of the chosen day."""
        day: date = self.cleaned_data["comments_until"]
        return datetime.combine(day, time(23, 59), ZoneInfo(settings.SECRETARIAT_TIME_ZONE))


class BuildForm(forms.Form):
    """Which files to make of the new edition."""

    OUTPUTS = [
        ("en:pdf:letter", _("English, PDF, Letter")),
        ("es:pdf:letter", _("Spanish, PDF, Letter")),
        ("en:docx:letter", _("English, Word, Letter")),
        ("es:docx:letter", _("Spanish, Word, Letter")),
        ("en:pdf:a4", _("English, PDF, A4")),
        ("es:pdf:a4", _("Spanish, PDF, A4")),
        ("en:docx:a4", _("English, Word, A4")),
        ("es:docx:a4", _("Spanish, Word, A4")),
    ]
    outputs = forms.MultipleChoiceField(
        choices=OUTPUTS,
        label=_("Files"),
        initial=["en:pdf:letter", "es:pdf:letter"],
        widget=forms.CheckboxSelectMultiple,
    )
