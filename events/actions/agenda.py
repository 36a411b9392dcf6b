"""Writing an agenda: days, items, the slots of the countries, and a whole agenda at once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Country, PresidencyTerm, dated
from accounts.seats import Seat
from common.dates import today
from common.errors import Refused
from common.i18n import LANGUAGES, current_language, other_language, pick, sort_by_name
from common.results import require
from events import rules
from events.actions.events import save_row
from events.actions.floor import put_behind
from events.actions.item_documents import remove_document
from events.enums import ItemKind, SlotOrder, SpeakerRole
from events.intake.agenda import ParsedAgenda, ParsedDay, ParsedItem
from events.models import AgendaDay, AgendaItem, AgendaSpeaker, Event, Finding, NoteRow
from events.trail import trail


@transaction.atomic
def save_day(*, event: Event, on: date, opens: time | None, closes: time | None, by: Seat) -> AgendaDay:
    """Announce the hours of a day; the day is made when it is new. Raises Refused for hours the wrong way round."""
    require(rules.may_keep_events(by))
    if opens and closes and closes <= opens:
        raise Refused(_("The day ends before it starts."))
    day, _created = AgendaDay.objects.update_or_create(
        event=event, date=on, defaults={"opens": opens, "closes": closes}
    )
    trail("event.day_saved", event, by=by, day=on.isoformat())
    return day


@transaction.atomic
def add_item(
    *,
    day: AgendaDay,
    by: Seat,
    speakers: str = "",
    related: Mapping[str, Iterable[Any]] | None = None,
    **fields: Any,
) -> AgendaItem:
    """A new item with its documents and practices; the items of the day stand in the order of their hours."""
    require(rules.may_keep_events(by))
    last = day.items.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem.objects.create(day=day, order=last + 1, **fields)
    _relate(item, related)
    _word_speakers(item, speakers)
    _sort(day)
    trail("event.item_added", day.event, by=by, item=str(item.pk))
    return item


@transaction.atomic
def save_item(
    *,
    item: AgendaItem,
    fields: dict[str, Any],
    version: int,
    by: Seat,
    speakers: str | None = None,
    related: Mapping[str, Iterable[Any]] | None = None,
) -> AgendaItem:
    """Change an item; `speakers` one to a line, None leaves them; `related` are its documents and practices.

    Raises Conflict when `version` is stale.
    """
    require(rules.may_keep_events(by))
    save_row(item, fields, version)
    _relate(item, related)
    if speakers is not None and speakers != spoken(item):
        _word_speakers(item, speakers)
    _sort(item.day)
    trail("event.item_saved", item.day.event, by=by, item=str(item.pk), fields=sorted(fields))
    return item


def _relate(item: AgendaItem, related: Mapping[str, Iterable[Any]] | None) -> None:
    for name, rows in (related or {}).items():
        getattr(item, name).set(rows)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Seat) -> None:
    """Take an item out; the trail keeps its hours and title, and its documents."""
    require(rules.may_keep_events(by))
    trail("event.item_removed", item.day.event, by=by, item=str(item))
    _delete(item, by)


@transaction.atomic
def fill_slots(*, event: Event, items: Sequence[AgendaItem], order: str, by: Seat) -> None:
    """Give the members the floor in these items, in an order, as evenly as it goes: the first items get one more.

    What was entered as speakers of these items before is replaced. Raises Refused without items.
    """
    require(rules.may_keep_events(by))
    if not items:
        raise Refused(_("Choose at least one item."))
    countries = in_order(event, order)
    size, more = divmod(len(countries), len(items))
    place = 0
    for number, item in enumerate(items):
        count = size + (number < more)
        item.speakers.on_agenda().delete()
        put_behind(item, count)
        AgendaSpeaker.objects.bulk_create(
            AgendaSpeaker(item=item, order=at, country=country)
            for at, country in enumerate(countries[place : place + count], start=1)
        )
        place += count
        save_row(item, {"kind": ItemKind.COUNTRY_PRESENTATIONS}, item.version)
    trail("event.slots_filled", event, by=by, order=order, items=[str(item.pk) for item in items])


def in_order(event: Event, order: str) -> list[Country]:
    """The members on the event's first day, in an order of `SlotOrder`."""
    on = event.starts or today()
    # What is not on record is of the demonstration, where no State takes the floor.
    placeholders = settings.DEMONSTRATION and event.source_id is None
    language = order if order in (SlotOrder.ENGLISH, SlotOrder.SPANISH) else current_language()
    found = sort_by_name(Country.objects.members(on).filter(is_placeholder=placeholders), language)
    if order == SlotOrder.PROTOCOL:
        holders = set(PresidencyTerm.objects.filter(dated(on)).values_list("country", flat=True))
        found.sort(key=lambda country: country.pk not in holders)
    return found


