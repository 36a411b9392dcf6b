"""Pages of the regional report: the list and the report."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.dates import today
from common.errors import Refused
from common.forms import label_rows
from common.http import public_page
from common.i18n import LANGUAGES, current_language, pick, sort_by_name
from common.results import require
from common.shapes import Link
from publications.models import Edition
from publications.render import html
from reporting import rules
from reporting.actions import report as actions
from reporting.documents.regional import Built, build
from reporting.enums import BlockKind, ReportStatus
from reporting.forms.report import BuildForm, CirculateForm, SectionForm, StartReportForm
from reporting.models import Report, ReportBlock
from reporting.outline import moved
from reporting.policy import Act
from reporting.queries.notes import newer_notes, taken
from reporting.queries.report import material, newer_revisions, published_since

PREVIEWED = 2
"""Blocks shown beside the contents: the chosen one and the one after it."""


@public_page
@require_safe
def report_list(request: SeatRequest) -> HttpResponse:
    """Reports this seat may read, newest first; the public sees published ones."""
    seat = request.seat
    reports = (
        Report.objects.visible_to(seat)
        .select_related("cycle", "scheme", "document")
        .prefetch_related("document__editions")
    )
    context = {"reports": reports, "may_start": rules.may(seat, Act.WRITE_REPORT)}
    return render(request, "reporting/report/report_list.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def report_start(request: SeatRequest) -> HttpResponse:
    """Choose cycle, scheme, audience and titles; the builder proposes the outline."""
    require(rules.may(request.seat, Act.WRITE_REPORT))
    form = StartReportForm(request.POST or None, initial=_titles())
    for name in ("cycle", "scheme"):
        label_rows(form, name, lambda row: pick(row, "name"))
    if request.method == "POST" and form.is_valid():
        try:
            report = actions.start_report(**form.cleaned_data, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reporting:report", report.pk)
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "crumbs": crumbs_of_reports(),
        "begun": Report.objects.visible_to(request.seat).select_related("cycle", "document"),
    }
    return render(request, "reporting/report/report_start.html", context, status=status)


@require_safe
def report_detail(request: SeatRequest, pk: str) -> HttpResponse:
    """The report: its contents and path for those who write it, its editions for everybody who may read them."""
    report = report_of(request, pk)
    editions = list(
        Edition.objects.visible_to(request.seat).filter(document=report.document).prefetch_related("files", "jobs")
    )
    may_write = rules.may(request.seat, Act.WRITE_REPORT)
    context: dict[str, Any] = {
        "report": report,
        "editions": editions,
        "crumbs": [*crumbs_of_reports(), Link(pick(report, "title"))],
        "may_write": may_write,
        "may_change": may_write and report.takes_changes,
        "may_approve": rules.may(request.seat, Act.APPROVE_REPORT),
        "path": ReportStatus.choices,
        "circulated": report.circulated_at and (request.seat.is_member or request.seat.is_desk),
        "running": [job for edition in editions for job in edition.jobs.all() if job.is_live],
    }
    if request.seat.is_desk:
        context |= _contents(request, report)
    if may_write:
        context |= {"build_form": BuildForm(), "circulate_form": CirculateForm(), "section_form": SectionForm()}
    return render(request, "reporting/report/report_detail.html", context)


def label_of(block: ReportBlock) -> str:
    """What a block is called in a list: its heading, the objective, or its kind."""
    if block.kind == BlockKind.OBJECTIVE:
        return _("Objective %(number)s") % {"number": block.parameters["objective"]}
    return pick(block, "heading") or str(BlockKind(block.kind).label)


def _contents(request: SeatRequest, report: Report) -> dict[str, Any]:
    """The outline with the state of each block, and a preview of the place chosen by `?at=`."""
    blocks = list(report.blocks.order_by("position"))
    for block in blocks:
        block.report = report
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else current_language()
    m = material(report, blocks)
    built = build(report, blocks, m, language=language, draft=True, on=today())
    newer = newer_revisions(m.contributions, blocks)
    notes = taken(blocks)
    comments = dict.fromkeys((block.pk for block in blocks), 0)
    for block_id in report.blocks.filter(comments__handled_at=None, comments__isnull=False).values_list(
        "pk", flat=True
    ):
        comments[block_id] += 1
    rows = [
        {
            "block": block,
            "label": label_of(block),
            "pins": len([pin for pin in block.pins if "revision" in pin]),
            "notes": len([pin for pin in block.pins if "note" in pin]),
            "newer_notes": newer_notes(block, notes),
            "newer": [pin["country"] for pin in block.pins if pin.get("country") in newer],
            "is_silent": not built.places[block.pk],
            "one_language": bool(block.text_en) != bool(block.text_es),
            "comments": comments[block.pk],
            "up": moved(blocks, block, up=True) is not None,
            "down": moved(blocks, block, up=False) is not None,
        }
        for block in blocks
    ]
    at = next((i for i, block in enumerate(blocks) if str(block.position) == request.GET.get("at")), 0)
    place = blocks[at].position if blocks else 0
    names = {"en": _("English"), "es": _("Spanish")}
    return {
        "rows": rows,
        "at": place,
        "language": language,
        "preview": _excerpt(built, blocks[at : at + PREVIEWED]),
        "languages": [
            Link(names[code], f"?at={place}&language={code}#preview", "true" if code == language else "")
            for code in LANGUAGES
        ],
        "since": [pick(country, "name") for country in sort_by_name(published_since(m.contributions, blocks))],
        "newer": newer or any(row["newer_notes"] for row in rows),
    }


def preview_of(report: Report, blocks: list[ReportBlock], chosen: list[ReportBlock], language: str) -> str:
    """What the chosen blocks print, with the numbers they have in the whole report."""
    built = build(report, blocks, material(report, blocks), language=language, draft=True, on=today())
    return _excerpt(built, chosen)


def _excerpt(built: Built, chosen: list[ReportBlock]) -> str:
    if not chosen:
        return ""
    places = range(built.places[chosen[0].pk].start, built.places[chosen[-1].pk].stop)
    return html.render_excerpt(built.document, places) if places else ""


def report_of(request: SeatRequest, pk: str) -> Report:
    reports = Report.objects.visible_to(request.seat).select_related("cycle", "scheme", "document")
    return get_object_or_404(reports, pk=pk)


def crumbs_of_reports() -> list[Link]:
    return [Link(_("Reports"), reverse("reporting:report-list"))]


def _titles() -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[f"title_{language}"] = _("Regional report on the Global Compact for Migration")
    return found
