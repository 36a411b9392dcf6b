"""Writing the concept note or the logistics note of an event: sections, each saved alone, and who reads it."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES, other_language
from common.results import require
from events import rules
from events.actions.events import save_row
from events.actions.printing import limit_prints
from events.enums import USUAL, ConceptKind, EventAudience, NoteOf
from events.models import ConceptSection, Event
from events.trail import trail

AUDIENCE_FIELD = {NoteOf.CONCEPT: "concept_audience", NoteOf.LOGISTICS: "logistics_audience"}


@transaction.atomic
def begin_concept(*, event: Event, by: Seat, note: str = NoteOf.CONCEPT) -> None:
    """The usual sections, empty, in their order. Raises Refused when there are sections already."""
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=event.pk)
    if event.concept_sections.of(note).exists():
        raise Refused(_("The note has sections already."))
    ConceptSection.objects.bulk_create(
        ConceptSection(event=event, note=note, order=order, kind=kind, **_headings(kind))
        for order, kind in enumerate(USUAL[NoteOf(note)], start=1)
    )
    trail("event.concept_begun", event, by=by, note=note)


def _headings(kind: ConceptKind) -> dict[str, str]:
    titles = {}
    for language in ("en", "es"):
        with override(language):
            titles[f"title_{language}"] = str(kind.label)
    return titles


@transaction.atomic
def add_section(*, event: Event, fields: dict[str, Any], by: Seat, note: str = NoteOf.CONCEPT) -> ConceptSection:
    """A section at the end."""
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=event.pk)
    last = event.concept_sections.of(note).aggregate(last=Max("order"))["last"] or 0
    section = ConceptSection.objects.create(event=event, note=note, order=last + 1, **fields)
    trail("event.concept_section_added", event, by=by, section=str(section.pk))
    return section


@transaction.atomic
def save_section(
    *, section: ConceptSection, fields: dict[str, Any], version: int, by: Seat, agree: bool = False
) -> ConceptSection:
    """Change a section; with `agree` both languages say the same again.

    Raises Conflict with what is stored when `version` is stale.
    """
    require(rules.may_keep_events(by))
    behind = "" if agree else _behind(section, fields)
    save_row(section, fields | ({"behind": behind} if behind != section.behind else {}), version)
    trail("event.concept_section_saved", section.event, by=by, section=str(section.pk), fields=sorted(fields))
    return section


def _behind(section: ConceptSection, fields: dict[str, Any]) -> str:
    """The language that has not followed: the other one, when a text that both had is changed in one alone.

    Who writes a translation, or brings one up to date, follows; a save without a change leaves it as it was.
    """
    changed = [code for code in LANGUAGES if fields.get(f"text_{code}") not in (None, _text(section, code))]
    if not changed:
        return section.behind
    other = other_language(changed[0])
    follows = changed[0] == section.behind or not _text(section, changed[0])
    return other if len(changed) == 1 and _text(section, other) and not follows else ""


def _text(section: ConceptSection, language: str) -> str:
    return str(getattr(section, f"text_{language}"))


@transaction.atomic
def move_section(*, section: ConceptSection, up: bool, by: Seat) -> None:
    """Exchange a section with its neighbour. Its text keeps its version: nobody who is typing is disturbed."""
    require(rules.may_keep_events(by))
    Event.objects.select_for_update().get(pk=section.event_id)
    section.refresh_from_db(fields=["order"])
    others = section.event.concept_sections.of(section.note)
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
def open_concept(*, event: Event, audience: str, by: Seat, note: str = NoteOf.CONCEPT) -> None:
    """Say who reads the note: the desk while it is a draft, members, or everybody who reads the event.

    Raises Refused while no section says anything.
    """
    require(rules.may_keep_events(by))
    if audience not in EventAudience.values:
        raise Refused(_("This choice is not in the list."))
    if audience != EventAudience.DESK and not event.concept_sections.of(note).exclude(text_en="", text_es="").exists():
        raise Refused(_("No section of the note says anything yet."))
    if event.audience_of(note) != audience:
        name = AUDIENCE_FIELD[NoteOf(note)]
        setattr(event, name, audience)
        event.save(update_fields=[name])
        limit_prints(event)
        trail("event.concept_opened", event, by=by, audience=audience, note=note)
