"""A whole agenda at once, as it was pasted: the items that it keeps stay the same rows, with all that hangs on them."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import other_language
from common.results import require
from events import rules
from events.actions.agenda import delete_item
from events.actions.floor import put_behind
from events.intake.agenda import ParsedAgenda, ParsedDay, ParsedItem
from events.intake.heirs import heirs, speaker_of
from events.intake.succession import Succession, compare, is_outdated, new_words
from events.models import AgendaDay, AgendaItem, AgendaSpeaker, Event
from events.trail import trail


@transaction.atomic
def store_agenda(
    *, event: Event, parsed: ParsedAgenda, language: str, replace: bool, by: Seat, seen: str | None = None
) -> Succession:
    """Keep a pasted agenda, the whole of it or nothing.

    An item that is known again stays the row that it was: session, documents, practices, notes, findings, the other
    language. `seen` is the mark of the losses that were shown, None where nobody was to look. Raises Refused while the
    text has errors, for an agenda that is not to be replaced, and for losses that were not shown.
    """
    require(rules.may_keep_events(by))
    if parsed.errors:
        raise Refused(_("Put right what is said above, then take the agenda in."))
    Event.objects.select_for_update(of=("self",)).only("pk").get(pk=event.pk)
    if not replace and AgendaItem.objects.filter(day__event=event).exists():
        raise Refused(_("There is an agenda already. Say that it is to be replaced."))
    found = compare(event, parsed, language)
    if seen is not None and seen != found.mark:
        raise Refused(_("What would not be carried over stands below. Look at it, then take the agenda in."))
    _remove(found, by)
    for day in parsed.days:
        _store_day(event, day, language)
    days = [day.date for day in parsed.days]
    AgendaDay.objects.filter(pk__in=_days_left(found, parsed)).exclude(date__in=days).delete()
    event.agenda_status = parsed.status
    event.time_zone = parsed.zone or event.time_zone
    event.agenda_rest = "\n".join(line.text for line in parsed.rest)
    event.save(update_fields=["agenda_status", "time_zone", "agenda_rest"])
    trail("event.agenda_taken_in", event, by=by, items=sum(len(day.items) for day in parsed.days))
    return found


def _remove(found: Succession, by: Seat) -> None:
    """Notes and findings stay with the meeting; the trail keeps the documents of an item."""
    for going in found.gone:
        delete_item(going.item, by)


def _days_left(found: Succession, parsed: ParsedAgenda) -> set[int]:
    """The days on which items stood."""
    known = [item.known for day in parsed.days for item in day.items if item.known]
    return {item.day_id for item in [*known, *(going.item for going in found.gone)]}


def _store_day(event: Event, parsed: ParsedDay, language: str) -> None:
    day, _created = AgendaDay.objects.update_or_create(
        event=event, date=parsed.date, defaults={"opens": parsed.opens, "closes": parsed.closes}
    )
    for order, item in enumerate(sorted(parsed.items, key=lambda item: item.start), start=1):
        if item.known:
            _renew(item.known, item, {"day": day, "order": order}, language)
        else:
            _add(item, {"day": day, "order": order}, language)


def _written(parsed: ParsedItem, language: str) -> dict[str, Any]:
    return {
        "start": parsed.start,
        "end": parsed.end,
        "number": parsed.number,
        "kind": parsed.kind,
        f"title_{language}": new_words(parsed, "title"),
        f"section_{language}": new_words(parsed, "section"),
        f"notes_{language}": new_words(parsed, "notes"),
    }


def _add(parsed: ParsedItem, place: dict[str, Any], language: str) -> None:
    fields = _written(parsed, language) | {"es_unofficial": language != "es"}
    item = AgendaItem.objects.create(**place, **fields)
    AgendaSpeaker.objects.bulk_create(
        speaker_of(item, order, one, None, language) for order, one in enumerate(parsed.speakers, start=1)
    )


def _renew(known: AgendaItem, parsed: ParsedItem, place: dict[str, Any], language: str) -> None:
    """The same row with the words of the text."""
    fields = place | _written(parsed, language)
    for name in ("title", "section", "notes"):
        if is_outdated(known, name, parsed, language):
            fields[f"{name}_{other_language(language)}"] = ""
    if language == "es" or fields.get("title_es") == "":
        fields["es_unofficial"] = language != "es"
    found, _left = heirs(known, parsed.speakers, language)
    AgendaItem.objects.filter(pk=known.pk).update(version=F("version") + 1, **fields)
    known.speakers.on_agenda().delete()
    put_behind(known, len(parsed.speakers))
    AgendaSpeaker.objects.bulk_create(
        speaker_of(known, order, one, heir, language)
        for order, (one, heir) in enumerate(zip(parsed.speakers, found, strict=True), start=1)
    )
