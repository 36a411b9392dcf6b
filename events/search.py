"""How events are narrowed down, the same on pages and in calendars."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Body
from accounts.seats import Seat
from common.forms import label_rows
from common.i18n import pick
from events.enums import EventKind
from events.models import Conclusion, Event
from events.models.conclusion import ConclusionQuerySet
from events.models.record import EventQuerySet

_REFERENCE = re.compile(r"(?<![\w.])\d{1,2}\.[a-z]{1,2}(?:\.[ivx]+)?(?![\w])", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
MOST_NAMED = 6


class EventSearch(forms.Form):
    """Words, kind, organ or working group, year. What cannot be understood narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *EventKind.choices])
    organ = forms.ModelChoiceField(
        Body.objects.filter(kind="organ"),
        label=_("Organ or working group"),
        required=False,
        to_field_name="code",
        empty_label=_("All"),
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2100)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        label_rows(self, "organ", lambda body: pick(body, "name"))
        self.fields["q"].widget = forms.TextInput(attrs={"type": "search"})

    def narrow(self, events: EventQuerySet) -> EventQuerySet:
        """The events that fit all that was chosen."""
        chosen = self.chosen()
        if words := chosen.get("q"):
            names = Q(name_en__icontains=words) | Q(name_es__icontains=words)
            places = Q(place_en__icontains=words) | Q(place_es__icontains=words)
            events = events.filter(names | places | Q(code__icontains=words))
        if kind := chosen.get("kind"):
            events = events.filter(kind=kind)
        if organ := chosen.get("organ"):
            part = Event.objects.filter(parts__body=organ)
            events = events.filter(Q(organ=organ) | Q(pk__in=part.values("pk")))
        if year := chosen.get("year"):
            events = events.filter(starts__year=year)
        return events

    def conclusions(self, lines: ConclusionQuerySet) -> ConclusionQuerySet:
        """Items whose reference is what was searched ("7.h"), or whose words hold it; none without a search."""
        words = self.chosen().get("q", "")
        if not words:
            return lines.none()
        exact = Q(reference__in=[words.strip().rstrip(".").lower(), *references_in(words)])
        return lines.filter(exact | Q(text_en__icontains=words) | Q(text_es__icontains=words)).exclude(reference="")

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return getattr(self, "cleaned_data", {})


def search_conclusions(form: EventSearch, lines: ConclusionQuerySet, limit: int = 30) -> list[Conclusion]:
    """The newest items that answer a search, at most `limit`."""
    return list(form.conclusions(lines).select_related("event").order_by("-event__starts", "order")[:limit])


def references_in(words: str) -> list[str]:
    """The numbers of items that a question names: "What happened to 7.h?" names 7.h."""
    return list(dict.fromkeys(found.lower() for found in _REFERENCE.findall(words)))


def named_in(words: str, seat: Seat) -> list[Conclusion]:
    """The items that a search names by number, those of the newest meeting first; a day in it chooses the meeting.

    No query for words that name none.
    """
    wanted = references_in(words)
    if not wanted:
        return []
    rows = Conclusion.objects.visible_to(seat).filter(reference__in=wanted)
    for written in _DAY.findall(words):
        try:
            day = date.fromisoformat(written)
        except ValueError:
            continue
        rows = rows.filter(event__starts__lte=day).filter(Q(event__ends__gte=day) | Q(event__starts=day))
    return list(rows.select_related("event").order_by("-event__starts", "order")[:MOST_NAMED])
