"""Writing the regional report: outline, authored text, pins, its path to publication, its editions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from audit.actions import record
from common.errors import Conflict, Refused
from common.results import require
from objectives.models import Objective, Scheme
from publications import actions as publishing
from publications.enums import Audience as EditionAudience
from publications.enums import DocumentKind
from publications.models import Document, Edition
from reporting import rules
from reporting.actions.answers import cleaned
from reporting.documents.regional import Built, build
from reporting.enums import Audience, BlockKind, ReportStatus
from reporting.models import BlockComment, Cycle, Report, ReportBlock, Revision
from reporting.outline import propose
from reporting.policy import Act
from reporting.queries.report import contributions, material, record_hash
from reporting.workflow import move

PINNED_TO_ALL = (
    BlockKind.OVERVIEW,
    BlockKind.MATRIX,
    BlockKind.CHALLENGES,
    BlockKind.PRIORITIES,
    BlockKind.CONTRIBUTORS,
)


def require_writer(seat: Seat) -> None:
    """PermissionDenied with the reason unless this seat writes regional reports."""
    require(rules.may(seat, Act.WRITE_REPORT))


@transaction.atomic
def start_report(
    *, cycle: Cycle, scheme: Scheme, title_en: str, title_es: str, by: Seat, audience: str = Audience.PUBLIC
) -> Report:
    """A new report with the outline the builder proposes, its generated blocks pinned to what is published now."""
    require_writer(by)
    return prepare_report(cycle=cycle, scheme=scheme, title_en=title_en, title_es=title_es, audience=audience, by=by)


def prepare_report(
    *, cycle: Cycle, scheme: Scheme, title_en: str, title_es: str, audience: str = Audience.PUBLIC, by: Seat | None
) -> Report:
    """As `start_report`, without asking who; `by` None is the portal itself (the shell command)."""
    document = publishing.create_document(
        kind=DocumentKind.REGIONAL_REPORT, title_en=title_en, title_es=title_es, symbol=_next_symbol(cycle), by=by
    )
    report = Report.objects.create(
        cycle=cycle,
        scheme=scheme,
        document=document,
        title_en=title_en,
        title_es=title_es,
        audience=audience,
        created_by=by.user if by else None,
    )
    groups = list(scheme.groups.prefetch_related("objectives").order_by("order"))
    blocks = propose(report, groups, list(Objective.objects.values_list("number", flat=True)))
    ReportBlock.objects.bulk_create(blocks)
    pin(report, blocks)
    _note("report_started", report=report, by=by)
    return report


@transaction.atomic
def refresh_pins(*, report: Report, by: Seat, block: ReportBlock | None = None) -> None:
    """Take what is published now into one generated block, or into all of them."""
    require_writer(by)
    _require_open(report)
    pin(report, [block] if block else list(report.blocks.all()))
    _note("pins_refreshed", report=report, by=by, block=str(block.pk) if block else "")


def pin(report: Report, blocks: list[ReportBlock]) -> None:
    """Name in each generated block the revisions, or the rows of the record, that it is made from."""
    found = contributions(report)
    on_record = material(report, [])
    now = timezone.now()
    for block in blocks:
        block.pins = _pins(block, found, on_record)
        block.pinned_at = now
    ReportBlock.objects.bulk_update(blocks, ["pins", "pinned_at"])


@transaction.atomic
def save_block(*, block: ReportBlock, fields: dict[str, str], version: int, by: Seat) -> ReportBlock:
    """Change heading or text of a block. `fields` among heading_en, heading_es, text_en, text_es.

    Raises Conflict with what is stored when `version` is stale.
    """
    require_writer(by)
    _require_open(block.report)
    allowed = {"heading_en", "heading_es", "text_en", "text_es"}
    values = {name: cleaned(value).text for name, value in fields.items() if name in allowed}
    if all(getattr(block, name) == value for name, value in values.items()):
        return block
    changed = ReportBlock.objects.filter(pk=block.pk, version=version).update(
        version=F("version") + 1, updated_at=timezone.now(), updated_by=by.user, **values
    )
    block.refresh_from_db()
    if not changed:
        raise Conflict(stored={name: getattr(block, name) for name in values}, version=block.version, submitted=values)
    return block


@transaction.atomic
def add_block(*, report: Report, after: ReportBlock, heading_en: str, heading_es: str, by: Seat) -> ReportBlock:
    """A new authored block behind another."""
    require_writer(by)
    _require_open(report)
    if not heading_en.strip() or not heading_es.strip():
        raise Refused(_("Give the section a heading in both languages."))
    report.blocks.filter(position__gt=after.position).update(position=F("position") + 10)
    return ReportBlock.objects.create(
        report=report,
        position=after.position + 10,
        level=2,
        kind=BlockKind.AUTHORED,
        heading_en=heading_en.strip(),
        heading_es=heading_es.strip(),
        updated_by=by.user,
    )


@transaction.atomic
def remove_block(*, block: ReportBlock, by: Seat) -> None:
    """Take an authored block out; its history stays."""
    require_writer(by)
    _require_open(block.report)
    if block.kind != BlockKind.AUTHORED:
        raise Refused(_("Generated blocks stay: leave their heading empty to print them without one."))
    if block.comments.exists():
        raise Refused(_("Members commented on this section, and their comments stay. Leave its text empty instead."))
    block.delete()


@transaction.atomic
def circulate(*, report: Report, comments_until: datetime, by: Seat) -> Edition:
    """Send the draft to the members, frozen as an edition, with a date for comments by block."""
    require_writer(by)
    if comments_until <= timezone.now():
        raise Refused(_("The date for comments must be in the future."))
    move(report, ReportStatus.CIRCULATED, by=by, comments_until=comments_until, circulated_at=timezone.now())
    edition = build_edition(report=report, by=by, audience=EditionAudience.MEMBERS)
    _note("report_circulated", report=report, by=by, edition=edition.number)
    return edition


@transaction.atomic
def revise(*, report: Report, by: Seat) -> None:
    """Close the round of comments and write again."""
    require_writer(by)
    move(report, ReportStatus.REVISED, by=by)
    _note("report_revised", report=report, by=by)


@transaction.atomic
def approve(*, report: Report, by: Seat) -> None:
    """The presidency approves the text as it stands."""
    require(rules.may(by, Act.APPROVE_REPORT))
    move(report, ReportStatus.APPROVED, by=by, approved_at=timezone.now(), approved_by=by.user)
    _note("report_approved", report=report, by=by)


@transaction.atomic
def publish_report(*, report: Report, by: Seat) -> Edition:
    """Freeze the approved text as the published edition.

    What may be quoted is asked again at this moment: a text that its country withdrew or narrowed meanwhile is left
    out, and the edition says which revisions it holds.
    """
    require(rules.may(by, Act.APPROVE_REPORT))
    edition = build_edition(report=report, by=by, is_draft=False, audience=EditionAudience(report.audience))
    move(report, ReportStatus.PUBLISHED, by=by, published_at=timezone.now())
    _note("report_published", report=report, by=by, edition=edition.number)
    return edition


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
    _note("comment_answered", report=row.block.report, by=by, comment=str(row.pk))


@transaction.atomic
def build_edition(
    *,
    report: Report,
    by: Seat | None,
    is_draft: bool = True,
    audience: EditionAudience = EditionAudience.PRESIDENCY,
) -> Edition:
    """Freeze the report in both languages with the manifest of what it was made from.

    A draft stays between the Secretariat and the presidency; members get the one that was circulated to them.

    Revisions that are quoted are marked as compiled, so that they can no longer be recalled. Raises Refused when the
    two languages of an authored block differ in their number of paragraphs.
    """
    blocks = list(report.blocks.select_related("report").order_by("position"))
    m = material(report, blocks)
    today = timezone.localdate()
    built = {lang: build(report, blocks, m, language=lang, draft=is_draft, on=today) for lang in ("en", "es")}
    try:
        edition = publishing.freeze_edition(
            document=report.document,
            documents_by_language={language: one.document for language, one in built.items()},
            manifest=_manifest(report, blocks, m, built),
            audience=audience,
            is_draft=is_draft,
            by=by,
        )
    except ValueError as error:
        raise Refused(
            _("English and Spanish do not have the same paragraphs: %(where)s.") % {"where": error}
        ) from error
    Revision.objects.filter(pk__in=[UUID(pk) for pk in m.pinned], compiled_at=None).update(compiled_at=timezone.now())
    return edition


def _manifest(report: Report, blocks: list[ReportBlock], m: Any, built: dict[str, Built]) -> dict[str, Any]:
    """What the edition was made from; `at` says where in each language's tree a block of the report stands."""
    return {
        "cycle": report.cycle.code,
        "scheme": report.scheme.code,
        "audience": report.audience,
        "revisions": [c.pin for c in sorted(m.pinned.values(), key=lambda c: c.country.code)],
        "blocks": [
            {
                "id": str(block.pk),
                "kind": block.kind,
                "level": block.level,
                "pins": block.pins,
                "at": {language: _range(one.places[block.pk]) for language, one in built.items()},
            }
            for block in blocks
        ],
        "sources": [source.code for source in m.sources],
    }


def _range(places: range) -> list[int]:
    return [places.start, places.stop]


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


def _require_open(report: Report) -> None:
    if report.status in (ReportStatus.APPROVED, ReportStatus.PUBLISHED):
        raise Refused(_("The report is approved: its text no longer changes."))


def _next_symbol(cycle: Cycle) -> str:
    """RCM/2026/REP/1: the year the cycle ends, and the next free number."""
    prefix = f"RCM/{cycle.ends.year}/REP/"
    taken = set(Document.objects.filter(symbol__startswith=prefix).values_list("symbol", flat=True))
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def _note(action: str, *, report: Report, by: Seat | None, **detail: Any) -> None:
    record(action, by=by, chain=report.chain, object_type="report", object_id=report.pk, **detail)
