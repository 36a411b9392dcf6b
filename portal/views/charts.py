"""Charts drawn by the server: a page with data table, source and embed address, and the drawing itself."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import current_language, pick
from common.shapes import Link
from objectives.models import Scheme
from portal.queries.charts import BY_GROUP, PRINCIPLES, Chart, chart, parse, public_cycles
from portal.queries.filtering import one_of
from publications.drawing import COLUMN, PAGE, Drawing, Format, draw
from publications.render.html import bars
from reporting.models import Cycle


@public_page
@require_safe
def chart_list(request: SeatRequest) -> HttpResponse:
    """The charts of one cycle by one scheme (`?cycle=…&scheme=…`)."""
    schemes = list(Scheme.objects.with_groups())
    cycles = public_cycles()
    scheme, scheme_known = one_of(schemes, request.GET.get("scheme", ""))
    cycle, cycle_known = one_of(cycles, request.GET.get("cycle", ""))
    made = [chart(measure, cycle, scheme) for measure in (*BY_GROUP, PRINCIPLES)] if cycle else []
    context = {
        "charts": [_shown(one) for one in made if one],
        "is_known": scheme_known and cycle_known,
        "cycle": cycle,
        "scheme_links": [
            Link(
                pick(one, "name"),
                _query(one, cycle),
                "true" if one is scheme else "",
            )
            for one in schemes
        ],
        "cycle_links": [
            Link(
                pick(one, "name"),
                _query(scheme, one),
                "true" if one is cycle else "",
            )
            for one in cycles
        ],
    }
    return render(request, "portal/chart_list.html", context)


@public_page
@require_safe
def chart_detail(request: SeatRequest, code: str) -> HttpResponse:
    """One chart with its table, source, date, licence and how to embed it."""
    made = _find(code)
    context = {
        **_shown(made),
        "licence": settings.LICENCE,
        "page_address": f"{settings.SITE_URL}{reverse('portal:chart', args=[made.code])}",
        "crumbs": [Link(_("Charts"), reverse("portal:chart-list")), Link(made.bars.caption)],
    }
    return render(request, "portal/chart.html", context)


@public_page
@require_safe
def chart_svg(request: SeatRequest, code: str, language: str) -> HttpResponse:
    """The drawing alone, for `<img>` on any site; `?narrow` for a telephone."""
    to_fit = COLUMN if "narrow" in request.GET else PAGE
    with override(language):
        made = _find(code)
        context = {"caption": made.bars.caption, "drawing": _drawing(made, to_fit), "language": language}
        picture = render_to_string("publications/chart.svg", context)
    response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Content-Language"] = language
    return response


def _query(scheme: Scheme | None, cycle: Cycle | None) -> str:
    named = (("scheme", scheme), ("cycle", cycle))
    return f"?{urlencode({name: thing.code for name, thing in named if thing})}"


def _find(code: str) -> Chart:
    measure, cycle_code, scheme_code = parse(code)
    cycle = next((one for one in public_cycles() if one.code == cycle_code), None)
    if cycle is None:
        raise Http404
    scheme = get_object_or_404(Scheme.objects.with_groups(), code=scheme_code) if scheme_code else None
    made = chart(measure, cycle, scheme)
    if made is None or made.code != code:
        raise Http404
    return made


def _shown(made: Chart) -> dict[str, Any]:
    """The chart with its data, and the picture's address and size."""
    address = reverse("chart-svg", args=[made.code, current_language()])
    drawing = _drawing(made, PAGE)
    return {
        "chart": made,
        "rows": bars(made.bars, current_language()),
        "svg": address,
        "svg_address": f"{settings.SITE_URL}{address}",
        "width": drawing.width,
        "height": drawing.height,
        "narrow": _drawing(made, COLUMN),
    }


def _drawing(made: Chart, to_fit: Format) -> Drawing:
    told = [part for part in (made.bars.source, made.bars.date, made.note, settings.LICENCE) if part]
    source = " ".join(part if part.endswith(".") else f"{part}." for part in told)
    address = f"{settings.SITE_URL}{reverse('portal:chart', args=[made.code])}"
    marks = [(row["label"], int(row["length"]), row["display"]) for row in bars(made.bars, current_language())]
    return draw(made.bars.caption, marks, [source, address], to_fit)
