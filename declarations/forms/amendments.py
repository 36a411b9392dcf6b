"""Shape of input on the words of a draft: amendments, what becomes of them, what delegations say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.seats import Seat
from common.i18n import current_language, pick
from declarations.actions.amendments import Wording
from declarations.actions.consolidation import Made
from declarations.enums import AmendmentStatus, Kind, Operation, Outcome, Stance
from declarations.models import Amendment, Decision, Draft, Paragraph
from declarations.queries.room import numbers_of, paragraphs_of

DATE = {"type": "date"}


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


class PositionForm(forms.Form):
    """What a delegation volunteers about a paragraph."""

    stance = forms.ChoiceField(label=pgettext_lazy("of a State", "Position"), choices=Stance.choices)
    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text=_("For a consultation."),
    )  # fmt: skip
    remark = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
