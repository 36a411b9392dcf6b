"""Linking a paragraph to what stands behind it: objectives, conclusions, published answers, notes of meetings."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.results import require
from common.search import MAX_WORDS
from common.shapes import Link
from declarations import rules
from declarations.policy import Act
from declarations.queries.behind import search
from declarations.queries.room import lines_of
from declarations.views.base import crumbs, draft_of, paragraph_of, paragraph_url


@seat_required
@require_safe
def evidence(request: SeatRequest, year: int, number: int, draft: int, identity: str) -> HttpResponse:
    """Search (?q=) what the desk reads, and link it; what is linked stands beside."""
    row = paragraph_of(draft_of(request, year, number, draft), identity)
    require(rules.may(request.seat, Act.NOTE_AGREEMENT, row.draft))
    words = request.GET.get("q", "")[:MAX_WORDS]
    line = next(one for one in lines_of(row.draft, request.seat) if one.paragraph.pk == row.pk)
    trail = [*crumbs(row.draft, here=line.number.handle)[:-1], Link(line.number.handle, paragraph_url(row))]
    context = {
        "draft": row.draft,
        "paragraph": row,
        "line": line,
        "words": words,
        "found": search(words, request.seat),
        "may_note": True,
        "crumbs": [*trail, Link(_("What it rests on"))],
    }
    return render(request, "declarations/evidence.html", context)
