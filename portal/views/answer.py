"""The address of one published answer: the text while it is in force, a dated trace afterwards."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import current_language, other_language, pick
from common.shapes import Link
from reporting.exports import ANSWERS
from reporting.models import PublishedAnswer

RELATED = ("country", "cycle", "objective", "question", "revision", "replaced_by")


@public_page
@require_safe
def answer(request: SeatRequest, code: str) -> HttpResponse:
    """By code, the text in force; by the id of one version, that version or what became of it (410)."""
    rows = PublishedAnswer.objects.select_related(*RELATED)
    named = Q(pk=as_id) if (as_id := _uuid(code)) else Q(code=code)
    found = rows.visible_to(request.seat).filter(named).first()
    if found and as_id:
        return redirect("portal:answer", code=found.code)
    if found:
        return render(request, "portal/answer.html", _text(found) | _place(found))
    trace = rows.traces_for(request.seat).filter(named).order_by("-ended_at").first()
    if trace is None:
        raise Http404
    in_its_place = rows.visible_to(request.seat).filter(code=trace.code).first()
    context = {"trace": trace, "in_its_place": in_its_place} | _place(trace)
    return render(request, "portal/answer_ended.html", context, status=410)


def _uuid(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None


def _text(row: PublishedAnswer) -> dict[str, object]:
    language = current_language()
    first, second = language, other_language(language)
    if not getattr(row, f"text_{first}"):
        first, second = second, first
    citation = ANSWERS.field("citation")
    columns = PublishedAnswer.objects.filter(pk=row.pk).values_list(*citation.columns).get()
    return {
        "texts": [
            {"language": code, "text": text, "is_source": code == row.source_language}
            for code in (first, second)
            if (text := getattr(row, f"text_{code}"))
        ],
        "lines": (pick(row, "words") or "").split("\n") if row.words_en or row.words_es else [],
        "citation": citation.make(*columns, language=language) if citation.make else "",
    }


def _place(row: PublishedAnswer) -> dict[str, object]:
    crumbs = [
        Link(_("Countries"), reverse("portal:country-list")),
        Link(pick(row.country, "name"), reverse("portal:country", args=[row.country.code])),
        Link(pick(row.question, "label")),
    ]
    return {"answer": row, "crumbs": crumbs}
