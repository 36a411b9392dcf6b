"""Writing an agenda: days, items, and the slots of the countries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.seats import Seat
from common.errors import Refused
from common.i18n import current_language, other_language, sort_by_name
from common.results import require
from events import rules
from events.actions.events import save_row
from events.actions.floor import put_behind
from events.actions.item_documents import remove_document
from events.directory import role_in
from events.enums import ItemKind, SlotOrder
from events.models import AgendaDay, AgendaItem, AgendaSpeaker, Event
from events.roster import members_to_invite, protocol_first
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
    delete_item(item, by)


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: Seat) -> None:
    """Exchange an item with its neighbour where both begin together; of others, the hours say which comes first."""
    require(rules.may_keep_events(by))
    AgendaDay.objects.select_for_update().get(pk=item.day_id)
    item.refresh_from_db(fields=["start", "order"])
    beside = item.day.items.filter(start=item.start)
    other = beside.filter(order__lt=item.order).last() if up else beside.filter(order__gt=item.order).first()
    if other:
        AgendaItem.objects.filter(pk=item.pk).update(order=other.order)
        AgendaItem.objects.filter(pk=other.pk).update(order=item.order)
        trail("event.item_moved", item.day.event, by=by, item=str(item.pk))


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
    language = order if order in (SlotOrder.ENGLISH, SlotOrder.SPANISH) else current_language()
    found = sort_by_name(members_to_invite(event), language)
    if order == SlotOrder.PROTOCOL:
        holders = protocol_first(event)
        found.sort(key=lambda country: country.pk not in holders)
    return found


def delete_item(item: AgendaItem, by: Seat) -> None:
    """Take an item out of the database; the trail keeps the documents that stood at it."""
    for paper in item.papers.all():
        remove_document(paper=paper, by=by)
    item.delete()


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


def _sort(day: AgendaDay) -> None:
    """Number the items of a day by their hours; those that begin together keep their order."""
    for order, item in enumerate(sorted(day.items.all(), key=lambda item: (item.start, item.order)), start=1):
        if item.order != order:
            AgendaItem.objects.filter(pk=item.pk).update(order=order)
