"""The register of good practices: a list with search and filters, one practice, and the goals that are named."""

import tempfile
from pathlib import Path

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import Language
from accounts.http import SeatRequest
from accounts.models import Country
from accounts.seats import Seat
from common.dates import local
from common.http import public_page
from common.i18n import current_language, pick, sort_by_name
from common.shapes import Link
from objectives.models import Objective, Principle, Scheme
from portal.queries.filtering import Choice, Filtered, choice, days_of, filtered, groups_as_options, kept
from practices.enums import SHOWN, Stage, Status
from practices.filters import PracticeFilters, Whose
from practices.models import Practice, PracticeQuerySet
from practices.rules import may_keep, may_say_repository
from practices.sdgs import lines_about, say, titles
from practices.un_form import NARRATIVES, as_document, as_value, fill
from publications.letterheads import CONFERENCE
from publications.render import docx
from reporting.models import Cycle
from reporting.queries.themes import calls_of, open_calls
from sources.models import Statement

FILTERS = (
    "q", "objective", "group", "scheme", "country", "principle", "cycle", "owner", "status", "language", "date_from",
    "date_to",
)  # fmt: skip
PER_PAGE = 25
HELD = ("implementer", "dates", "scope", *NARRATIVES[1:], "criteria")
"""Fields of the form that a page shows under their labels, where they are held; the summary stands above."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public_page
@require_safe
def practice_list(request: SeatRequest) -> HttpResponse:
    """The register, in its own order: search in both languages, by objective, group and cycle."""
    rows = Practice.objects.shown_to(request.seat)
    found = filtered(PracticeFilters, rows, request.GET.dict(), FILTERS)
    shown = found.rows.select_related("country", "source").prefetch_related("objectives")
    choices, days = _choices(found, rows), days_of(found.asked, "date_from", "date_to")
    context = {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "filtered": found,
        "choices": choices,
        "calls": open_calls(request.seat),
        "submitted": _submitted(request.seat),
        "days": days,
        "kept": kept(request.GET, [*choices, *days], found),
    }
    return render(request, "practices/practice_list.html", context)


def _choices(found: Filtered, rows: QuerySet[Practice]) -> list[Choice]:
    """Drop-down lists for every filter of the register; countries are those of which the reader finds a practice."""
    schemes = list(Scheme.objects.with_groups())
    countries = sort_by_name(Country.objects.filter(practices__in=rows).distinct())
    states = [(str(one.value), str(one.label)) for one in SHOWN]
    objectives = [(str(o.number), f"{o.number}. {pick(o, 'short')}") for o in Objective.objects.all()]
    principles = [(p.letter, f"{p.letter}. {pick(p, 'title')}") for p in Principle.objects.all()]
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]
    return [
        choice("objective", _("Objective"), objectives, found.asked),
        choice("country", _("Country"), [(row.code, pick(row, "name")) for row in countries], found.asked),
        choice("scheme", _("Scheme"), [(row.code, pick(row, "name")) for row in schemes], found.asked),
        choice("group", _("Group"), groups_as_options(schemes), found.asked),
        choice("principle", _("Principle"), principles, found.asked),
        choice("owner", _("Kind"), [(str(code), str(words)) for code, words in Whose.choices], found.asked),
        choice("language", _("Language"), [(str(code), str(words)) for code, words in Language.choices], found.asked),
        choice("status", _("Status"), states, found.asked),
        choice("cycle", _("Cycle"), cycles, found.asked),
    ]


@public_page
@require_safe
def practice(request: SeatRequest, code: str) -> HttpResponse:
    """One practice: what it is, whose, on which objectives, and where it can be read."""
    seat = request.seat
    rows = Practice.objects.visible_to(seat).select_related("country", "source")
    row = rows.prefetch_related("objectives", "principles").filter(code=code).first()
    if row is None or (row.status == Status.WITHDRAWN and not seat.is_workspace):
        return _ended(request, code)
    filled = fill(row, current_language())
    held = [one for one in filled if one.field.code in HELD and one.value]
    is_own = row.country is not None and seat.speaks_for(row.country)
    context = {
        "practice": row,
        "held": held,
        "summary_lang": next((one.lang for one in filled if one.field.code == "summary"), ""),
        "goals": [say(number, current_language()) for number in sorted(row.sdgs)],
        "may_keep": bool(may_keep(seat, row)),
        "may_say_repository": bool(may_say_repository(seat, row)),
        "is_own": is_own,
        "earlier": row.versions.published_to(seat).filter(stage=Stage.REPLACED) if row.country and row.is_shown else [],
        "answers": calls_of(row, seat),
        "crumbs": [Link(_("Good practices"), reverse("portal:practice-list")), Link(pick(row, "title"))],
    }
    return render(request, "practices/practice.html", context)


def _ended(request: SeatRequest, code: str) -> HttpResponse:
    """The dated trace of a practice that this reader could read (410)."""
    rows = Practice.objects.traces_for(request.seat).select_related("country")
    row = get_object_or_404(rows, code=code)
    country = pick(row.country, "name") if row.country else ""
    title = _("A practice of %(country)s") % {"country": country}
    first = row.versions.published_to(request.seat).filter(published_at__isnull=False).last()
    context = {
        "practice": row,
        "since": local(first.published_at).date() if first and first.published_at else row.published_on,
        "title": title,
        "crumbs": [Link(_("Good practices"), reverse("portal:practice-list")), Link(title)],
    }
    return render(request, "practices/practice_ended.html", context, status=410)


def _submitted(seat: Seat) -> PracticeQuerySet | list[Practice]:
    """For the desk: what countries have cleared and published to nobody so far."""
    if not seat.is_desk:
        return []
    rows: PracticeQuerySet = Practice.objects.visible_to(seat).filter(status=Status.SUBMITTED)
    return rows.select_related("country")


@public_page
@require_safe
def goal_list(request: SeatRequest) -> HttpResponse:
    """By Sustainable Development Goal, what the record names; nothing is mapped that nobody named."""
    rows = list(Practice.objects.shown_to(request.seat).exclude(sdgs=[]).select_related("country"))
    language = current_language()
    goals = [(say(number, language), [row for row in rows if number in row.sdgs]) for number in titles(language)]
    said = [(one, lines_about(pick(one, "text"))) for one in Statement.objects.select_related("country", "source")]
    context = {
        "named": [(words, found) for words, found in goals if found],
        "unnamed": [words for words, found in goals if not found],
        "said": [(one, lines) for one, lines in said if lines],
        "crumbs": [
            Link(_("Good practices"), reverse("portal:practice-list")), Link(_("Sustainable Development Goals"))
        ],
    }  # fmt: skip
    return render(request, "practices/goal_list.html", context)


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
