"""What a careful reader notices in an agenda, said in words. Nothing of it forbids anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from common.dates import say_day, say_days
from common.i18n import current_language, pick
from events.enums import ItemKind
from events.models import AgendaDay, Event

Level = Literal["warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One remark: `level` "warning" for what does not fit together, "info" for what should only be known."""

    level: Level
    words: str


@dataclass(frozen=True)
class Slot:
    """An item as the check sees it; `countries` take the floor in it one after another."""

    start: time
    end: time | None
    title: str
    kind: str = ItemKind.OTHER
    countries: int = 0


@dataclass(frozen=True)
class DayPlan:
    date: date
    opens: time | None
    closes: time | None
    slots: tuple[Slot, ...]


def plan_of(days: Iterable[AgendaDay]) -> list[DayPlan]:
    """The stored agenda, as far as the check needs it; items and speakers should be prefetched."""
    return [
        DayPlan(
            day.date,
            day.opens,
            day.closes,
            tuple(
                Slot(item.start, item.end, pick(item, "title"), item.kind, len(_countries(item.speakers.all())))
                for item in day.items.all()
            ),
        )
        for day in days
    ]


def check_agenda(days: Sequence[DayPlan], event: Event | None = None) -> list[Finding]:
    """Findings in the reader's language, warnings first. With an event, its days are asked for too."""
    found: list[Finding] = _elsewhere(days, event) if event else []
    for day in days:
        if day.slots:
            found += _announced(day)
            found += _sequence(day)
    found += _country_time([slot for day in days for slot in day.slots])
    for day in days:
        found += [
            Finding("info", _("%(day)s: “%(item)s” has no end") % {"day": _day(day.date), "item": slot.title})
            for slot in day.slots
            if slot.end is None
        ]
    return sorted(found, key=lambda finding: finding.level != "warning")


def _elsewhere(days: Sequence[DayPlan], event: Event) -> list[Finding]:
    """Days on which the event does not take place."""
    if event.starts is None:
        return []
    last = event.ends or event.starts
    words = _("%(day)s is not a day of the event (%(days)s)")
    return [
        Finding("warning", words % {"day": say_day(day.date), "days": say_days(event.starts, last)})
        for day in days
        if not event.starts <= day.date <= last
    ]


def _announced(day: DayPlan) -> list[Finding]:
    """The announced hours against the first and the last moment of the items."""
    first = min(slot.start for slot in day.slots)
    last = max(slot.end or slot.start for slot in day.slots)
    values = {
        "day": _day(day.date),
        "first": _time(first),
        "last": _time(last),
        "opens": _time(day.opens),
        "closes": _time(day.closes),
    }
    found = []
    if (day.opens and first < day.opens) or (day.closes and last > day.closes):
        if day.opens and day.closes:
            words = _("%(day)s: items from %(first)s to %(last)s fall outside the announced %(opens)s-%(closes)s")
        elif day.opens:
            words = _("%(day)s: announced from %(opens)s, first item at %(first)s")
        else:
            words = _("%(day)s: announced until %(closes)s, last item until %(last)s")
        found.append(Finding("warning", words % values))
    if day.opens and first > day.opens:
        found.append(Finding("warning", _("%(day)s: announced from %(opens)s, first item at %(first)s") % values))
    if day.closes and last < day.closes:
        found.append(Finding("warning", _("%(day)s: announced until %(closes)s, last item until %(last)s") % values))
    return found


def _sequence(day: DayPlan) -> list[Finding]:
    """Gaps and overlaps between the items of a day. After an item without an end neither can be known."""
    found = []
    before: Slot | None = None
    for slot in sorted(day.slots, key=lambda slot: (slot.start, slot.end or time.max)):
        if before and before.end and slot.start < before.end:
            values = {"day": _day(day.date), "one": before.title, "other": slot.title}
            found.append(Finding("warning", _("%(day)s: “%(one)s” and “%(other)s” overlap") % values))
        elif before and before.end and slot.start > before.end:
            values = {"day": _day(day.date), "from": _time(before.end), "until": _time(slot.start)}
            found.append(Finding("warning", _("%(day)s: nothing is planned between %(from)s and %(until)s") % values))
        if before is None or before.end is None or slot.end is None or slot.end > before.end:
            before = slot
    return found


def _country_time(slots: Sequence[Slot]) -> list[Finding]:
    """Minutes for each country, panel by panel, where they differ."""
    panels = [_minutes(slot) / slot.countries for slot in slots if slot.countries > 1 and slot.end]
    if len({round(minutes, 1) for minutes in panels}) < 2:
        return []
    places = [_("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("sixth")]
    parts = []
    for number, minutes in enumerate(panels):
        place = places[number] if number < len(places) else str(number + 1)
        words = _("%(minutes)s on the %(place)s") if number else _("%(minutes)s minutes on the %(place)s panel")
        parts.append(words % {"minutes": f"{minutes:.1f}".removesuffix(".0"), "place": place})
    return [Finding("info", _("country time is unequal: %(panels)s") % {"panels": ", ".join(parts)})]


def _countries(speakers: Iterable[object]) -> list[object]:
    """Who speaks for a country alone, not for a body of it."""
    return [s for s in speakers if getattr(s, "country_id", None) and not getattr(s, "body_id", None)]


def _minutes(slot: Slot) -> int:
    end = slot.end or slot.start
    return (end.hour - slot.start.hour) * 60 + end.minute - slot.start.minute


def _day(on: date) -> str:
    return format_date(on, "j F" if current_language() == "en" else r"j \d\e F")


def _time(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""
