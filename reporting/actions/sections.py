"""Writing on the sections of a regional report: their text, their order, what members comment on them."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.results import require
from reporting import rules
from reporting.actions.answers import cleaned
from reporting.actions.report import note_on, require_open, require_writer
from reporting.enums import BlockKind
from reporting.models import BlockComment, Call, Report, ReportBlock
from reporting.outline import moved


@transaction.atomic
def save_block(*, block: ReportBlock, fields: dict[str, str], version: int, by: Seat) -> ReportBlock:
    """Change heading or text of a block. `fields` among heading_en, heading_es, text_en, text_es.

    `version` is the one that was read. What somebody else changed since then stays where this person did not touch
    it; where both changed the same field, Conflict carries the stored text of those fields and all that was sent.
    """
    require_writer(by)
    require_open(block.report)
    allowed = {"heading_en", "heading_es", "text_en", "text_es"}
    values = {name: cleaned(value).text for name, value in fields.items() if name in allowed}
    if version != block.version:
        values = _changed_here(block, values, version)
    if all(getattr(block, name) == value for name, value in values.items()):
        return block
    changed = ReportBlock.objects.filter(pk=block.pk, version=block.version).update(
        version=F("version") + 1, updated_at=timezone.now(), updated_by=by.user, **values
    )
    block.refresh_from_db()
    if not changed:
        raise Conflict(stored={name: getattr(block, name) for name in values}, version=block.version, submitted=values)
    return block


def _changed_here(block: ReportBlock, values: dict[str, str], version: int) -> dict[str, str]:
    """Of the texts sent with a stale version, those this person changed; Conflict where somebody else did as well."""
    history: Any = ReportBlock.pgh_event_model  # type: ignore[attr-defined]
    read = history.objects.filter(pgh_obj=block, version=version).order_by("-pgh_id").first()
    mine = {name: value for name, value in values.items() if read is None or value != getattr(read, name)}
    clashes = {
        name: getattr(block, name)
        for name, value in mine.items()
        if getattr(block, name) != value and (read is None or getattr(block, name) != getattr(read, name))
    }
    if clashes:
        raise Conflict(stored=clashes, version=block.version, submitted=mine)
    return mine


@transaction.atomic
def add_block(*, report: Report, after: ReportBlock, heading_en: str, heading_es: str, by: Seat) -> ReportBlock:
    """A new authored block behind another."""
    require_writer(by)
    require_open(report)
    headings = {"heading_en": heading_en, "heading_es": heading_es}
    return insert_block(report=report, after=after, kind=BlockKind.AUTHORED, by=by, **headings)


def insert_block(
    *, report: Report, after: ReportBlock, kind: BlockKind, heading_en: str, heading_es: str, by: Seat
) -> ReportBlock:
    """Make room behind a block and put one there; its caller has asked whether the seat may."""
    if not heading_en.strip() or not heading_es.strip():
        raise Refused(_("Give the section a heading in both languages."))
    Report.objects.select_for_update().get(pk=report.pk)
    after.refresh_from_db(fields=["position"])
    report.blocks.filter(position__gt=after.position).update(position=F("position") + 10)
    return ReportBlock.objects.create(
        report=report,
        position=after.position + 10,
        level=2,
        kind=kind,
        heading_en=heading_en.strip(),
        heading_es=heading_es.strip(),
        updated_by=by.user,
    )


def reports_for(call: Call) -> list[Report]:
    """Reports of the call's cycle that still change and hold no section with its results."""
    holding = ReportBlock.objects.filter(kind=BlockKind.SURVEY, parameters__call=str(call.pk)).values("report")
    rows = Report.objects.filter(cycle=call.cycle_id).exclude(pk__in=holding)
    return [report for report in rows if report.takes_changes]


@transaction.atomic
def take_survey(*, report: Report, call: Call, by: Seat) -> ReportBlock:
    """A chapter with the published results of a questionnaire, behind the one on priorities. Raises Refused."""
    require_writer(by)
    require_open(report)
    if call.is_request or not call.has_results:
        raise Refused(_("The results have not been published."))
    if report not in reports_for(call):
        raise Refused(_("This report holds the results already, or is of another cycle."))
    blocks = list(report.blocks.order_by("position"))
    after = next((block for block in blocks if block.kind == BlockKind.PRIORITIES), blocks[-1])
    template = call.template_version.template
    block = insert_block(
        report=report,
        after=after,
        kind=BlockKind.SURVEY,
        heading_en=template.name_en,
        heading_es=template.name_es,
        by=by,
    )
    block.level, block.parameters = 1, {"call": str(call.pk)}
    block.save(update_fields=["level", "parameters"])
    return block


@transaction.atomic
def move_block(*, block: ReportBlock, up: bool, by: Seat) -> None:
    """Move a chapter with all its sections, or a section within its chapter, one place up or down.

    Positions are written under a lock on the report: of two moves at once the second one starts from the first one's
    order. Raises Refused at either end.
    """
    require_writer(by)
    report = Report.objects.select_for_update().get(pk=block.report_id)
    require_open(report)
    order = moved(list(report.blocks.order_by("position")), block, up=up)
    if order is None:
        raise Refused(_("The section stands at that end already."))
    for place, row in enumerate(order, start=1):
        row.position = place * 10
    ReportBlock.objects.bulk_update(order, ["position"])
    note_on("section_moved", report=report, by=by, block=str(block.pk), up=up)


@transaction.atomic
def remove_block(*, block: ReportBlock, by: Seat) -> None:
    """Take a section out that the Secretariat wrote or chose; its history stays."""
    require_writer(by)
    require_open(block.report)
    if block.kind not in (BlockKind.AUTHORED, BlockKind.NOTES, BlockKind.SURVEY):
        raise Refused(_("Generated blocks stay: leave their heading empty to print them without one."))
    if block.comments.exists():
        raise Refused(_("Members commented on this section, and their comments stay. Leave its text empty instead."))
    block.delete()


@transaction.atomic
def comment(*, block: ReportBlock, text: str, by: Seat) -> BlockComment:
    """A member's comment on a block of the circulated draft. Comments are never public."""
    require(rules.may_comment(by, block.report))
    words = cleaned(text).text
    if not words:
        raise Refused(_("Write the comment first."))
    country = by.country
    if country is None or by.user is None:
        raise Refused(_("Comments come from Member Countries."))
    return BlockComment.objects.create(block=block, country=country, author=by.user, text=words)


@transaction.atomic
def handle_comment(*, row: BlockComment, remark: str, by: Seat) -> None:
    """Say what became of a comment; its country reads the answer. A later answer replaces the earlier one."""
    require_writer(by)
    words = cleaned(remark).text
    if not words:
        raise Refused(_("Say what became of the comment."))
    row.handled_at, row.handled_note = timezone.now(), words
    row.save(update_fields=["handled_at", "handled_note"])
    note_on("comment_answered", report=row.block.report, by=by, comment=str(row.pk))
