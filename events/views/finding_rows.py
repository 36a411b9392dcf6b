"""Saving findings and reports one by one: for the browser's autosave (JSON) and for the page's own form."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from common import shapes
from common.errors import Conflict
from common.outcomes import Outcome, respond, version_of
from common.text import uuid_or_none
from events.actions import findings as actions
from events.actions import session_reports as reports
from events.actions.findings import Found
from events.models import Finding, SessionQuestion, SessionReport, SessionReportText
from events.views.note_rows import conflict_with, is_unsent, outcome_of

FIELDS = ("text", "kind", "said_by", "language", "item")


def report_of(request: SeatRequest, pk: object) -> SessionReport:
    """The report of a session that the seat reads; 404 for everybody else."""
    rows = SessionReport.objects.visible_to(request.seat).select_related("session__event")
    return get_object_or_404(rows, pk=pk)


def rows_under(report: SessionReport) -> Any:
    """The findings of a session, question by question."""
    rows = Finding.objects.select_related(
        "question__session__report", "question__session__event", "updated_by", "item__day"
    )
    return rows.filter(question__session=report.session_id).order_by("question__order", "order")


def texts_of(report: SessionReport) -> Any:
    return SessionReportText.objects.select_related("report", "updated_by").filter(report=report)


def finding_of(report: SessionReport, key: str) -> Finding | None:
    found: Finding | None = rows_under(report).filter(pk=key).first() if uuid_or_none(key) else None
    return found


@seat_required
@require_POST
def finding(request: SeatRequest, pk: str, question: int, row: str) -> HttpResponse:
    """Save one row; one that the page made by itself is sent for the first time."""
    report = report_of(request, pk)
    version = request.POST.get("version", "")
    stored = rows_under(report).filter(pk=row).first()
    if stored is None and is_unsent(version) and not Finding.objects.filter(pk=row).exists():
        questions = SessionQuestion.objects.select_related("session__report", "session__event")
        stored = Finding(pk=row, question=get_object_or_404(questions, session=report.session_id, pk=question))
    if stored is None:
        return respond(Outcome(422, errors=[_("Somebody took this row out. Copy your text into another one.")]))
    found = posted_finding(request.POST, row)
    if found is None:
        return respond(Outcome(422, errors=[_("No text was sent.")]))
    return respond(save_finding(request.seat, stored, found, version))


@seat_required
@require_POST
def report_text(request: SeatRequest, pk: str, language: str) -> HttpResponse:
    """Save the report in one language."""
    text = texts_of(report_of(request, pk)).filter(language=language).first()
    if text is None:
        raise Http404
    written = request.POST.get(f"text-report-{language}")
    if written is None:
        return respond(Outcome(422, errors=[_("No text was sent.")]))
    return respond(save_report_text(request.seat, text, written, request.POST.get("version", "")))


def posted_finding(posted: Any, key: object) -> Found | None:
    """The row among the posted fields ("text-<row>", "kind-<row>" …), None when it was not sent."""
    if f"text-{key}" not in posted:
        return None
    return Found(**{name: posted[f"{name}-{key}"] for name in FIELDS if f"{name}-{key}" in posted})


def save_finding(seat: Seat, row: Finding, found: Found, version: str) -> Outcome:
    """One row through the rule and the action; every refusal becomes an outcome."""

    def show(clash: Conflict) -> shapes.Conflict:
        stored = Finding.objects.select_related("updated_by").get(pk=row.pk)
        theirs: Any = clash.stored
        mine, other = found.text, theirs.text
        if found.key[1:] != theirs.key[1:]:
            mine, other = f"{mine}\n[{found.marks}]", f"{other}\n[{theirs.marks}]"
        return conflict_with(str(row.pk), mine, other, stored, found.language)

    return outcome_of(
        lambda: actions.save_finding(finding=row, found=found, version=version_of(version), by=seat), show, found.text
    )


def save_report_text(seat: Seat, text: SessionReportText, written: str, version: str) -> Outcome:
    """The report in one language through the rule and the action."""

    def show(clash: Conflict) -> shapes.Conflict:
        return conflict_with(f"report-{text.language}", written, str(clash.stored), text, text.language)

    return outcome_of(
        lambda: reports.save_text(text=text, written=written, version=version_of(version), by=seat), show, written
    )
