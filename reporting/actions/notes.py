"""Taking notes of meetings into the regional report, note by note, as the Secretariat chooses."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from reporting.actions.report import note_on, require_open, require_writer
from reporting.actions.sections import insert_block
from reporting.enums import BlockKind
from reporting.models import Report, ReportBlock
from reporting.pins import pin_notes
from reporting.queries.notes import takeable


@transaction.atomic
def take_notes(
    *, report: Report, at: ReportBlock, rows: Iterable[UUID], headings: dict[str, str], by: Seat
) -> ReportBlock:
    """Notes as a section of their own behind `at`; where `at` is such a section, these are its notes from now on.

    They are pinned to the version they have now. Raises Refused for none, or for one that members do not read.
    """
    require_writer(by)
    require_open(report)
    wanted = set(rows)
    found = list(takeable().filter(pk__in=wanted).order_by("table__event__starts", "table", "order"))
    if not found:
        raise Refused(_("Choose at least one note."))
    if len(found) < len(wanted):
        raise Refused(_("Only notes that Member Countries read can be taken into a report."))
    if at.kind == BlockKind.NOTES:
        block = at
    else:
        block = insert_block(report=report, after=at, kind=BlockKind.NOTES, by=by, **headings)
    block.parameters = {"rows": [str(row.pk) for row in found]}
    pin_notes(block, {str(row.pk): row for row in found})
    block.save(update_fields=["parameters", "pins", "pinned_at"])
    note_on("notes_taken", report=report, by=by, block=str(block.pk), notes=len(found))
    return block
