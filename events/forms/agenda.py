"""Shape of input on the pages of an agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.seats import PUBLIC
from common.forms import label_rows
from common.i18n import pick
from events.enums import SlotOrder, SpeakerRole
from events.forms.meetings import DATE, PartForm
from events.models import AgendaDay, AgendaItem, Event
from practices.models import Practice
from sources.models import Source

RELATED = ("documents", "practices")


class DayForm(forms.ModelForm):
    class Meta:
        model = AgendaDay
        fields = ["date", "opens", "closes"]
        widgets = {
            "date": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "opens": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "closes": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }

    def validate_unique(self) -> None:
        """The hours of a day that is there already are changed."""


class ItemForm(forms.ModelForm):
    """One item of an agenda."""

    speakers = forms.CharField(
        label=_("Speakers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One to a line, as the document names them; another role before a colon, like “Moderator: …”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = AgendaItem
        fields = [
            "start", "end", "number", "kind", "title_en", "title_es", "es_unofficial", "section_en", "section_es",
            "notes_en", "notes_es", "session", "documents", "practices",
        ]  # fmt: skip
        widgets = {
            "start": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "end": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "notes_en": forms.Textarea(attrs={"rows": 2}),
            "notes_es": forms.Textarea(attrs={"rows": 2}),
            "documents": forms.CheckboxSelectMultiple(attrs={"class": "grouped"}),
            "practices": forms.CheckboxSelectMultiple(attrs={"class": "grouped"}),
        }

    def __init__(self, event: Event, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        session: Any = self.fields["session"]
        session.queryset = event.sessions.order_by("order")
        label_rows(self, "session", lambda row: f"{row.name}: {pick(row, 'title')}")
        practices: Any = self.fields["practices"]
        practices.queryset = Practice.objects.visible_to(PUBLIC)
        documents: Any = self.fields["documents"]
        documents.queryset = Source.objects.order_by("-date", "code")
        for name in RELATED:
            label_rows(self, name, lambda row: pick(row, "title"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("start") and values.get("end") and values["end"] <= values["start"]:
            self.add_error("end", _("The item ends before it starts."))
        if not values.get("title_en") and not values.get("title_es"):
            self.add_error("title_en", _("Give the item a title in one language at least."))
        return values

    def item_fields(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name not in RELATED}

    def related(self) -> dict[str, list[Any]]:
        """The documents and practices of the item."""
        return {name: list(self.cleaned_data[name]) for name in RELATED}


class SlotsForm(forms.Form):
    """In which items the members take the floor, in which order."""

    items = forms.ModelMultipleChoiceField(
        AgendaItem.objects.none(), label=_("Items"), widget=forms.CheckboxSelectMultiple
    )
    order = forms.ChoiceField(label=_("Order"), choices=SlotOrder.choices)

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        chosen: Any = self.fields["items"]
        chosen.queryset = AgendaItem.objects.filter(
            day__event=event, kind__in=("country_presentations", "presentation", "round_table", "discussion", "other")
        ).order_by("day__date", "order")
        label_rows(self, "items", lambda item: f"{item.start:%H:%M} {pick(item, 'title')}")


class FloorForm(PartForm):
    """Who is to have the floor in an item, in which role."""

    role = forms.ChoiceField(label=_("Role"), choices=SpeakerRole.choices)
    detail = forms.CharField(
        label=_("As the list words it"), required=False, max_length=250, help_text=_("Left empty, the name is said.")
    )
