"""Shape of input in the declaration room."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import BodyKind, Language
from accounts.models import Body, Country
from accounts.seats import Seat
from common.dates import secretariat_zone
from common.forms import label_rows
from common.i18n import current_language, pick
from declarations.actions.adoption import Occasion
from declarations.actions.amendments import Wording
from declarations.actions.consolidation import Made
from declarations.actions.drafts import Proposed
from declarations.enums import AmendmentStatus, Kind, Operation, Origin, Outcome, Output, Stance, Style
from declarations.models import Amendment, Decision, Declaration, Draft, Paragraph
from declarations.queries import evidence
from declarations.queries.room import numbers_of, paragraphs_of
from events.models import Event
from publications.enums import Format
from reporting.models import Cycle

DATE = {"type": "date"}


class StartForm(forms.Form):
    """A new declaration: what it belongs to, its style, and what its zero draft is made from."""

    title_en = forms.CharField(label=_("Title (English)"), max_length=250)
    title_es = forms.CharField(label=_("Title (Spanish)"), max_length=250)
    event = forms.ModelChoiceField(Event.objects.none(), label=_("Meeting"), required=False)
    cycle = forms.ModelChoiceField(
        Cycle.objects.none(), label=_("Cycle"), required=False, help_text=_("A meeting, a cycle, or both.")
    )
    style = forms.ChoiceField(label=_("Style"), choices=Style.choices, initial=Style.RCM)
    source_language = forms.ChoiceField(
        label=_("Language it is drafted in"), choices=Language.choices, initial=Language.SPANISH
    )

    origin = forms.ChoiceField(
        label=_("What it begins with"), choices=Origin.choices, initial=Origin.BLANK, widget=forms.RadioSelect
    )
    earlier = forms.ModelChoiceField(Declaration.objects.none(), label=_("Earlier declaration"), required=False)
    record = forms.ModelChoiceField(Cycle.objects.none(), label=_("Cycle whose record it is made from"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        earlier: Any = self.fields["earlier"]
        earlier.queryset = Declaration.objects.all()
        record: Any = self.fields["record"]
        record.queryset = Cycle.objects.all()
        label_rows(self, "earlier", lambda row: pick(row, "title"))
        label_rows(self, "record", lambda row: pick(row, "name"))
        event: Any = self.fields["event"]
        event.queryset = Event.objects.order_by("-starts")
        cycle: Any = self.fields["cycle"]
        cycle.queryset = Cycle.objects.all()
        label_rows(self, "event", lambda row: pick(row, "name"))
        label_rows(self, "cycle", lambda row: pick(row, "name"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("event") and not values.get("cycle"):
            self.add_error("cycle", _("Choose the meeting or the cycle that the declaration belongs to."))
        for origin in (Origin.EARLIER, Origin.RECORD):
            if values.get("origin") == origin and not values.get(origin.value):
                self.add_error(origin.value, _("Choose what the draft begins with."))
        return values

    def paragraphs(self, seat: Seat) -> list[Proposed]:
        """What the zero draft begins with."""
        values = self.cleaned_data
        if values["origin"] == Origin.EARLIER:
            return evidence.earlier(values["earlier"].drafts.order_by("number").last())
        if values["origin"] == Origin.RECORD:
            return evidence.from_record(style=values["style"], cycle_code=values["record"].code, seat=seat)
        return evidence.blank(values["style"])

    def facts(self) -> dict[str, Any]:
        names = ("title_en", "title_es", "event", "cycle", "style", "source_language")
        return {name: self.cleaned_data[name] for name in names}


class UntilForm(forms.Form):
    """Until when amendments are taken: the end of a day in San José, or an hour of it."""

    until = forms.DateField(label=_("Amendments until"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    hour = forms.TimeField(label=_("Hour in San José"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def instant(self) -> datetime:
        day: date = self.cleaned_data["until"]
        return datetime.combine(day, self.cleaned_data["hour"] or time(23, 59), secretariat_zone())


def reader_first(form: forms.Form) -> None:
    """Put the box of the reader's language before the other one."""
    if current_language() == "es" and {"text_en", "text_es"} <= set(form.fields):
        other = {"text_en": "text_es", "text_es": "text_en"}
        form.order_fields([other.get(name, name) for name in form.fields])


