"""The home page: what members share, and the index of it as a page, as CSV and as JSON."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import pick
from common.shapes import Link, MatrixGroup, MatrixRow
from events.models import Event
from objectives.models import Objective, Scheme
from portal.exports import INDEX
from portal.queries.filtering import filtered, one_of
from portal.queries.index import PLAN, IndexCountry, Row, by_group, countries_of, index_of, index_rows
from portal.queries.record import editions
from portal.queries.texts import cycles_with_texts
from practices.models import Practice
from reporting.models import Cycle
from reporting.phrases import MINIMUM_BEHIND_A_FIGURE

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would take a cell that begins with one of these for a formula."""


@public_page
@require_safe
def home(request: SeatRequest) -> HttpResponse:
    """What members share: the index of published texts of one cycle by one scheme, and the latest of the record."""
    seat = request.seat
    schemes = list(Scheme.objects.with_groups())
    cycles = cycles_with_texts(seat)
    scheme, scheme_known = one_of(schemes, request.GET.get("scheme", ""))
    cycle, cycle_known = one_of(cycles, request.GET.get("cycle", ""))
    context: dict[str, Any] = {
        "cycle": cycle,
        "scheme": scheme,
        "is_known": scheme_known and cycle_known,
        "scheme_links": [_link(one, cycle, one is scheme, pick(one, "name")) for one in schemes],
        "cycle_links": [_link(scheme, one, one is cycle, pick(one, "name")) for one in cycles if scheme],
        "editions": editions(seat)[:3],
        "practices": Practice.objects.shown_to(seat).select_related("country")[:5],
        "events": Event.objects.visible_to(seat).exclude(starts=None).order_by("-starts", "code")[:4],
    }
    if cycle and scheme:
        context |= _index(index_of(seat, cycle), scheme, cycle)
    return render(request, "portal/home.html", context)


@public_page
@require_safe
def index_csv(request: SeatRequest) -> HttpResponse:
    """The index as CSV, with the filters of answers; 400 for a filter that cannot be read."""
    rows = _filtered_rows(request)
    if isinstance(rows, HttpResponse):
        return rows
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(PLAN.names)
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    response = HttpResponse(sheet.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="index.csv"'
    return response


@public_page
@require_safe
def index_json(request: SeatRequest) -> HttpResponse:
    """The index as {"title", "about", "index": [row, …]}, with the filters of answers."""
    rows = _filtered_rows(request)
    if isinstance(rows, HttpResponse):
        return rows
    told = {"title": str(INDEX.title), "about": str(INDEX.about), "index": rows}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _filtered_rows(request: SeatRequest) -> list[Row] | HttpResponse:
    filters: Any = INDEX.filters
    found = filtered(filters, INDEX.rows(request.seat), request.GET.dict(), filters.base_filters)
    if found.remark:
        return HttpResponse(found.remark, status=400, content_type="text/plain; charset=utf-8")
    return index_rows(found.rows)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _link(scheme: Scheme | None, cycle: Cycle | None, is_chosen: bool, label: str) -> Link:
    query = {"scheme": scheme.code if scheme else "", "cycle": cycle.code if cycle else ""}
    chosen = urlencode({name: value for name, value in query.items() if value})
    return Link(label, f"?{chosen}#index", "true" if is_chosen else "")


def _index(rows: Sequence[Row], scheme: Scheme, cycle: Cycle) -> dict[str, Any]:
    """The matrix, who published, and on how many objectives where enough countries stand behind the number."""
    countries = countries_of(rows)
    objectives = list(Objective.objects.all())
    spoken_of = {row["objective"] for row in rows}
    return {
        "countries": countries,
        "columns": [Link(one.name, reverse("portal:country-cycle", args=[one.code, cycle.code])) for one in countries],
        "groups": [
            MatrixGroup(
                pick(group, "name") if group else _("Not in this grouping"),
                [_row(objective, countries, cycle) for objective in members],
                pick(group, "topic") if group else "",
            )
            for group, members in by_group(scheme, objectives)
        ],
        "spoken_of": len(spoken_of) if len(countries) >= MINIMUM_BEHIND_A_FIGURE else None,
        "objective_count": len(objectives),
    }


def _row(objective: Objective, countries: Sequence[IndexCountry], cycle: Cycle) -> MatrixRow:
    url = reverse("portal:objective", args=[objective.number])
    cells = [
        Link(
            _("%(country)s, objective %(number)s") % {"country": one.name, "number": objective.number},
            f"{url}?cycle={cycle.code}#{one.code}",
        )
        if objective.number in one.objectives
        else None
        for one in countries
    ]
    return MatrixRow(objective.number, pick(objective, "short"), url, cells)
