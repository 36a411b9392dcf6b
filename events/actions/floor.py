"""The speakers list of an item: who is to have the floor, in which order, and who has had it."""

from django.db import transaction
from django.db.models import F, Max

from accounts.models import Body, Country
from accounts.seats import Seat
from common.i18n import current_language
from common.results import require
from events import rules
from events.models import AgendaItem, AgendaSpeaker
from events.trail import trail

ASIDE = 10_000
"""An order that no speaker has: where one stands while two change places."""


@transaction.atomic
def ask_floor(*, item: AgendaItem, who: Country | Body, role: str, words: str = "", by: Seat) -> AgendaSpeaker:
    """Put a country or body at the end of the list, in a role; `words` are how the list names it. The agenda stays."""
    require(rules.may_keep_events(by))
    AgendaItem.objects.select_for_update().get(pk=item.pk)
    last = item.speakers.aggregate(last=Max("order"))["last"] or 0
    speaker = AgendaSpeaker.objects.create(
        item=item, order=last + 1, role=role, asked_floor=True,
        country=who if isinstance(who, Country) else None, body=who if isinstance(who, Body) else None,
        **{f"words_{current_language()}": words.strip()[:250]},
    )  # fmt: skip
    trail("event.floor_asked", item.day.event, by=by, item=str(item.pk), who=who.code)
    return speaker


@transaction.atomic
def mark_floor(*, speaker: AgendaSpeaker, had: bool, by: Seat) -> None:
    """Note that somebody has had the floor, or take the note back."""
    require(rules.may_keep_events(by))
    AgendaSpeaker.objects.filter(pk=speaker.pk).update(had_floor=had)


@transaction.atomic
def move_speaker(*, speaker: AgendaSpeaker, up: bool, by: Seat) -> None:
    """Exchange somebody with who stands before or after."""
    require(rules.may_keep_events(by))
    AgendaItem.objects.select_for_update().get(pk=speaker.item_id)
    speaker.refresh_from_db(fields=["order"])
    others = AgendaSpeaker.objects.filter(item=speaker.item_id)
    if up:
        other = others.filter(order__lt=speaker.order).order_by("-order").first()
    else:
        other = others.filter(order__gt=speaker.order).order_by("order").first()
    if other:
        mine, theirs = speaker.order, other.order
        others.filter(pk=speaker.pk).update(order=ASIDE)
        others.filter(pk=other.pk).update(order=mine)
        others.filter(pk=speaker.pk).update(order=theirs)


def put_behind(item: AgendaItem, count: int) -> None:
    """Leave the places 1 to `count` to the speakers of the agenda: who asked for the floor stands behind them."""
    asked = item.speakers.on_list()
    asked.update(order=F("order") + ASIDE)
    for order, speaker in enumerate(asked.order_by("order"), start=count + 1):
        AgendaSpeaker.objects.filter(pk=speaker.pk).update(order=order)


@transaction.atomic
def leave_floor(*, speaker: AgendaSpeaker, by: Seat) -> None:
    """Take somebody off the list."""
    require(rules.may_keep_events(by))
    trail("event.floor_left", speaker.item.day.event, by=by, item=str(speaker.item_id), who=speaker.said())
    speaker.delete()
