"""What a generated block of the report is made from: named by id and hash, so that a later change changes nothing."""

from typing import Any

from django.utils import timezone

from events.models import NoteRow
from reporting.enums import BlockKind
from reporting.models import Report
from reporting.models.report import ReportBlock
from reporting.queries.notes import pin_of, taken, words_of
from reporting.queries.report import contributions, material, record_hash

PINNED_TO_ALL = (
    BlockKind.OVERVIEW,
    BlockKind.MATRIX,
    BlockKind.CHALLENGES,
    BlockKind.PRIORITIES,
    BlockKind.CONTRIBUTORS,
)


def pin(report: Report, blocks: list[ReportBlock]) -> None:
    """Pin blocks to what is published, and stands on the record, now. They are not saved here."""
    found = contributions(report)
    on_record = material(report, [])
    notes = taken(blocks)
    for block in blocks:
        if block.kind == BlockKind.NOTES:
            pin_notes(block, notes)
        else:
            block.pins = _pins(block, found, on_record)
        block.pinned_at = timezone.now()


def pin_notes(block: ReportBlock, found: dict[str, NoteRow]) -> None:
    """Hold the notes of a block with the words they have now; the others of its notes are let go."""
    rows = [found[pk] for pk in block.parameters["rows"] if pk in found]
    block.parameters = {"rows": [str(row.pk) for row in rows], "words": {str(row.pk): words_of(row) for row in rows}}
    block.pins = [pin_of(row) for row in rows]
    block.pinned_at = timezone.now()


def _pins(block: ReportBlock, found: list[Any], on_record: Any) -> list[dict[str, Any]]:
    number = block.parameters.get("objective")
    if block.kind == BlockKind.OBJECTIVE:
        rows = [
            row
            for row in [*on_record.statements, *on_record.practices, *on_record.figures]
            if number in {o.number for o in row.objectives.all()}
        ]
        return [c.pin for c in found if c.on(number)] + _record_pin(rows)
    if block.kind in PINNED_TO_ALL:
        return [c.pin for c in found]
    record_rows = {
        BlockKind.STATEMENTS: on_record.statements,
        BlockKind.PRACTICES: on_record.practices,
        BlockKind.FIGURES: on_record.figures,
        BlockKind.CONCLUSIONS: on_record.conclusions,
    }
    return _record_pin(record_rows.get(BlockKind(block.kind), []))


def _record_pin(rows: list[Any]) -> list[dict[str, Any]]:
    return [{"record": [str(row.pk) for row in rows], "hash": record_hash(rows)}] if rows else []
