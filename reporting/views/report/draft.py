"""The circulated draft: members read it and comment on its sections, the Secretariat answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.i18n import LANGUAGES, current_language, pick
from common.results import Denied
from common.shapes import Link
from publications.block_json import from_json
from publications.blocks import Document
from publications.models import Edition
from publications.render import html
from reporting import notify, rules
from reporting.actions import sections as actions
from reporting.models import BlockComment, Report
from reporting.policy import Act
from reporting.queries import draft as queries


@seat_required
@require_safe
def draft(request: SeatRequest, pk: str) -> HttpResponse:
    """One chapter of the frozen draft (`?chapter=2&language=es`), each section with its comments below it."""
    report, edition = _circulated(request, pk)
    document = _document(request, edition)
    chapters = queries.chapters(edition, document, queries.comments_on(report, request.seat))
    wanted = request.GET.get("chapter", "1")
    at = next((place for place, chapter in enumerate(chapters) if str(chapter.number) == wanted), 0)
    blocks = set(report.blocks.values_list("pk", flat=True))
    names = {"en": "English", "es": "Español"}
    context = _frame(request, report, edition) | {
        "chapters": chapters,
        "chapter": chapters[at],
        "before": chapters[at - 1] if at else None,
        "after": chapters[at + 1] if at + 1 < len(chapters) else None,
        "language": document.language,
        "languages": [
            Link(names[code], f"?chapter={at + 1}&language={code}", "true" if code == document.language else "")
            for code in LANGUAGES
        ],
        "sections": [
            {
                "section": section,
                "html": html.render_excerpt(document, section.places),
                "takes_comments": section.block in blocks,
            }
            for section in chapters[at].sections
        ],
    }
    return render(request, "reporting/report/draft.html", context)


@seat_required
@require_safe
def comments(request: SeatRequest, pk: str) -> HttpResponse:
    """All comments that the seat may read, gathered by section; the Secretariat answers them here."""
    report, edition = _circulated(request, pk)
    chapters = queries.chapters(edition, _document(request, edition), queries.comments_on(report, request.seat))
    context = _frame(request, report, edition) | {
        "chapters": [chapter for chapter in chapters if chapter.comments],
        "open": sum(chapter.open for chapter in chapters),
    }
    return render(request, "reporting/report/comments.html", context)


@seat_required
@require_POST
def block_comment(request: SeatRequest, pk: str, block_pk: str) -> HttpResponse:
    """A member's comment on a section."""
    report = _report(request, pk)
    block = get_object_or_404(report.blocks.select_related("report__cycle"), pk=block_pk)
    try:
        comment = actions.comment(block=block, text=request.POST.get("text", ""), by=request.seat)
        notify.comment_sent(comment, by=request.seat)
        messages.success(request, _("Your comment was sent to the Secretariat."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    address = reverse("reporting:report-draft", args=[report.pk])
    return redirect(f"{address}?chapter={request.POST.get('chapter', '')[:3]}#b-{block.pk}")


@seat_required
@require_POST
def comment_handle(request: SeatRequest, pk: str, comment_pk: str) -> HttpResponse:
    """Say what became of a comment."""
    report = _report(request, pk)
    rows = BlockComment.objects.visible_to(request.seat).filter(block__report=report)
    row = get_object_or_404(rows.select_related("block__report", "author"), pk=comment_pk)
    try:
        actions.handle_comment(row=row, remark=request.POST.get("remark", ""), by=request.seat)
        notify.comment_answered(row, by=request.seat)
        messages.success(request, _("The answer was sent to the country."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('reporting:report-comments', args=[report.pk])}#c-{row.pk}")


def _frame(request: SeatRequest, report: Report, edition: Edition) -> dict[str, Any]:
    """What both pages say above: which draft it is, until when, and why the reader may not comment."""
    decision = rules.may_comment(request.seat, report)
    pages = {"report-draft": _("Text"), "report-comments": _("Comments")}
    return {
        "report": report,
        "edition": edition,
        "may_comment": decision,
        "closed": decision.why if isinstance(decision, Denied) and not request.seat.is_secretariat else "",
        "may_answer": rules.may(request.seat, Act.WRITE_REPORT),
        "pages": [
            Link(
                words,
                address := reverse(f"reporting:{name}", args=[report.pk]),
                "page" if request.path == address else "",
            )
            for name, words in pages.items()
        ],
        "crumbs": [
            Link(_("Reports"), reverse("reporting:report-list")),
            Link(pick(report, "title"), reverse("reporting:report", args=[report.pk])),
            Link(_("Circulated draft")),
        ],
    }


def _document(request: SeatRequest, edition: Edition) -> Document:
    language = request.GET.get("language", "")
    return from_json(edition.blocks[language if language in LANGUAGES else current_language()])


def _circulated(request: SeatRequest, pk: str) -> tuple[Report, Edition]:
    report = _report(request, pk)
    edition = queries.circulated(report)
    if edition is None:
        raise Http404
    return report, edition


def _report(request: SeatRequest, pk: str) -> Report:
    """A report within the Conference: its members and the desk; to everybody else the draft does not exist."""
    seat = request.seat
    if not (seat.is_member or seat.is_desk):
        raise Http404
    reports = Report.objects.visible_to(seat).select_related("cycle", "scheme", "document")
    return get_object_or_404(reports, pk=pk)
