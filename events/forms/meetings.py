"""Shape of input on the Secretariat's pages of events."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.enums import COUNTRY_ROLES, Language
from accounts.models import Body, Country, Membership
from common.errors import Refused
from common.forms import label_rows
from common.i18n import pick, sort_by_name
from common.zones import ZONES, find_zone, label
from events import queries
from events.enums import LinkKind, NoteKind, PartRole
from events.models import Conclusion, Event, NoteTable
from events.verbs import VERBS

FACTS = [
    "kind", "name_en", "name_es", "es_unofficial", "organ", "series_en", "series_es", "ordinal", "starts", "ends",
    "time_zone", "mode", "place_en", "place_es", "languages", "interpretation", "level_en", "level_es", "purpose_en",
    "purpose_es", "audience", "agenda_status",
]  # fmt: skip
DATE = {"type": "date"}


class EventField(forms.ModelChoiceField):
    """One of the events, the newest first, by its code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Event.objects.order_by("-starts", "code"), to_field_name="code", **options)

    def label_from_instance(self, row: Any) -> str:
        return f"{pick(row, 'name')} ({row.starts or '–'})"


class ZoneField(forms.CharField):
    """A time zone, typed or chosen; what is no zone is answered with the nearest names."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}), **options)

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        if not written:
            return ""
        try:
            return find_zone(written)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: Any) -> Any:
        return label(value) if value in ZONES else value


class EventForm(forms.ModelForm):
    """The facts of an event; `version` is the one that was read, `reason` is asked for when the dates change."""

    time_zone = ZoneField(label=_("Time zone"), required=False, help_text=_("A place or an offset, like UTC−6."))
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("Why the dates change"), required=False, help_text=_("Kept in the history with the dates before.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Event
        fields = FACTS
        widgets = {
            "starts": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "ends": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            **{
                name: forms.Textarea(attrs={"rows": 3}) for name in ("level_en", "level_es", "purpose_en", "purpose_es")
            },
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        organ: Any = self.fields["organ"]
        organ.queryset = Body.objects.filter(kind="organ")
        label_rows(self, "organ", lambda body: pick(body, "name"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("starts") and values.get("ends") and values["ends"] < values["starts"]:
            self.add_error("ends", _("The last day is before the first."))
        return values

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS if name in self.changed_data}


class NewEventForm(EventForm):
    """An event in preparation."""

    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Stands in the address: letters, digits and hyphens.")
    )

    class Meta(EventForm.Meta):
        fields = ["code", "kind", "name_en", "name_es", "starts", "ends", "place_en", "place_es"]

    reason = None  # type: ignore[assignment]
    languages = None  # type: ignore[assignment]
    version = None  # type: ignore[assignment]
    time_zone = ZoneField(label=_("Time zone"), required=False, help_text=_("A place or an offset, like UTC−6."))

    def __init__(self, *args: Any, **options: Any) -> None:
        forms.ModelForm.__init__(self, *args, **options)


class PartForm(forms.Form):
    """A country or a body in a role."""

    role = forms.ChoiceField(label=_("Role"), choices=PartRole.choices)
    who = forms.ChoiceField(label=_("Country or body"))
    detail = forms.CharField(label=_("Detail"), required=False, max_length=300)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        who: Any = self.fields["who"]
        who.choices = [
            (_("Countries"), [(c.code, pick(c, "name")) for c in sort_by_name(Country.objects.all())]),
            (_("Bodies"), [(f"body:{b.code}", pick(b, "name")) for b in sort_by_name(Body.objects.all())]),
        ]

    def chosen(self) -> Country | Body:
        code = self.cleaned_data["who"]
        if code.startswith("body:"):
            return Body.objects.get(code=code.removeprefix("body:"))
        return Country.objects.get(code=code)


class LinkForm(forms.Form):
    """What an event answers: another event, or an item of its conclusions."""

    kind = forms.ChoiceField(label=_("Kind"), choices=LinkKind.choices)
    to = EventField(label=_("Event"))
    reference = forms.CharField(
        label=_("Conclusion"), required=False, max_length=20, help_text=_("Like 6.a; leave empty for the event itself.")
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Like “the summary”, where a part of it is meant.")
    )

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        to: Any = self.fields["to"]
        to.queryset = to.queryset.exclude(pk=event.pk)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        reference = (values.get("reference") or "").strip().rstrip(".").lower()
        if values.get("to") and reference:
            values["conclusion"] = Conclusion.objects.filter(event=values["to"], reference=reference).first()
            if values["conclusion"] is None:
                self.add_error("reference", _("This event has no conclusion with this number."))
        return values


THANKED = ("thanked_countries", "thanked_bodies")


class LineForm(forms.ModelForm):
    """What a line of the conclusions says of itself; its words can be corrected until they are published."""

    verbs = forms.MultipleChoiceField(
        label=_("What it does"),
        required=False,
        choices=[(verb.code, verb.label) for verb in VERBS],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Conclusion
        fields = ["text_en", "text_es", "es_unofficial", "verbs", "proposer_country", "proposer_body", "disposition",
            "thanked_countries", "thanked_bodies", "addressee_en", "addressee_es",
        ]  # fmt: skip
        labels = {
            "text_en": _("Text in English"),
            "text_es": _("Text in Spanish"),
            "es_unofficial": _("The Spanish text is an unofficial translation"),
            "proposer_country": _("Proposal of a country"),
            "proposer_body": _("Proposal of a body"),
        }
        help_texts = {"addressee_en": _("What is asked outside the Conference is recorded, not followed up.")}
        widgets = {
            **{name: forms.Textarea(attrs={"rows": 4, "lang": name[-2:]}) for name in ("text_en", "text_es")},
            **{name: forms.CheckboxSelectMultiple(attrs={"class": "grouped"}) for name in THANKED},
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("proposer_country", "proposer_body", *THANKED):
            label_rows(self, name, lambda row: pick(row, "name"))
        if "thank" in self.instance.verbs and (present := queries.took_part(self.instance.event)):
            self.fields[THANKED[-1]].help_text = _("Recorded as having taken part: %(names)s.") % {
                "names": "; ".join(present)
            }
        if self.instance.event.conclusions_public:
            for name in ("text_en", "text_es"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("text_en") and not values.get("text_es"):
            self.add_error("text_en", _("No item is ever dropped from the document."))
        return values


class PasteForm(forms.Form):
    """A document as it was written: pasted, or as a file."""

    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    text = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 16}), strip=False, max_length=400_000
    )
    file = forms.FileField(label=_("Or a file"), required=False, help_text=_("Word (.docx) or plain text, up to 5 MB."))
    replace = forms.BooleanField(label=_("Replace the agenda that is there"), required=False)


class NotetakerForm(forms.Form):
    """A person in a seat of a Member Country who is to take notes."""

    person = forms.ModelChoiceField(Membership.objects.none(), label=_("Person"))

    def __init__(self, event: Event, data: Any = None) -> None:
        super().__init__(data)
        person: Any = self.fields["person"]
        people = Membership.objects.active().filter(role__in=COUNTRY_ROLES).exclude(notes_of__event=event)
        person.queryset = people.select_related("user", "country").order_by("user__name", "role")
        person.empty_label = _("Choose")
        label_rows(self, "person", lambda row: f"{row.user.name}, {row.get_role_display()}, {row.place_name()}")


class NoteFilter(forms.Form):
    """Notes of a kind, of one source, or of one item of the agenda."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    source = forms.ChoiceField(label=_("Attributed to"), required=False)
    item = forms.ChoiceField(label=_("Item of the agenda"), required=False)

    def __init__(self, table: NoteTable, data: Any) -> None:
        super().__init__(data)
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("All kinds")), *NoteKind.choices]
        source: Any = self.fields["source"]
        self.named = queries.named_in(table)
        source.choices = [("", _("All")), *self.named]
        item: Any = self.fields["item"]
        self.noted = queries.items_noted(table)
        item.choices = [("", _("All")), *((str(one.pk), one.said()) for one in self.noted)]
        if not self.noted:
            del self.fields["item"]

    def narrow(self, rows: Any) -> Any:
        """The rows that fit; what cannot be understood narrows nothing."""
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if item := chosen.get("item"):
            rows = rows.filter(item=item)
        if source := chosen.get("source"):
            rows = rows.filter(pk__in=queries.rows_from(source).values("row"))
        return rows


class NoteHeadForm(forms.ModelForm):
    """The head of the form for notes; the time zone is the event's."""

    class Meta:
        model = NoteTable
        fields = ["date", "time", "notetakers"]
        widgets = {
            "date": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        help_texts = {"notetakers": _("Left empty, the persons named for the event are printed.")}
