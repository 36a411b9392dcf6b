"""Shape of input on the pages of commitments."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import BodyKind
from accounts.models import Body, Country
from commitments.enums import Fund, Position, Progress, Readers, Receipt
from commitments.models import Commitment, Paper, PaperStatement, StatusNote
from common.dates import today
from common.forms import label_rows
from common.i18n import pick, sort_by_name
from sources.models import Source

DATE = {"type": "date"}
Who = Country | Body


def key_of(who: Who) -> str:
    return f"country:{who.code}" if isinstance(who, Country) else f"body:{who.code}"


class WhoField(forms.MultipleChoiceField):
    """Countries and bodies, several at once; `cleaned_data` holds the rows. Two queries for any number of fields."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple(attrs={"class": "grouped"}), **options)
        self.rows: dict[str, Who] = {}

    def fill(self, countries: list[Country], bodies: list[Body]) -> None:
        organs = [body for body in bodies if body.kind == BodyKind.ORGAN]
        others = [body for body in bodies if body.kind != BodyKind.ORGAN]
        everybody: list[Who] = [*countries, *bodies]
        self.rows = {key_of(who): who for who in everybody}
        groups: list[tuple[Any, Iterable[Who]]] = [
            (_("Organs and working groups"), organs), (_("Countries"), countries), (_("Other bodies"), others),
        ]  # fmt: skip
        self.choices = [(name, [(key_of(who), pick(who, "name")) for who in rows]) for name, rows in groups]

    def clean(self, value: Any) -> Any:
        return [self.rows[key] for key in super().clean(value)]