@transaction.atomic
def store_agenda(*, event: Event, parsed: ParsedAgenda, language: str, replace: bool, by: Seat) -> None:
    """Keep a pasted agenda, the whole of it or nothing; notes and documents stay at the items that it has, too.

    Raises Refused while the text has errors, and when there is an agenda that is not to be replaced.
    """
    require(rules.may_keep_events(by))
    if parsed.errors:
        raise Refused(_("Put right what is said above, then take the agenda in."))
    before = _known_items(event, language)
    if before and not replace:
        raise Refused(_("There is an agenda already. Say that it is to be replaced."))
    for day in parsed.days:
        _store_day(event, day, language)
    _replace(event, before, language, by)
    event.agenda_status = parsed.status
    event.time_zone = parsed.zone or event.time_zone
    event.agenda_rest = "\n".join(line.text for line in parsed.rest)
    event.save(update_fields=["agenda_status", "time_zone", "agenda_rest"])
    trail("event.agenda_taken_in", event, by=by, items=sum(len(day.items) for day in parsed.days))


Known = dict[tuple[object, ...], AgendaItem]
"""Items by that which makes them known again in another agenda."""


def _known_items(event: Event, language: str, but: Known | None = None) -> Known:
    """The items by day, title and which of that title on the day: there may be two coffee breaks."""
    items = AgendaItem.objects.filter(day__event=event).exclude(pk__in=[item.pk for item in (but or {}).values()])
    found: Known = {}
    met: Counter[tuple[object, ...]] = Counter()
    for item in items.select_related("day").order_by("day__date", "order"):
        named = (item.day.date, pick(item, "title", language).casefold())
        met[named] += 1
        found[*named, met[named]] = item
    return found


def _replace(event: Event, before: Known, language: str, by: Seat) -> None:
    """What was said in an item and what is to be read for it go over to the item that is known as the same."""
    after = _known_items(event, language, but=before)
    for known, item in before.items():
        same = after.get(known)
        for rows in (NoteRow.objects, Finding.objects):
            rows.filter(item=item).update(item=same)
        if same:
            item.papers.update(item=same)
        _delete(item, by)


def _delete(item: AgendaItem, by: Seat) -> None:
    """Take an item out of the database; the trail keeps the documents that stood at it."""
    for paper in item.papers.all():
        remove_document(paper=paper, by=by)
    item.delete()


def _store_day(event: Event, parsed: ParsedDay, language: str) -> None:
    day, _created = AgendaDay.objects.update_or_create(
        event=event, date=parsed.date, defaults={"opens": parsed.opens, "closes": parsed.closes}
    )
    for order, item in enumerate(sorted(parsed.items, key=lambda item: item.start), start=1):
        _store_item(day, order, item, language)


def _store_item(day: AgendaDay, order: int, parsed: ParsedItem, language: str) -> None:
    item = AgendaItem.objects.create(
        day=day,
        order=order,
        start=parsed.start,
        end=parsed.end,
        number=parsed.number,
        kind=parsed.kind,
        es_unofficial=language != "es",
        **{
            f"title_{language}": parsed.title[:400],
            f"section_{language}": parsed.section[:200],
            f"notes_{language}": "\n".join(parsed.notes),
        },
    )
    AgendaSpeaker.objects.bulk_create(
        AgendaSpeaker(
            item=item,
            order=place,
            country=speaker.who.country,
            body=speaker.who.body,
            # A country alone is said in either language; other words stay as they were written.
            **{f"words_{language}": "" if speaker.who.country and not speaker.who.body else speaker.words[:250]},
        )
        for place, speaker in enumerate(parsed.speakers, start=1)
    )


def spoken(item: AgendaItem) -> str:
    """The speakers whom the agenda names, one to a line, as the form shows them."""
    return "\n".join(speaker.with_role() for speaker in item.speakers.on_agenda())


def _word_speakers(item: AgendaItem, lines: str) -> None:
    """Speakers as they were typed: a line that stood there before keeps whom it means and its other language."""
    language = current_language()
    known = {speaker.with_role(): speaker for speaker in item.speakers.on_agenda().select_related("country", "body")}
    item.speakers.on_agenda().delete()
    typed = list(filter(None, map(str.strip, lines.splitlines())))
    put_behind(item, len(typed))
    for order, line in enumerate(typed, start=1):
        before = known.get(line)
        if before:
            before.pk, before.order = None, order
            before.save(force_insert=True)
            continue
        role, said = role_in(line)
        words = {f"words_{language}": said[:250], f"words_{other_language(language)}": ""}
        AgendaSpeaker.objects.create(item=item, order=order, role=role, **words)


def role_in(line: str) -> tuple[str, str]:
    """The role that a line names before a colon, in either language, and the words behind it: "Moderator: IOM"."""
    before, colon, after = line.partition(":")
    for language in LANGUAGES:
        with override(language):
            named = {str(role.label).casefold(): role for role in SpeakerRole}
        if colon and after.strip() and before.strip().casefold() in named:
            return named[before.strip().casefold()], after.strip()
    return SpeakerRole.SPEAKER, line


def _sort(day: AgendaDay) -> None:
    """Number the items of a day by their hours; those that begin together keep their order."""
    for order, item in enumerate(sorted(day.items.all(), key=lambda item: (item.start, item.order)), start=1):
        if item.order != order:
            AgendaItem.objects.filter(pk=item.pk).update(order=order)
