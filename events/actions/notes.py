"""The notes of an event as a whole: opened, shared, taken in, and who takes them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.seats import Seat
from common.errors import Refused
from common.i18n import LANGUAGES, current_language
from common.results import require
from events import rules
from events.actions.note_rows import sources_of
from events.actions.printing import take_back_notes
from events.attribution import Attribution
from events.intake.notes import ParsedNotes
from events.models import Event, NoteRow, NoteSource, NoteSummary, NoteTable, Notetaker, Session
from events.notify import notetaker_named
from events.trail import trail

EMPTY_ROWS = 5
"""Rows that are there to write in from the start, so that notes can be typed while the line is cut."""


@transaction.atomic
def open_notes(*, event: Event, session: Session | None, by: Seat) -> NoteTable:
    """The notes of an event or of one of its sessions, with empty rows to write in; those that are there already."""
    require(rules.may_keep_events(by))
    table, created = _table(event, session)
    if created:
        language = current_language()
        NoteRow.objects.bulk_create(
            NoteRow(table=table, order=order, language=language, author=by.user) for order in range(1, EMPTY_ROWS + 1)
        )
        trail("event.notes_opened", event, by=by, notes=str(table.pk))
    return table


def _table(event: Event, session: Session | None) -> tuple[NoteTable, bool]:
    table, created = NoteTable.objects.get_or_create(event=event, session=session, defaults={"date": event.starts})
    if created:
        NoteSummary.objects.bulk_create(NoteSummary(table=table, language=language) for language in LANGUAGES)
    return table, created


@transaction.atomic
def save_head(*, table: NoteTable, fields: dict[str, Any], by: Seat) -> None:
    """Say when the session began and who takes its notes: the head of the form."""
    require(rules.may_take_notes(by, table.event))
    if not fields:
        return
    for name, value in fields.items():
        setattr(table, name, value)
    table.save(update_fields=list(fields))
    trail("event.notes_head_saved", table.event, by=by, notes=str(table.pk), fields=sorted(fields))


@transaction.atomic
def share_notes(*, table: NoteTable, shared: bool, by: Seat) -> None:
    """Let Member Countries read the notes, or take that back."""
    require(rules.may_keep_events(by))
    if table.shared != shared:
        table.shared = shared
        table.save(update_fields=["shared"])
        if not shared:
            take_back_notes(table)
        trail("event.notes_shared" if shared else "event.notes_withdrawn", table.event, by=by, notes=str(table.pk))


@transaction.atomic
def name_notetaker(*, event: Event, membership: Membership, by: Seat) -> Notetaker:
    """Name a person, in one seat, who takes notes of the event."""
    require(rules.may_keep_events(by))
    named, created = Notetaker.objects.get_or_create(event=event, membership=membership)
    if created:
        trail("event.notetaker_named", event, by=by, membership=str(membership.pk))
        notetaker_named(named)
    return named


@transaction.atomic
def drop_notetaker(*, notetaker: Notetaker, by: Seat) -> None:
    """The person takes no more notes of the event; what was written stays."""
    require(rules.may_keep_events(by))
    trail("event.notetaker_dropped", notetaker.event, by=by, membership=str(notetaker.membership_id))
    notetaker.delete()


@transaction.atomic
def store_notes(*, event: Event, session: Session | None, parsed: ParsedNotes, language: str, by: Seat) -> NoteTable:
    """Keep a filled form, the whole of it or nothing; rows that are still empty make room for it.

    Raises Refused when nothing was understood, and when there are notes already.
    """
    require(rules.may_keep_events(by))
    if parsed.is_empty:
        raise Refused(_("No point and no summary was recognised. Nothing was kept."))
    table, _created = _table(event, session)
    table = NoteTable.objects.select_for_update().get(pk=table.pk)
    if table.rows.exclude(text="").exists() or table.summaries.exclude(text="").exists():
        raise Refused(_("There are notes already. A form is taken in where nothing was written yet."))
    table.rows.all().delete()
    _store_rows(table, parsed, language, by)
    table.summaries.filter(language=language).update(text=parsed.summary, updated_by=by.user)
    table.date, table.time = parsed.date or table.date, parsed.time
    table.notetakers = parsed.notetakers[:300]
    table.rest = "\n".join(line.text for line in parsed.rest)
    table.save(update_fields=["date", "time", "notetakers", "rest"])
    if parsed.zone and not event.time_zone:
        Event.objects.filter(pk=event.pk).update(time_zone=parsed.zone)
    trail("event.notes_taken_in", event, by=by, notes=str(table.pk), rows=len(parsed.points))
    return table


def _store_rows(table: NoteTable, parsed: ParsedNotes, language: str, by: Seat) -> None:
    """All at once: a form may hold some thousand points."""
    names = Attribution()
    rows = NoteRow.objects.bulk_create(
        NoteRow(table=table, order=order, kind=point.kind, text=point.text, language=language, author=by.user)
        for order, point in enumerate(parsed.points, start=1)
    )
    NoteSource.objects.bulk_create(
        source
        for row, point in zip(rows, parsed.points, strict=True)
        for source in sources_of(row, names.read(point.attributed))
    )