class DueForm(forms.Form):
    """Whose a commitment is, who supports it, and its date as worded. `initial` may hold rows for `WhoField`s."""

    owners = WhoField(label=_("Owners"), required=False)
    supporters = WhoField(label=_("With the support of"), required=False)
    due = forms.DateField(
        label=_("Indicative date"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    due_words_en = forms.CharField(
        label=_("Date as worded (English)"),
        required=False,
        max_length=120,
        help_text=_("Like “first quarter of 2022”, where the document gives no day."),
    )
    due_words_es = forms.CharField(label=_("Date as worded (Spanish)"), required=False, max_length=120)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        countries, bodies = sort_by_name(Country.objects.all()), sort_by_name(Body.objects.all())
        for name in ("owners", "supporters"):
            field: Any = self.fields[name]
            field.fill(countries, bodies)
            self.initial[name] = [key_of(who) for who in self.initial.get(name, ())]

    def dates(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("due", "due_words_en", "due_words_es")}


class CommitmentForm(DueForm):
    """What can be changed of a commitment that was made; `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, commitment: Commitment, data: Any = None) -> None:
        stored = {name: getattr(commitment, name) for name in ("due", "due_words_en", "due_words_es", "version")}
        parties = {
            "owners": [one.who for one in commitment.owners],
            "supporters": [one.who for one in commitment.supporters],
        }
        super().__init__(data, initial=stored | parties)


class NoteForm(forms.ModelForm):
    """What became of a commitment on a day, with the evidence."""

    address = forms.URLField(label=_("Evidence: an address"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = StatusNote
        fields = ["on", "status", "text_en", "text_es", "until_en", "until_es", "country", "source", "address"]
        labels = {"country": _("Statement of a Member Country"), "source": _("Evidence: a source on record")}
        help_texts = {
            "on": _("The day that the note speaks of."),
            "until_en": _("Like “first quarter of 2022”, where more time is needed."),
            "country": _("Only where a member said so itself; Member Countries alone read it."),
        }
        widgets = {
            "on": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "text_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
            "text_es": forms.Textarea(attrs={"rows": 3, "lang": "es"}),
        }

    def __init__(self, commitment: Commitment, data: Any = None) -> None:
        super().__init__(data, initial={"on": today(), "status": commitment.status})
        if commitment.is_pledge:
            del self.fields["country"]
        else:
            members: Any = self.fields["country"]
            members.queryset = Country.objects.members()
            label_rows(self, "country", lambda row: pick(row, "name"))
        sources: Any = self.fields["source"]
        sources.queryset = Source.objects.order_by("-date", "code")
        label_rows(self, "source", lambda row: pick(row, "title"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("on") and values["on"] > today():
            self.add_error("on", _("A note speaks of a day that has come."))
        if values.get("status") == Progress.SET_ASIDE and not (values.get("text_en") or values.get("text_es")):
            self.add_error("text_en", _("Say why it is set aside."))
        return values


class PledgeForm(forms.ModelForm):
    """The words of a country's pledge and its date; `version` is the one that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Commitment
        fields = ["text_en", "text_es", "objectives", "principles", "due", "due_words_en", "due_words_es"]
        widgets = {
            "objectives": forms.CheckboxSelectMultiple(attrs={"class": "grouped"}),
            "principles": forms.CheckboxSelectMultiple(attrs={"class": "grouped"}),
            "text_en": forms.Textarea(attrs={"rows": 6, "lang": "en", "maxlength": 3000}),
            "text_es": forms.Textarea(attrs={"rows": 6, "lang": "es", "maxlength": 3000}),
            "due": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        }
        help_texts = {"due_words_en": _("Like “first quarter of 2022”, where the document gives no day.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["version"] = self.instance.version
        label_rows(self, "objectives", lambda row: f"{row.number} · {pick(row, 'short')}")
        label_rows(self, "principles", lambda row: f"{row.letter} · {pick(row, 'title')}")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("text_en", "").strip() and not values.get("text_es", "").strip():
            self.add_error("text_en", _("Write the pledge in one language at least."))
        return values

    def words(self) -> dict[str, Any]:
        """The words and the date of the pledge, with the objectives and principles it serves as lists."""
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return values | {name: list(values[name]) for name in ("objectives", "principles")}


class PublishForm(forms.Form):
    """Who is to read a pledge."""

    readers = forms.ChoiceField(
        label=_("Who reads it"), choices=[(Readers.PUBLIC, _("The public")), (Readers.MEMBERS, _("Member Countries"))]
    )


class PaperForm(forms.ModelForm):
    """A document that an organ is to take up."""

    class Meta:
        model = Paper
        fields = [
            "code", "kind", "title_en", "title_es", "es_unofficial", "group", "source", "address_en", "address_es",
        ]  # fmt: skip
        help_texts = {"code": _("Stands in the address: letters, digits and hyphens.")}
        field_classes = {"code": forms.SlugField}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups: Any = self.fields["group"]
        groups.queryset = Body.objects.filter(kind=BodyKind.ORGAN)
        label_rows(self, "group", lambda row: pick(row, "name"))
        label_rows(self, "source", lambda row: pick(row, "title"))
        for name in ("address_en", "address_es"):
            self.fields[name] = forms.URLField(
                label=self.fields[name].label, required=False, max_length=500, assume_scheme="https"
            )


class StatementForm(forms.ModelForm):
    """What a member says of a document. A focal point speaks for the own country; the Secretariat names the member."""

    class Meta:
        model = PaperStatement
        fields = ["country", "position", "on", "until_en", "until_es", "text_en", "text_es", "source"]
        labels = {"country": _("Member Country"), "source": _("Source")}
        help_texts = {"until_en": _("Like “first quarter of 2022”, where more time is needed.")}
        widgets = {
            "on": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "text_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
            "text_es": forms.Textarea(attrs={"rows": 3, "lang": "es"}),
        }

    def __init__(self, own: Country | None, data: Any = None) -> None:
        super().__init__(data, initial={"on": today(), "position": Position.NEEDS_TIME})
        if own:
            del self.fields["country"], self.fields["source"]
            return
        members: Any = self.fields["country"]
        members.queryset = Country.objects.members()
        label_rows(self, "country", lambda row: pick(row, "name"))
        label_rows(self, "source", lambda row: pick(row, "title"))


class ContributionForm(forms.Form):
    """What was received of a member for one year; what is recorded already is changed."""

    country = forms.ModelChoiceField(Country.objects.none(), label=_("Member Country"))
    fund = forms.ChoiceField(label=_("Contribution to"), choices=Fund.choices)
    year = forms.IntegerField(label=_("Year"), min_value=1996, max_value=2100)
    receipt = forms.ChoiceField(label=_("Recorded as"), choices=Receipt.choices)
    received_on = forms.DateField(
        label=_("Received on"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, year: int, data: Any = None) -> None:
        super().__init__(data, initial={"year": year, "receipt": Receipt.RECEIVED})
        members: Any = self.fields["country"]
        members.queryset = Country.objects.members()
        label_rows(self, "country", lambda row: pick(row, "name"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("receipt") == Receipt.NOT_YET and values.get("received_on"):
            self.add_error("received_on", _("A day is recorded for what was received."))
        return values