class WordingForm(forms.Form):
    """The words of an amendment, and why; `version` is the one that was read."""

    text_en = forms.CharField(
        label=_("The paragraph as it should read, in English"), required=False,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "en"}),
    )  # fmt: skip
    text_es = forms.CharField(
        label=_("The paragraph as it should read, in Spanish"), required=False,
        widget=forms.Textarea(attrs={"rows": 6, "lang": "es"}),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        reader_first(self)

    def wording(self) -> Wording:
        return Wording(*(self.cleaned_data[name] for name in ("text_en", "text_es", "reason")))


class AmendmentForm(WordingForm):
    """A new amendment: to a paragraph, to another amendment, or a new paragraph."""

    operation = forms.ChoiceField(label=_("What is proposed"), choices=Operation.choices, initial=Operation.REPLACE)
    paragraph = forms.ChoiceField(label=_("Paragraph"), required=False)
    after = forms.ChoiceField(label=_("Stands after"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, required=False, initial=Kind.OPERATIVE)
    merges = forms.MultipleChoiceField(label=_("Brings together"), required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ["operation", "paragraph", "after", "kind", "text_en", "text_es", "reason", "merges"]

    def __init__(self, draft: Draft, seat: Seat, to: Amendment | None, asked: Any, data: Any = None) -> None:
        rows = paragraphs_of(draft)
        self.rows = {str(row.identity): row for row in rows}
        chosen = to.paragraph if to else self.rows.get(asked.get("paragraph", ""))
        operation = asked.get("operation", "")
        super().__init__(data, initial=self._first(chosen, to, operation))
        numbers = numbers_of(draft, rows)
        places = [(str(row.identity), f"{numbers[row.identity].handle}: {pick(row, 'text')[:50]}") for row in rows]
        first: Any = ("", _("At the beginning"))
        for name, choices in (("paragraph", [("", "–"), *places]), ("after", [first, *places])):
            field: Any = self.fields[name]
            field.choices = choices
        merged = draft.amendments.filter(status=AmendmentStatus.TABLED, country__isnull=False).select_related("country")
        self.merged = {str(row.pk): row for row in merged} if seat.is_desk else {}
        merges: Any = self.fields["merges"]
        merges.choices = [
            (key, row.label) for key, row in self.merged.items() if chosen is None or row.paragraph_id == chosen.pk
        ]
        hidden = [] if merges.choices else ["merges"]
        if to:
            hidden += ["operation", "paragraph", "after", "kind"]
        elif operation in (Operation.REPLACE, "") and chosen:
            hidden += ["after", "kind"]
        for name in hidden:
            del self.fields[name]

    def _first(self, chosen: Paragraph | None, to: Amendment | None, operation: str) -> dict[str, Any]:
        """What stands in the boxes: the words that are to be amended."""
        words = to or (chosen if operation in (Operation.REPLACE, "") else None)
        return {
            "operation": operation or Operation.REPLACE,
            "paragraph": str(chosen.identity) if chosen else "",
            "after": str(chosen.identity) if chosen else "",
            "text_en": words.text_en if words else "",
            "text_es": words.text_es if words else "",
        }

    def _is_kept(self, name: str) -> bool:
        return str(self.cleaned_data[name]).strip() == str(self.initial[name]).strip()

    def said(self) -> dict[str, Any]:
        """The arguments of the action. A language left as it stood says nothing."""
        values = self.cleaned_data
        operation = values.get("operation") or Operation.REPLACE
        wording = self.wording()
        if operation == Operation.REPLACE:
            said = ["" if self._is_kept(name) else self.cleaned_data[name] for name in ("text_en", "text_es")]
            wording = Wording(said[0], said[1], wording.reason) if any(said) else wording
        return {
            "operation": operation,
            "wording": wording,
            "paragraph": self.rows.get(values.get("paragraph", "")),
            "after": self.rows.get(values.get("after", "")),
            "kind": values.get("kind", ""),
            "merges": [self.merged[key] for key in values.get("merges", [])],
        }


class DecisionForm(forms.Form):
    """What becomes of an amendment. The texts count when it is taken with changes."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect)
    text_en = forms.CharField(
        label=_("The paragraph with the changes, in English"), required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "en"}),
    )  # fmt: skip
    text_es = forms.CharField(
        label=_("The paragraph with the changes, in Spanish"), required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "es"}),
    )  # fmt: skip
    into = forms.ChoiceField(label=_("Subsumed in"), required=False)
    remark = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, amendment: Amendment, stored: Decision | None, others: list[Amendment], data: Any = None
    ) -> None:
        words = stored if stored and stored.outcome == Outcome.MODIFIED else amendment
        first = {
            "outcome": stored.outcome if stored else "",
            "text_en": words.text_en,
            "text_es": words.text_es,
            "into": str(stored.into_id) if stored and stored.into_id else "",
            "remark": stored.remark if stored else "",
            "version": stored.version if stored else 0,
        }
        super().__init__(data, initial=first)
        self.others = {str(row.pk): row for row in others}
        field: Any = self.fields["into"]
        field.choices = [("", "–"), *((key, f"{row.label}, {row.who}") for key, row in self.others.items())]
        reader_first(self)
        if not amendment.has_words:
            del self.fields["text_en"], self.fields["text_es"]

    def made(self) -> Made:
        values = self.cleaned_data
        texts = (values.get("text_en", ""), values.get("text_es", ""))
        return Made(values["outcome"], *texts, self.others.get(values["into"]), values["remark"])


class OutputForm(forms.Form):
    """A paper of a draft, in a language and a format; `against` is the number of the draft to compare with."""

    what = forms.ChoiceField(label=_("Document"), choices=Output.choices)
    against = forms.TypedChoiceField(label=_("Compared with"), required=False, coerce=int, empty_value=None)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    format = forms.ChoiceField(label=_("Format"), choices=Format.choices)

    def __init__(self, drafts: Sequence[Draft], draft: Draft, data: Any = None) -> None:
        super().__init__(data)
        others = [one for one in drafts if one.pk != draft.pk]
        field: Any = self.fields["against"]
        field.choices = [("", "–"), *((one.number, one.name) for one in others)]
        if not others:
            what: Any = self.fields["what"]
            what.choices = [choice for choice in Output.choices if choice[0] != Output.REDLINE]
            del self.fields["against"]


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


class PositionForm(forms.Form):
    """What a delegation volunteers about a paragraph."""

    stance = forms.ChoiceField(label=pgettext_lazy("of a State", "Position"), choices=Stance.choices)
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text=_("For a consultation."),
    )  # fmt: skip
    remark = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
