"""Public pages that join rooms: home, objective, country."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Country
from common.http import public_page
from common.i18n import pick, sort_by_name
from common.shapes import Link, MatrixGroup, MatrixRow
from events.models import Event
from objectives.models import Objective, Scheme
from portal import queries
from practices.models import Practice
from reporting.models import Publication, Report
from reporting.queries.reading import readable
from sources.models import Statement


@public_page
@require_safe
def home(request: SeatRequest) -> HttpResponse:
    """What members share: the index of published texts, reports, practices, events."""
    seat = request.seat
    schemes = list(Scheme.objects.order_by("order", "name_en"))
    scheme = next((s for s in schemes if s.code == request.GET.get("scheme")), schemes[0] if schemes else None)
    cycle = queries.latest_cycle(seat)
    context: dict[str, Any] = {
        "cycle": cycle,
        "scheme_links": [
            Link(pick(s, "name"), f"?scheme={s.code}#index", "true" if scheme and s.pk == scheme.pk else "")
            for s in schemes
        ],
        "reports": Report.objects.visible_to(seat).select_related("cycle")[:3],
        "practices": Practice.objects.visible_to(seat).prefetch_related("objectives")[:7],
        "events": Event.objects.visible_to(seat).exclude(starts=None).order_by("-starts")[:5],
    }
    if cycle and scheme:
        context |= _matrix(queries.index(seat, cycle, scheme))
    return render(request, "portal/home.html", context)


@public_page
@require_safe
def objective(request: SeatRequest, number: int) -> HttpResponse:
    """One objective: countries' own words side by side, practices, figures and interventions on record."""
    row = get_object_or_404(Objective.objects.prefetch_related("groups__scheme"), number=number)
    texts = []
    for one in queries.published(request.seat):
        answers = [a for a in one.answers if a["objective"] == number]
        if answers:
            texts.append({"published": one, "answers": readable(answers)[0]["answers"]})
    context = {
        "objective": row,
        "texts": texts,
        "practices": Practice.objects.visible_to(request.seat).filter(objectives=row),
        "figures": row.figures.select_related("source"),
        "statements": Statement.objects.filter(objectives=row).select_related("country", "source"),
        "before": number - 1,
        "after": number + 1 if number < 23 else 0,
        "crumbs": [Link(_("Objectives"), reverse("objectives:objective-list")), Link(str(number))],
    }
    return render(request, "portal/objective.html", context)


@public_page
@require_safe
def country_list(request: SeatRequest) -> HttpResponse:
    """Member Countries in the order of the language; placeholders only where they published something."""
    found = {p.country.pk for p in queries.published(request.seat)}
    members = Country.objects.members().filter(Q(is_placeholder=False) | Q(pk__in=found))
    countries = sort_by_name(members)
    return render(request, "portal/country_list.html", {"countries": countries, "publishing": found})


@public_page
@require_safe
def country(request: SeatRequest, code: str) -> HttpResponse:
    """What one country lets this reader read, with dated traces of what it withdrew."""
    row = get_object_or_404(Country, code=code)
    found = queries.published(request.seat, country=row)
    traces = Publication.objects.filter(
        assignment__country=row, ending=Publication.Ending.WITHDRAWN, audience="public"
    ).select_related("assignment__call__cycle")
    context = {
        "country": row,
        "found": [{"published": p, "parts": readable(list(p.answers))} for p in found],
        "traces": traces,
        "statements": row.statements.select_related("source"),
        "crumbs": [Link(_("Countries"), reverse("portal:country-list")), Link(pick(row, "name"))],
    }
    return render(request, "portal/country.html", context)


def _matrix(index: dict[str, Any]) -> dict[str, Any]:
    found = index["published"]
    return {
        "columns": [Link(pick(p.country, "name"), reverse("portal:country", args=[p.country.code])) for p in found],
        "groups": [
            MatrixGroup(
                name or _("Not in this grouping"),
                [
                    MatrixRow(
                        o.number,
                        pick(o, "short"),
                        reverse("portal:objective", args=[o.number]),
                        [_cell(p, o.number) if o.number in p.objectives else None for p in found],
                    )
                    for o in objectives
                ],
                topic,
            )
            for name, topic, objectives in index["groups"]
        ],
    }


def _cell(one: queries.Published, number: int) -> Link:
    label = _("%(country)s, objective %(number)s") % {"country": pick(one.country, "name"), "number": number}
    return Link(label, f"{reverse('portal:objective', args=[number])}#{one.country.code}")
