"""Agenda, conclusions, notes, reports and concept notes as numbered editions, from which files are made."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import Seat
from common.errors import Refused
from common.i18n import LANGUAGES, pick
from common.results import require
from events import queries, rules
from events.comparison import all_accepted, with_findings
from events.documents.agenda import build_agenda
from events.documents.concept import build_concept
from events.documents.conclusions import build_conclusions
from events.documents.notes import build_notes, summary_of
from events.documents.sessions import build_sessions_report
from events.enums import EventAudience, NoteOf, Print
from events.models import Event, NoteSource, NoteTable, SessionReport
from events.models.note import NoteTableQuerySet
from events.roster import of_demonstration
from publications import blocks
from publications.actions import create_document, follow_readers, freeze_edition, take_back
from publications.block_json import to_json
from publications.enums import Audience, DocumentKind
from publications.letterheads import letterhead_on
from publications.models import Document, Edition

AUDIENCES = {
    EventAudience.PUBLIC: Audience.PUBLIC,
    EventAudience.MEMBERS: Audience.MEMBERS,
    EventAudience.DESK: Audience.PRESIDENCY,
}


@transaction.atomic
def freeze_print(*, event: Event, what: str, by: Seat | None) -> Edition:
    """The next edition of an event's agenda, conclusions or notes in both languages; `by` None is the shell.

    Gives the last edition when nothing has changed since. Raises Refused when there is nothing to print and
    PermissionDenied when the seat does not keep events.
    """
    if by:
        require(rules.may_keep_events(by))
    trees, audience = PARTS[Print(what)](event)
    label = str(event.get_agenda_status_display()) if what == Print.AGENDA else ""
    return _freeze(_document(event, what, by), trees, audience, {"event": event.code, "what": what}, by, label)


@transaction.atomic
def freeze_notes(*, tables: Sequence[NoteTable], source: str = "", by: Seat) -> Edition:
    """The next edition of the notes of one session, or one compiled of several, whichever events they belong to.

    `source` narrows them to one whom they name (a key of `queries.named_in`), in a document of its own. Raises
    Refused when none of them says anything and PermissionDenied when the seat does not keep events.
    """
    require(rules.may_keep_events(by))
    found = NoteTable.objects.filter(pk__in=[table.pk for table in tables])
    manifest = {"what": Print.NOTES.value, "notes": [str(table.pk) for table in tables]}
    if source:
        return _freeze_of_one(found, source, manifest, by)
    chosen = queries.notes_to_print(found)
    trees, audience = _noted(chosen)
    manifest["notes"] = [str(table.pk) for table in chosen]
    if len(chosen) > 1:
        compiled = _new(DocumentKind.NOTES, lambda language: _("Notes, compiled"), by)
        return _freeze(compiled, trees, audience, manifest, by)
    table = chosen[0]
    if table.document is None:
        table.document = _new(DocumentKind.NOTES, lambda language: _title(table.event, Print.NOTES, language), by)
        table.save(update_fields=["document"])
    return _freeze(table.document, trees, audience, manifest, by)


def _freeze_of_one(tables: NoteTableQuerySet, key: str, manifest: dict[str, Any], by: Seat) -> Edition:
    """What the notes hold of one source."""
    source = queries.source_named(key, tables)
    if source is None:
        raise Refused(_("These notes name nobody of that kind."))
    trees, audience = _noted(queries.notes_to_print(tables, key), source)
    narrowed = _new(DocumentKind.NOTES, lambda language: f"{Print.NOTES.label}: {source.said(language)}"[:300], by)
    return _freeze(narrowed, trees, audience, manifest | {"source": key}, by)


def _freeze(
    document: Document,
    trees: dict[str, blocks.Document],
    audience: str,
    manifest: dict[str, Any],
    by: Seat | None,
    label: str = "",
) -> Edition:
    Document.objects.filter(pk=document.pk).update(readers=audience)
    last = document.editions.order_by("-number").first()
    if last and last.audience == audience and _same(last, trees):
        # What was taken back and says the same again is read again.
        Document.objects.filter(pk=document.pk, since__gt=last.number).update(since=last.number)
        return last
    return freeze_edition(
        document=document,
        documents_by_language=trees,
        manifest=manifest,
        audience=audience,
        is_draft=any(tree.draft for tree in trees.values()),
        by=by,
        label=label,
    )


def _agenda(event: Event) -> tuple[dict[str, blocks.Document], str]:
    days = queries.agenda_of(event)
    if not any(day.items.all() for day in days):
        raise Refused(_("There is no agenda yet."))
    trees = {language: build_agenda(event, days, language) for language in LANGUAGES}
    return trees, AUDIENCES[EventAudience(event.audience)]


def _conclusions(event: Event) -> tuple[dict[str, blocks.Document], str]:
    lines = list(event.conclusions.all())
    if not lines:
        raise Refused(_("There are no conclusions yet."))
    day = event.ends or event.starts
    # An organ of the Conference meets under its presidency.
    head = letterhead_on(day, demonstration=of_demonstration(event)) if event.organ and day else None
    trees = {language: build_conclusions(event, lines, language, head) for language in LANGUAGES}
    return trees, _readers_of_conclusions(event)


def _readers_of_conclusions(event: Event) -> Audience:
    audience = AUDIENCES[EventAudience(event.audience)]
    return Audience.MEMBERS if audience == Audience.PUBLIC and not event.conclusions_public else audience


def limit_prints(event: Event) -> None:
    """Keep the readers of what was printed in step with the event: what is taken back is taken back as a file, too.

    What is opened again is open as a file where it says the same as before; else it is printed anew.
    """
    wanted = (
        (Print.AGENDA, event.agenda_document_id, AUDIENCES[EventAudience(event.audience)]),
        (Print.CONCLUSIONS, event.conclusions_document_id, _readers_of_conclusions(event)),
        (Print.CONCEPT_NOTE, event.concept_note_document_id, _readers_of_note(event, NoteOf.CONCEPT)),
        (Print.LOGISTICS, event.logistics_document_id, _readers_of_note(event, NoteOf.LOGISTICS)),
    )
    for what, document, readers in wanted:
        if document:
            follow_readers(document, readers)
            _open_what_stands(event, what, document)
    if event.audience == EventAudience.DESK:
        take_back(_held(event.forum_report_document_id))
        for table in NoteTable.objects.filter(event=event).select_related("event"):
            take_back_notes(table)


def _open_what_stands(event: Event, what: Print, document: UUID) -> None:
    """Read again what was taken back, where its readers are back and it would be printed with the same words."""
    last = Edition.objects.filter(document=document).select_related("document").order_by("-number").first()
    if last is None or last.document.since <= last.number or last.audience != last.document.readers:
        return
    with suppress(Refused):  # nothing is left to print: nothing stands
        trees, _readers = PARTS[what](event)
        if _same(last, trees):
            Document.objects.filter(pk=document).update(since=last.number)


def take_back_report(report: SessionReport) -> None:
    """What was printed with this report in it is the desk's again, for good: a new print does not open it."""
    take_back(_held(report.session.event.forum_report_document_id))


