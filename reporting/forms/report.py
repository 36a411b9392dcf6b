"""Shape of input on the pages of the regional report."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from objectives.models import Scheme
from reporting.enums import PUBLISHED_CHOICES, Audience
from reporting.models import Cycle, ReportBlock


class StartReportForm(forms.Form):
    """Which cycle, by which scheme, for whom."""

    cycle = forms.ModelChoiceField(Cycle.objects.all(), label=_("Cycle"), empty_label=None)
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


class SectionForm(forms.Form):
    """A new authored section."""

    heading_en = forms.CharField(label=_("Heading in English"), max_length=250)
    heading_es = forms.CharField(label=_("Heading in Spanish"), max_length=250)


class CirculateForm(forms.Form):
    """Until when members may comment: the end of a day in San José."""

    comments_until = forms.DateField(label=_("Comments until"), widget=forms.DateInput(attrs={"type": "date"}))

    def instant(self) -> datetime:
        """23:59 in San José of the chosen day."""
        day: date = self.cleaned_data["comments_until"]
        return datetime.combine(day, time(23, 59), ZoneInfo(settings.SECRETARIAT_TIME_ZONE))


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Your comment"), widget=forms.Textarea(attrs={"rows": 4}))


class BuildForm(forms.Form):
    """Which files to make of the new edition."""

    OUTPUTS = [
        ("en:pdf:letter", _("English, PDF, Letter")),
        ("es:pdf:letter", _("Spanish, PDF, Letter")),
        ("en:docx:letter", _("English, Word, Letter")),
        ("es:docx:letter", _("Spanish, Word, Letter")),
        ("en:pdf:a4", _("English, PDF, A4")),
        ("es:pdf:a4", _("Spanish, PDF, A4")),
    ]
    outputs = forms.MultipleChoiceField(
        choices=OUTPUTS,
        label=_("Files"),
        initial=["en:pdf:letter", "es:pdf:letter"],
        widget=forms.CheckboxSelectMultiple,
    )
