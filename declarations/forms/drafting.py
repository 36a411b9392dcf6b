"""Shape of input around a draft: how it begins, until when it is amended, its papers."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.seats import Seat
from common.dates import secretariat_zone
from common.forms import label_rows
from common.i18n import pick
from declarations.actions.drafts import Proposed
from declarations.enums import Origin, Output, Style
from declarations.models import Declaration, Draft
from declarations.queries import evidence
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
        record.queryset = Cycle.objects.real()
        label_rows(self, "earlier", lambda row: pick(row, "title"))
        label_rows(self, "record", lambda row: pick(row, "name"))
        event: Any = self.fields["event"]
        event.queryset = Event.objects.order_by("-starts")
        cycle: Any = self.fields["cycle"]
        cycle.queryset = Cycle.objects.real()
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
