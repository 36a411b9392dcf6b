"""Choosing notes of meetings for a section of the regional report."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.i18n import LANGUAGES, pick
from common.results import require
from common.shapes import Link
from common.text import uuid_or_none
from reporting import rules
from reporting.actions.notes import take_notes
from reporting.enums import BlockKind
from reporting.forms.report import NotesFilter, SectionForm
from reporting.models import ReportBlock
from reporting.policy import Act
from reporting.queries.notes import takeable
from reporting.views.report.pages import crumbs_of_reports, label_of, report_of

PER_PAGE = 100


@seat_required
@require_http_methods(["GET", "POST"])
def block_notes(request: SeatRequest, pk: str, block_pk: str) -> HttpResponse:
    """Notes that may be taken in, of one meeting or objective (`?event=…&objective=8`); a POST takes the chosen ones.

    They become a section behind this one; where this one holds notes, they take their place.
    """
    if not request.seat.is_desk:
        raise Http404
    report = report_of(request, pk)
    block = get_object_or_404(report.blocks, pk=block_pk)
    require(rules.may(request.seat, Act.WRITE_REPORT))
    narrowed = NotesFilter(request.GET)
    page = Paginator(narrowed.narrow(takeable()), PER_PAGE).get_page(request.GET.get("page"))
    is_notes = block.kind == BlockKind.NOTES
    chosen = set(block.parameters["rows"]) if is_notes else set()
    form = SectionForm(request.POST or None, initial=_headings())
    if request.method == "POST":
        chosen = chosen - {str(row.pk) for row in page} | {key for key in request.POST.getlist("notes") if key}
        if is_notes or form.is_valid():
            headings = {} if is_notes else form.cleaned_data
            try:
                rows = [found for key in chosen if (found := uuid_or_none(key))]
                section = take_notes(report=report, at=block, rows=rows, headings=headings, by=request.seat)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The notes were taken in."))
                return redirect("reporting:report-block", report.pk, section.pk)
    context = {
        "report": report,
        "section": block,
        "form": form,
        "filter": narrowed,
        "page": page,
        "chosen": chosen,
        "is_notes": is_notes,
        "crumbs": _crumbs(report, block),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reporting/report/block_notes.html", context, status=status)


def _headings() -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[f"heading_{language}"] = _("From the notes of meetings")
    return found


def _crumbs(report: Any, block: ReportBlock) -> list[Link]:
    return [
        *crumbs_of_reports(),
        Link(pick(report, "title"), reverse("reporting:report", args=[report.pk])),
        Link(label_of(block), reverse("reporting:report-block", args=[report.pk, block.pk])),
        Link(_("Notes of a meeting")),
    ]
