"""The register of good practices: a list with search and filters, and one practice."""

import tempfile
from pathlib import Path

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import Language
from accounts.http import SeatRequest
from common.dates import local
from common.http import public_page
from common.i18n import current_language, pick
from common.shapes import Link
from objectives.models import Objective, Principle, Scheme
from portal.queries.filtering import Choice, Filtered, choice, filtered, groups_as_options, kept
from practices.filters import PracticeFilters, Whose
from practices.models import Practice
from practices.un_form import as_document, as_value
from publications.letterheads import CONFERENCE
from publications.render import docx
from reporting.models import Cycle

FILTERS = (
    "q", "objective", "group", "scheme", "country", "principle", "cycle", "owner", "status", "language", "date_from",
    "date_to",
)  # fmt: skip
PER_PAGE = 25
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public_page
@require_safe
def practice_list(request: SeatRequest) -> HttpResponse:
    """The register, in its own order: search in both languages, by objective, group and cycle."""
    rows = Practice.objects.visible_to(request.seat)
    found = filtered(PracticeFilters, rows, request.GET.dict(), FILTERS)
    shown = found.rows.select_related("country", "source").prefetch_related("objectives")
    choices = _choices(found)
    context = {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "filtered": found,
        "feed": reverse("catalogue:feed-list", args=["practices"]),
        "choices": choices,
        "kept": kept(request.GET, choices, found),
    }
    return render(request, "practices/practice_list.html", context)


def _choices(found: Filtered) -> list[Choice]:
    objectives = [(str(o.number), f"{o.number}. {pick(o, 'short')}") for o in Objective.objects.all()]
    principles = [(p.letter, f"{p.letter}. {pick(p, 'title')}") for p in Principle.objects.all()]
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]
    return [
        choice("objective", _("Objective"), objectives, found.asked),
        choice("group", _("Group"), groups_as_options(Scheme.objects.with_groups()), found.asked),
        choice("principle", _("Principle"), principles, found.asked),
        choice("owner", _("Kind"), [(str(code), str(words)) for code, words in Whose.choices], found.asked),
        choice("language", _("Language"), [(str(code), str(words)) for code, words in Language.choices], found.asked),
        choice("cycle", _("Cycle"), cycles, found.asked),
    ]


@public_page
@require_safe
def practice(request: SeatRequest, code: str) -> HttpResponse:
    """One practice: what it is, whose, on which objectives, and where it can be read."""
    rows = Practice.objects.visible_to(request.seat).select_related("country", "source")
    row = get_object_or_404(rows.prefetch_related("objectives", "principles"), code=code)
    crumbs = [Link(_("Good practices"), reverse("portal:practice-list")), Link(pick(row, "title"))]
    return render(request, "practices/practice.html", {"practice": row, "crumbs": crumbs})


@public_page
@require_safe
def practice_form(request: SeatRequest, code: str, format: str) -> HttpResponse:
    """One practice in the shape of the UN form: as a Word file to go on with, or as JSON."""
    rows = Practice.objects.visible_to(request.seat).select_related("country")
    row = get_object_or_404(rows.prefetch_related("objectives", "principles"), code=code)
    language = current_language()
    if format == "json":
        return JsonResponse(as_value(row, language), json_dumps_params={"ensure_ascii": False, "indent": 1})
    day = local(row.updated_at).date().isoformat()
    document = as_document(row, language, organization=CONFERENCE[language], date=day)
    with tempfile.TemporaryDirectory(prefix="form-") as folder:
        path = Path(folder) / "form.docx"
        docx.write(document, path, paper="letter", identifier=row.code, say=lambda **_report: None)
        response = HttpResponse(path.read_bytes(), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{row.code}-{language}.docx"'
    return response
