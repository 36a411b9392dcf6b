"""Writing the concept note of an event: its sections, each saved alone, and who reads it."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from events import rules
from events.actions.events import save_row
from events.actions.printing import limit_prints
from events.enums import ConceptKind, EventAudience
from events.models import ConceptSection, Event
from events.trail import trail


@transaction.atomic
def begin_concept(*, event: Event, by: Seat) -> None:
    """The usual sections, empty, in their order. Raises Refused when there are sections already."""
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=event.pk)
    if event.concept_sections.exists():
        raise Refused(_("The concept note has sections already."))
    ConceptSection.objects.bulk_create(
        ConceptSection(event=event, order=order, kind=kind, **_headings(kind))
        for order, kind in enumerate((kind for kind in ConceptKind if kind != ConceptKind.OTHER), start=1)
    )
    trail("event.concept_begun", event, by=by)


def _headings(kind: ConceptKind) -> dict[str, str]:
    titles = {}
    for language in ("en", "es"):
        with override(language):
            titles[f"title_{language}"] = str(kind.label)
    return titles


@transaction.atomic
def add_section(*, event: Event, fields: dict[str, Any], by: Seat) -> ConceptSection:
    """A section at the end."""
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=event.pk)
    last = event.concept_sections.aggregate(last=Max("order"))["last"] or 0
    section = ConceptSection.objects.create(event=event, order=last + 1, **fields)
    trail("event.concept_section_added", event, by=by, section=str(section.pk))
    return section


@transaction.atomic
def save_section(*, section: ConceptSection, fields: dict[str, Any], version: int, by: Seat) -> ConceptSection:
    """Change a section. Raises Conflict with what is stored when `version` is stale."""
    require(rules.may_keep_events(by))
    save_row(section, fields, version)
    trail("event.concept_section_saved", section.event, by=by, section=str(section.pk), fields=sorted(fields))
    return section


@transaction.atomic
def move_section(*, section: ConceptSection, up: bool, by: Seat) -> None:
    """Exchange a section with its neighbour. Its text keeps its version: nobody who is typing is disturbed."""
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=section.event_id)
    section.refresh_from_db(fields=["order"])
    others = section.event.concept_sections
    if up:
        other = others.filter(order__lt=section.order).order_by("-order").first()
    else:
        other = others.filter(order__gt=section.order).order_by("order").first()
    if other:
        ConceptSection.objects.filter(pk=section.pk).update(order=other.order)
        ConceptSection.objects.filter(pk=other.pk).update(order=section.order)


@transaction.atomic
def remove_section(*, section: ConceptSection, version: int, by: Seat) -> None:
    """Take a section out; the trail keeps its words. Raises Conflict when somebody saved it in the meantime."""
    require(rules.may_keep_events(by))
    stored = ConceptSection.objects.select_for_update().order_by().get(pk=section.pk)
    if stored.version != version:
        raise Conflict(stored={}, version=stored.version, submitted={})
    trail(
        "event.concept_section_removed", section.event, by=by, title=str(stored),
        text_en=stored.text_en, text_es=stored.text_es,
    )  # fmt: skip
    stored.delete()


@transaction.atomic
def open_concept(*, event: Event, audience: str, by: Seat) -> None:
    """Say who reads the concept note: the desk while it is a draft, members, or everybody who reads the event.

    Raises Refused while no section says anything.
    """
    require(rules.may_keep_events(by))
    if audience not in EventAudience.values:
        raise Refused(_("This choice is not in the list."))
    if audience != EventAudience.DESK and not event.concept_sections.exclude(text_en="", text_es="").exists():
        raise Refused(_("No section of the concept note says anything yet."))
    if event.concept_audience != audience:
        event.concept_audience = audience
        event.save(update_fields=["concept_audience"])
        limit_prints(event)
        trail("event.concept_opened", event, by=by, audience=audience)
