"""Writing what an event is: its facts, roles and links, and whether its conclusions are published."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from accounts.models import Body, Country
from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from events import rules
from events.actions.follow_up import limit_commitments
from events.actions.printing import limit_prints
from events.models import Conclusion, Event, EventDates, EventLink, EventPart
from events.trail import trail


@transaction.atomic
def create_event(*, by: Seat, **fields: Any) -> Event:
    """A new event in preparation, read by the desk alone. Raises Refused when its code is taken."""
    require(rules.may_keep_events(by))
    if Event.objects.filter(code=fields["code"]).exists():
        raise Refused(_("There is an event with this code already."))
    event = Event.objects.create(**fields)
    trail("event.created", event, by=by)
    return event


@transaction.atomic
def save_event(*, event: Event, fields: dict[str, Any], version: int, by: Seat, reason: str = "") -> Event:
    """Change facts of an event. New dates keep the old ones with their `reason` in the history.

    Raises Conflict with what is stored when `version` is stale.
    """
    require(rules.may_keep_events(by))
    before = (event.starts, event.ends)
    save_row(event, fields, version)
    if before != (event.starts, event.ends) and any(before):
        _keep_dates(event, before, reason)
    limit_prints(event)
    limit_commitments(event)
    trail("event.saved", event, by=by, fields=sorted(fields))
    return event


def save_row(row: Any, fields: dict[str, Any], version: int) -> None:
    """One conditional UPDATE of a row with a version. Raises Conflict when somebody saved in the meantime."""
    changed = type(row)._default_manager.filter(pk=row.pk, version=version).update(version=F("version") + 1, **fields)
    row.refresh_from_db()
    if not changed:
        raise Conflict(stored={name: getattr(row, name) for name in fields}, version=row.version, submitted=fields)


def _keep_dates(event: Event, before: tuple[date | None, date | None], reason: str) -> None:
    last = event.date_changes.order_by("-order").first()
    EventDates.objects.create(
        event=event,
        order=last.order + 1 if last else 1,
        starts=before[0],
        ends=before[1],
        reason_en=reason,
        reason_es=reason,
    )


@transaction.atomic
def add_part(*, event: Event, role: str, who: Country | Body, by: Seat, detail: str = "") -> EventPart:
    """A country or body in a role; once in each role."""
    require(rules.may_keep_events(by))
    key = {"country": who if isinstance(who, Country) else None, "body": who if isinstance(who, Body) else None}
    part, created = EventPart.objects.get_or_create(
        event=event, role=role, **key, defaults={"detail_en": detail, "detail_es": detail}
    )
    if created:
        trail("event.part_added", event, by=by, role=role, who=who.code)
    return part


@transaction.atomic
def add_link(*, event: Event, kind: str, to: Model, by: Seat, confirmed: bool = True, note: str = "") -> EventLink:
    """Link an event to the decision, event or document it answers. Raises Refused for a link to itself."""
    require(rules.may_keep_events(by))
    if to == event:
        raise Refused(_("An event cannot be linked to itself."))
    target = "to_event" if isinstance(to, Event) else "to_conclusion" if isinstance(to, Conclusion) else "to_source"
    link, created = EventLink.objects.get_or_create(
        event=event, kind=kind, **{target: to}, defaults={"confirmed": confirmed, "note_en": note, "note_es": note}
    )
    if created:
        trail("event.linked", event, by=by, kind=kind, to=str(to.pk))
    return link


@transaction.atomic
def confirm_link(*, link: EventLink, by: Seat) -> None:
    """An inference becomes a fact of the record."""
    require(rules.may_keep_events(by))
    link.confirmed = True
    link.save(update_fields=["confirmed"])
    trail("event.link_confirmed", link.event, by=by, link=link.pk)


@transaction.atomic
def remove_row(*, row: EventPart | EventLink, by: Seat) -> None:
    """Take a role or a link away; the trail keeps what it was."""
    require(rules.may_keep_events(by))
    trail("event.removed", row.event, by=by, row=str(row)[:250])
    row.delete()


@transaction.atomic
def publish_conclusions(*, event: Event, public: bool, by: Seat) -> None:
    """Publish the document of conclusions, or take it back: always the whole. Raises Refused when there is none."""
    require(rules.may_publish_conclusions(by))
    if public and not event.conclusions.exists():
        raise Refused(_("There are no conclusions yet."))
    if event.conclusions_public != public:
        event.conclusions_public = public
        event.save(update_fields=["conclusions_public"])
        limit_prints(event)
        limit_commitments(event)
        trail("event.conclusions_published" if public else "event.conclusions_withdrawn", event, by=by)
