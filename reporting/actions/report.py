"""Writing the regional report: outline, authored text, pins, its path to publication, its editions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from audit.actions import record
from audit.models import AuditEvent
from common.dates import today
from common.errors import Refused
from common.i18n import pick
from common.results import require
from objectives.models import Objective, Scheme
from publications import actions as publishing
from publications.enums import Audience as EditionAudience
from publications.enums import DocumentKind
from publications.models import Document, Edition
from reporting import pins, rules
from reporting.documents.regional import Built, build
from reporting.enums import Audience, ReportStatus
from reporting.models import Call, Cycle, Report, ReportBlock, Revision
from reporting.outline import propose
from reporting.policy import Act
from reporting.queries.report import figures_printed, material
from reporting.workflow import move
from sources.models import Figure


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
    if cycle.is_rehearsal:
        raise Refused(_("This is a rehearsal: nothing of it is ever published."))
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
    surveys = [call for call in Call.objects.questionnaires().filter(cycle=cycle) if call.has_results]
    numbers = list(Objective.objects.values_list("number", flat=True))
    blocks = propose(report, groups, numbers, [call for call in surveys if not call.is_request])
    ReportBlock.objects.bulk_create(blocks)
    pin(report, blocks)
    note_on("report_started", report=report, by=by)
    return report


@transaction.atomic
def refresh_pins(*, report: Report, by: Seat, block: ReportBlock | None = None) -> None:
    """Take what is published now into one generated block, or into all of them."""
    require_writer(by)
    require_open(report)
    pin(report, [block] if block else list(report.blocks.all()))
    note_on("pins_refreshed", report=report, by=by, block=str(block.pk) if block else "")


def pin(report: Report, blocks: list[ReportBlock]) -> None:
    """Name in each generated block the revisions, or the rows of the record, that it is made from."""
    pins.pin(report, blocks)
    ReportBlock.objects.bulk_update(blocks, ["parameters", "pins", "pinned_at"])


@transaction.atomic
def circulate(*, report: Report, comments_until: datetime, by: Seat) -> Edition:
    """Send the draft to the members, frozen as an edition, with a date for comments by block."""
    require_writer(by)
    if comments_until <= timezone.now():
        raise Refused(_("The date for comments must be in the future."))
    move(report, ReportStatus.CIRCULATED, by=by, comments_until=comments_until, circulated_at=timezone.now())
    edition = build_edition(report=report, by=by, audience=EditionAudience.MEMBERS)
    note_on("report_circulated", report=report, by=by, edition=edition.number)
    return edition


@transaction.atomic
def revise(*, report: Report, by: Seat) -> None:
    """Close the round of comments and write again."""
    require_writer(by)
    move(report, ReportStatus.REVISED, by=by)
    note_on("report_revised", report=report, by=by)


@transaction.atomic
def approve(*, report: Report, by: Seat) -> None:
    """The presidency approves the text as it stands; the trail keeps what its figures say then."""
    require(rules.may(by, Act.APPROVE_REPORT))
    move(report, ReportStatus.APPROVED, by=by, approved_at=timezone.now(), approved_by=by.user)
    note_on("report_approved", report=report, by=by, figures=figures_printed(report))


@transaction.atomic
def publish_report(*, report: Report, by: Seat) -> Edition:
    """Freeze the approved text as the published edition.

    What may be quoted is asked again at this moment: a text that its country withdrew or narrowed meanwhile is left
    out, and the edition says which revisions it holds. Raises Refused where a figure that it prints was entered,
    corrected or removed after the approval: what is published is what the presidency read.
    """
    require(rules.may(by, Act.APPROVE_REPORT))
    edition = build_edition(report=report, by=by, is_draft=False, audience=EditionAudience(report.audience))
    _require_figures_as_approved(report)
    move(report, ReportStatus.PUBLISHED, by=by, published_at=timezone.now())
    note_on("report_published", report=report, by=by, edition=edition.number)
    return edition


def _require_figures_as_approved(report: Report) -> None:
    """Asked once the edition is built, so that no correction slips in between."""
    approval = AuditEvent.objects.filter(chain=report.chain, action="report_approved").latest("number")
    approved, printed = approval.detail.get("figures", {}), figures_printed(report)
    changed = sorted(code for code, _hash in approved.items() ^ printed.items())
    if not changed:
        return
    rows = {row.code: pick(row, "statement") for row in Figure.objects.filter(code__in=changed)}
    named = [f"{rows[code]} [{code}]" if code in rows else f"[{code}]" for code in dict.fromkeys(changed)]
    raise Refused(
        _(
            "Entered, corrected or removed on the record after the report was approved: %(figures)s. The Secretariat "
            "takes the report back to revise; then the presidency approves it again."
        )
        % {"figures": "; ".join(named)}
    )


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
    on = today()
    built = {lang: build(report, blocks, m, language=lang, draft=is_draft, on=on) for lang in ("en", "es")}
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
        "figures": [{"code": code, "value": figure.value} for code, figure in sorted(m.named_figures.items())],
    }


def _range(places: range) -> list[int]:
    return [places.start, places.stop]


def require_open(report: Report) -> None:
    if not report.takes_changes:
        raise Refused(_("The report is approved: its text no longer changes."))


def _next_symbol(cycle: Cycle) -> str:
    """RCM/2026/REP/1: the year the cycle ends, and the next free number. Demonstrations have a series of their own."""
    prefix = f"{'DEMO' if cycle.is_demonstration else 'RCM'}/{cycle.ends.year}/REP/"
    taken = set(Document.objects.filter(symbol__startswith=prefix).values_list("symbol", flat=True))
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def note_on(action: str, *, report: Report, by: Seat | None, **detail: Any) -> None:
    record(action, by=by, chain=report.chain, object_type="report", object_id=report.pk, **detail)
