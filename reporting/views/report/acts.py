"""Acts on the regional report: each is a POST that calls one action and leads back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from common.errors import Refused
from publications.actions import request_render
from publications.models import Edition, RenderJob
from reporting import notify
from reporting.actions import report as actions
from reporting.actions import sections
from reporting.forms.report import BuildForm, CirculateForm, SectionForm
from reporting.models import Report, ReportBlock


@seat_required
@require_POST
def report_build(request: SeatRequest, pk: str) -> HttpResponse:
    """Freeze a draft edition and ask for the chosen files; leads to the first job."""
    report = _report(request, pk)
    actions.require_writer(request.seat)
    form = BuildForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose at least one file."))
        return redirect("reporting:report", report.pk)
    return _try(request, report, lambda: _build(report, form.cleaned_data["outputs"], request.seat))


@seat_required
@require_POST
def report_circulate(request: SeatRequest, pk: str) -> HttpResponse:
    report = _report(request, pk)
    actions.require_writer(request.seat)
    form = CirculateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the date until which members may comment."))
        return redirect("reporting:report", report.pk)
    return _try(
        request,
        report,
        lambda: _circulate(report, form, request.seat),
        _("The draft circulates among the members."),
    )


@seat_required
@require_POST
def report_revise(request: SeatRequest, pk: str) -> HttpResponse:
    report = _report(request, pk)
    return _try(request, report, lambda: actions.revise(report=report, by=request.seat), _("Comments are closed."))


@seat_required
@require_POST
def report_approve(request: SeatRequest, pk: str) -> HttpResponse:
    report = _report(request, pk)
    return _try(request, report, lambda: actions.approve(report=report, by=request.seat), _("The report is approved."))


@seat_required
@require_POST
def report_publish(request: SeatRequest, pk: str) -> HttpResponse:
    """Freeze and publish the approved text, and ask for its files in both languages."""
    report = _report(request, pk)

    def publish() -> Edition:
        edition = actions.publish_report(report=report, by=request.seat)
        _ask(edition, [value for value, _label in BuildForm.OUTPUTS], None)
        return edition

    return _try(request, report, publish, _("The report is published."))


@seat_required
@require_POST
def report_refresh(request: SeatRequest, pk: str, block_pk: str | None = None) -> HttpResponse:
    """Take what is published now, into one block or all."""
    report = _report(request, pk)
    block = get_object_or_404(report.blocks, pk=block_pk) if block_pk else None
    return _try(
        request,
        report,
        lambda: actions.refresh_pins(report=report, block=block, by=request.seat),
        _("What is published now was taken in."),
        block,
    )


@seat_required
@require_POST
def block_add(request: SeatRequest, pk: str, block_pk: str) -> HttpResponse:
    """A new authored section behind this block."""
    report = _report(request, pk)
    after = get_object_or_404(report.blocks, pk=block_pk)
    actions.require_writer(request.seat)
    form = SectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the section a heading in both languages."))
        return redirect("reporting:report-block", report.pk, after.pk)
    return _try(
        request, report, lambda: sections.add_block(report=report, after=after, by=request.seat, **form.cleaned_data)
    )


@seat_required
@require_POST
def block_move(request: SeatRequest, pk: str) -> HttpResponse:
    """Move a section a place up or down (field "up" or "down" holds its id)."""
    report = _report(request, pk)
    actions.require_writer(request.seat)
    up = "up" in request.POST
    try:
        block = report.blocks.get(pk=request.POST.get("up" if up else "down", ""))
    except (ReportBlock.DoesNotExist, ValidationError) as error:
        raise Http404 from error
    try:
        sections.move_block(block=block, up=up, by=request.seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('reporting:report', args=[report.pk])}#b-{block.pk}")


@seat_required
@require_POST
def block_remove(request: SeatRequest, pk: str, block_pk: str) -> HttpResponse:
    report = _report(request, pk)
    block = get_object_or_404(report.blocks.select_related("report"), pk=block_pk)
    return _try(
        request, report, lambda: sections.remove_block(block=block, by=request.seat), _("The section was taken out.")
    )


def _circulate(report: Report, form: CirculateForm, seat: Seat) -> None:
    actions.circulate(report=report, comments_until=form.instant(), by=seat)
    notify.draft_circulated(report, by=seat)


def _build(report: Report, outputs: list[str], seat: Seat) -> RenderJob | Edition:
    edition = actions.build_edition(report=report, by=seat)
    return _ask(edition, outputs, seat) or edition


def _ask(edition: Edition, outputs: list[str], seat: Seat | None) -> RenderJob | None:
    """Ask for files ("en:pdf:letter"); gives the first job."""
    jobs = []
    for output in outputs:
        language, format_, paper = output.split(":")
        jobs.append(request_render(edition=edition, language=language, format=format_, paper=paper, by=seat))
    return next((job for job in jobs if isinstance(job, RenderJob)), None)


def _try(
    request: SeatRequest,
    report: Report,
    act: Callable[[], Any],
    done: str = "",
    block: ReportBlock | None = None,
) -> HttpResponse:
    """Do it; a refusal becomes a message, a job or edition leads to its page, all else back to the report."""
    try:
        result = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        result = None
    else:
        if done:
            messages.success(request, done)
    if isinstance(result, RenderJob):
        return redirect(result)
    if block is not None:
        return redirect("reporting:report-block", report.pk, block.pk)
    return redirect("reporting:report", report.pk)


def _report(request: SeatRequest, pk: str) -> Report:
    return get_object_or_404(Report.objects.visible_to(request.seat).select_related("cycle", "scheme"), pk=pk)