def _held(document: UUID | None) -> QuerySet[Document]:
    return Document.objects.filter(pk__in=[document] if document else [])


def take_back_notes(table: NoteTable) -> None:
    """Whatever was printed with these notes in it is the desk's again, for good: a new print does not open it."""
    held = Q(editions__manifest__notes__contains=[str(table.pk)])
    if table.event.notes_document_id:
        held |= Q(pk=table.event.notes_document_id)
    take_back(Document.objects.filter(pk__in=Document.objects.filter(held).values("pk")))


def _notes(event: Event) -> tuple[dict[str, blocks.Document], str]:
    return _noted(queries.notes_to_print(NoteTable.objects.filter(event=event)))


def _noted(tables: list[NoteTable], source: NoteSource | None = None) -> tuple[dict[str, blocks.Document], str]:
    """Notes are read by the desk, and by members once all of them are shared; never by the public."""
    if not any(
        any(row.text for row in table.rows.all()) or (not source and summary_of(table, "en")) for table in tables
    ):
        raise Refused(_("There are no notes yet."))
    shared = all(table.shared and table.event.audience != EventAudience.DESK for table in tables)
    trees = {language: build_notes(tables, language, source) for language in LANGUAGES}
    return trees, Audience.MEMBERS if shared else Audience.PRESIDENCY


def _sessions(event: Event) -> tuple[dict[str, blocks.Document], str]:
    """Read by members once every report is part of the record; a draft of the desk before."""
    reports = list(with_findings(SessionReport.objects.filter(session__event=event)))
    if not reports:
        raise Refused(_("No session has a report yet."))
    trees = {language: build_sessions_report(event, reports, language) for language in LANGUAGES}
    shared = all_accepted(reports) and event.audience != EventAudience.DESK
    return trees, Audience.MEMBERS if shared else Audience.PRESIDENCY


def _concept(event: Event) -> tuple[dict[str, blocks.Document], str]:
    return _note(event, NoteOf.CONCEPT)


def _logistics(event: Event) -> tuple[dict[str, blocks.Document], str]:
    return _note(event, NoteOf.LOGISTICS)


def _note(event: Event, note: str) -> tuple[dict[str, blocks.Document], str]:
    """A draft while only the desk reads it."""
    sections = list(event.concept_sections.of(note))
    if not any(section.text_en or section.text_es for section in sections):
        raise Refused(_("No section of the note says anything yet."))
    days = queries.agenda_of(event)
    trees = {language: build_concept(event, sections, days, language, note) for language in LANGUAGES}
    return trees, _readers_of_note(event, note)


def _readers_of_note(event: Event, note: str) -> Audience:
    """The narrower of who reads the event and who reads the note."""
    order = list(EventAudience)
    return AUDIENCES[min(EventAudience(event.audience), event.audience_of(note), key=order.index)]


PARTS: dict[Print, Callable[[Event], tuple[dict[str, blocks.Document], str]]] = {
    Print.AGENDA: _agenda,
    Print.CONCLUSIONS: _conclusions,
    Print.NOTES: _notes,
    Print.FORUM_REPORT: _sessions,
    Print.CONCEPT_NOTE: _concept,
    Print.LOGISTICS: _logistics,
}


def _document(event: Event, what: str, by: Seat | None) -> Document:
    name = f"{what}_document"
    found: Document | None = getattr(event, name)
    if found is None:
        found = _new(DocumentKind(what), lambda language: _title(event, what, language), by)
        setattr(event, name, found)
        event.save(update_fields=[name])
    return found


def _new(kind: DocumentKind, title: Callable[[str], str], by: Seat | None) -> Document:
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[f"title_{language}"] = title(language)
    return create_document(kind=kind, **titles, by=by)


def _title(event: Event, what: str, language: str) -> str:
    return f"{Print(what).label}: {pick(event, 'name', language)}"[:300]


def _same(edition: Edition, trees: dict[str, blocks.Document]) -> bool:
    return edition.blocks == {language: to_json(tree) for language, tree in trees.items()}
