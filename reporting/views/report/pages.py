"""Pages of the regional report: the list, the report, one of its blocks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.forms import label_rows
from common.http import public_page
from common.i18n import LANGUAGES, current_language, other_language, pick
from common.results import require
from common.shapes import Link
from publications.models import Edition
from publications.render import html
from reporting import rules
from reporting.actions import report as actions
from reporting.documents.regional import build
from reporting.enums import BlockKind, ReportStatus
from reporting.forms.report import BlockForm, BuildForm, CirculateForm, CommentForm, SectionForm, StartReportForm
from reporting.models import Report, ReportBlock
from reporting.policy import Act
from reporting.queries.report import material, newer_revisions

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
    return render(request, "reporting/report/report_start.html", {"form": form, "crumbs": _crumbs()}, status=status)


@require_safe
def report_detail(request: SeatRequest, pk: str) -> HttpResponse:
    """The report: its contents and path for those who write it, its editions for everybody who may read them."""
    report = _report(request, pk)
    editions = list(
        Edition.objects.visible_to(request.seat).filter(document=report.document).prefetch_related("files", "jobs")
    )
    may_write = rules.may(request.seat, Act.WRITE_REPORT)
    context: dict[str, Any] = {
        "report": report,
        "editions": editions,
        "crumbs": [*_crumbs(), Link(pick(report, "title"))],
        "may_write": may_write,
        "may_approve": rules.may(request.seat, Act.APPROVE_REPORT),
        "may_comment": rules.may_comment(request.seat, report),
        "path": ReportStatus.choices,
        "running": [job for edition in editions for job in edition.jobs.all() if job.is_live],
    }
    if request.seat.is_desk or context["may_comment"]:
        context |= _contents(request, report)
    if may_write:
        context |= {"build_form": BuildForm(), "circulate_form": CirculateForm(), "section_form": SectionForm()}
    return render(request, "reporting/report/report_detail.html", context)


@seat_required
@require_http_methods(["GET", "POST"])
def block_detail(request: SeatRequest, pk: str, block_pk: str) -> HttpResponse:
    """One block: its text in both languages to edit, what it prints, its pins and the members' comments."""
    report = _report(request, pk)
    block = get_object_or_404(report.blocks.select_related("report__cycle", "report__scheme"), pk=block_pk)
    if not (request.seat.is_desk or rules.may_comment(request.seat, report)):
        require(rules.may(request.seat, Act.WRITE_REPORT))
    may_write = rules.may(request.seat, Act.WRITE_REPORT)
    status, conflict = 200, None
    form = BlockForm(request.POST or None, instance=block, initial={"version": block.version})
    if request.method == "POST":
        require(may_write)
        status, conflict = _save(request, block, form)
        if status == 302:
            return redirect("reporting:report-block", report.pk, block.pk)
        if conflict:
            form = BlockForm(initial={**request.POST.dict(), "version": conflict.version})
    shown = _shown(block)
    context = {
        "report": report,
        "section": block,
        "form": form,
        "conflict": conflict,
        "previews": shown,
        "comments": block.comments.select_related("country", "author"),
        "comment_form": CommentForm(),
        "may_write": may_write,
        "may_comment": rules.may_comment(request.seat, report),
        "newer": newer_revisions(report, [block]),
        "crumbs": [
            *_crumbs(),
            Link(pick(report, "title"), reverse("reporting:report", args=[report.pk])),
            Link(label_of(block)),
        ],
    }
    return render(request, "reporting/report/block_detail.html", context, status=status)


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
    newer = newer_revisions(report, blocks)
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
            "newer": [pin["country"] for pin in block.pins if pin.get("country") in newer],
            "one_language": bool(block.text_en) != bool(block.text_es),
            "comments": comments[block.pk],
        }
        for block in blocks
    ]
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else current_language()
    at = next((i for i, block in enumerate(blocks) if str(block.position) == request.GET.get("at")), 0)
    place = blocks[at].position if blocks else 0
    names = {"en": _("English"), "es": _("Spanish")}
    return {
        "rows": rows,
        "at": place,
        "language": language,
        "preview": _preview(report, blocks, blocks[at : at + PREVIEWED], language),
        "languages": [
            Link(names[code], f"?at={place}&language={code}#preview", "true" if code == language else "")
            for code in LANGUAGES
        ],
        "newer": newer,
    }


def _preview(report: Report, blocks: list[ReportBlock], chosen: list[ReportBlock], language: str) -> str:
    """What the chosen blocks print, with the numbers they have in the whole report."""
    if not chosen:
        return ""
    m = material(report, blocks)
    built = build(report, blocks, m, language=language, draft=True, on=timezone.localdate())
    places = range(built.places[chosen[0].pk].start, built.places[chosen[-1].pk].stop)
    return html.render_excerpt(built.document, places) if places else ""


def _shown(block: ReportBlock) -> list[dict[str, Any]]:
    """What the block prints, in both languages, the page's first."""
    blocks = list(block.report.blocks.order_by("position"))
    own = next(row for row in blocks if row.pk == block.pk)
    return [
        {"language": language, "html": _preview(block.report, blocks, [own], language)}
        for language in (current_language(), other_language(current_language()))
    ]


def _save(request: SeatRequest, block: ReportBlock, form: BlockForm) -> tuple[int, Conflict | None]:
    if not form.is_valid():
        return 422, None
    fields = {name: form.cleaned_data[name] for name in BlockForm.Meta.fields if name in form.changed_data}
    stored = ReportBlock.objects.select_related("report").get(pk=block.pk)
    try:
        actions.save_block(block=stored, fields=fields, version=form.cleaned_data["version"], by=request.seat)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return 422, None
    except Conflict as conflict:
        return 409, conflict
    messages.success(request, _("Saved."))
    return 302, None


def _report(request: SeatRequest, pk: str) -> Report:
    reports = Report.objects.visible_to(request.seat).select_related("cycle", "scheme", "document")
    return get_object_or_404(reports, pk=pk)


def _crumbs() -> list[Link]:
    return [Link(_("Reports"), reverse("reporting:report-list"))]


def _titles() -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[f"title_{language}"] = _("Regional report on the Global Compact for Migration")
    return found
