"""The address of one published answer: the text while it is in force, a dated trace afterwards."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import current_language, pick
from common.shapes import Link
from portal.queries.texts import COLUMNS, RELATED, Shown, texts
from portal.views.reading import is_original
from reporting.exports import ANSWERS
from reporting.models import PublishedAnswer
from reporting.models.published import PublishedQuerySet


@public_page
@require_safe
def answer(request: SeatRequest, code: str) -> HttpResponse:
    """By code, the text in force; by the id of one version, that version or what became of it (410)."""
    named = Q(pk=as_id) if (as_id := _uuid(code)) else Q(code=code)
    found = texts(request.seat).filter(named).first()
    if found and as_id:
        return redirect("portal:answer", code=found.code)
    if found:
        context = _text(found, original=is_original(request)) | {
            "figures": found.figures.visible_to(request.seat).order_by("position"),
            "supersedes": _ended(request).filter(replaced_by=found).first(),
        }
        return render(request, "portal/answer.html", context | _place(found))
    trace = _ended(request).filter(named).first()
    if trace is None:
        raise Http404
    in_its_place = texts(request.seat).filter(code=trace.code).first()
    context = {"trace": trace, "in_its_place": in_its_place} | _place(trace)
    return render(request, "portal/answer_ended.html", context, status=410)


def _ended(request: SeatRequest) -> PublishedQuerySet:
    rows = PublishedAnswer.objects.traces_for(request.seat).select_related(*RELATED)
    ordered: PublishedQuerySet = rows.only(*COLUMNS, "ending").order_by("-ended_at")
    return ordered


def _uuid(code: str) -> UUID | None:
    try:
        return UUID(code)
    except ValueError:
        return None


def _text(row: PublishedAnswer, *, original: bool) -> dict[str, Any]:
    """The words, how they are cited, and their canonical address."""
    citation = ANSWERS.field("citation")
    columns = PublishedAnswer.objects.filter(pk=row.pk).values_list(*citation.columns).get()
    return {
        "shown": Shown(row, original),
        "citation": citation.make(*columns, language=current_language()) if citation.make else "",
        "address": f"{settings.SITE_URL}{reverse('portal:answer', args=[row.code])}",
        "licence": settings.LICENCE,
    }


def _place(row: PublishedAnswer) -> dict[str, Any]:
    country, cycle = row.country, row.cycle
    crumbs = [
        Link(_("Countries"), reverse("portal:country-list")),
        Link(pick(country, "name"), reverse("portal:country", args=[country.code])),
        Link(pick(cycle, "name"), reverse("portal:country-cycle", args=[country.code, cycle.code])),
        Link(pick(row.question, "label")),
    ]
    return {"answer": row, "crumbs": crumbs}
