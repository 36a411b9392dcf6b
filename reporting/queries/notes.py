"""Notes of meetings as a report takes them in: those that Member Countries read, with the version they have."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import override

from common.dates import say_day
from common.i18n import LANGUAGES, pick
from common.text import uuid_or_none
from events.enums import EventAudience, NoteKind
from events.models import NoteRow
from events.queries import note_rows
from reporting.enums import BlockKind
from reporting.models.report import ReportBlock


def takeable() -> QuerySet[NoteRow]:
    """Notes that say something and that Member Countries read; nothing else of a meeting enters a report."""
    shared = NoteRow.objects.filter(table__shared=True).exclude(table__event__audience=EventAudience.DESK)
    return note_rows(shared.exclude(text="").select_related("table__event", "table__session"))


def taken(blocks: Iterable[ReportBlock]) -> dict[str, NoteRow]:
    """By id, the notes that blocks have taken in and may still print. Asks nothing where there are none."""
    ids = {pk for block in blocks if block.kind == BlockKind.NOTES for pk in block.parameters["rows"]}
    return {str(row.pk): row for row in takeable().filter(pk__in=filter(uuid_or_none, ids))} if ids else {}


def newer_notes(block: ReportBlock, found: dict[str, NoteRow]) -> int:
    """How many notes of a block were written on after they were pinned."""
    return sum(row.version > pin["version"] for pin in block.pins if (row := found.get(pin.get("note", ""))))


def pin_of(row: NoteRow) -> dict[str, Any]:
    content = json.dumps(words_of(row), sort_keys=True, ensure_ascii=False)
    return {"note": str(row.pk), "version": row.version, "hash": hashlib.sha256(content.encode()).hexdigest()}


def words_of(row: NoteRow) -> dict[str, Any]:
    """What a report prints of the note, in both languages, so that a later change of the note changes nothing."""
    sources = list(row.sources.all())
    return {
        "text": row.text,
        "language": row.language,
        "attributed": {code: "; ".join(row.attributed(code).split("\n")) for code in LANGUAGES},
        "occasion": {code: _occasion(row, code) for code in LANGUAGES},
        "kind": {code: _kind(row, code) for code in LANGUAGES},
        "of_a_state": row.is_uncleared or any(source.country_id for source in sources),
    }


def _kind(row: NoteRow, language: str) -> str:
    with override(language):
        return str(NoteKind(row.kind).label)


def _occasion(row: NoteRow, language: str) -> str:
    table = row.table
    with override(language):
        parts = [pick(table.event, "name", language)]
        if table.session:
            parts.append(pick(table.session, "title", language) or table.session.name)
        if day := table.date or table.event.starts:
            parts.append(say_day(day))
        return ", ".join(parts)
