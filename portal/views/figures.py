"""Figures with their sources: those on record, and those that countries published. Never summed, never ranked."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Country
from common.http import public_page
from common.i18n import pick, sort_by_name
from common.shapes import Link
from objectives.models import Objective
from portal.queries.countries import published_cycles
from portal.queries.filtering import Choice, choice, filtered, kept
from reporting.filters import FigureFilters
from reporting.models import Cycle, PublishedFigure
from sources.filters import RecordFigureFilters
from sources.models import Figure

PER_PAGE = 25
RECORD = "record"
FILTERS = {RECORD: tuple(RecordFigureFilters.base_filters), "": tuple(FigureFilters.base_filters)}


@public_page
@require_safe
def figure_list(request: SeatRequest) -> HttpResponse:
    """`?of=record`: figures that documents state; else those that countries published, by country and objective."""
    of = RECORD if request.GET.get("of") == RECORD else ""
    if of:
        found = filtered(RecordFigureFilters, Figure.objects.all(), request.GET.dict(), FILTERS[of])
        rows = found.rows.select_related("source").prefetch_related("objectives").order_by("order", "code")
    else:
        figures = PublishedFigure.objects.visible_to(request.seat)
        found = filtered(FigureFilters, figures, request.GET.dict(), FILTERS[of])
        related = found.rows.select_related("country", "cycle", "objective", "answer", "revision")
        rows = related.defer("revision__snapshot", "answer__items", "search_en", "search_es").order_by(
            "country__code", "-cycle__starts", "objective_id", "code"
        )
    choices = _choices(request, of, found.asked)
    context = {
        "of": of,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "filtered": found,
        "choices": choices,
        "kept": kept(request.GET, choices, found, "of"),
        "tabs": [
            Link(_("Of countries"), "?", "" if of else "page"),
            Link(_("On the record"), f"?of={RECORD}", "page" if of else ""),
        ],
    }
    return render(request, "portal/figure_list.html", context)


def _choices(request: SeatRequest, of: str, asked: dict[str, str]) -> list[Choice]:
    objectives = [(str(o.number), f"{o.number}. {pick(o, 'short')}") for o in Objective.objects.all()]
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]
    choices = [choice("objective", _("Objective"), objectives, asked), choice("cycle", _("Cycle"), cycles, asked)]
    if not of:
        countries = sort_by_name(Country.objects.filter(pk__in=published_cycles(request.seat)))
        names = [(country.code, pick(country, "name")) for country in countries]
        choices.insert(0, choice("country", _("Country"), names, asked))
    return choices
