"""The register of good practices: a list with search and filters, and one practice."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from common.i18n import pick
from common.shapes import Link
from objectives.models import Objective, Scheme
from portal.queries.filtering import Choice, Filtered, choice, filtered, groups_as_options, kept
from practices.filters import PracticeFilters
from practices.models import Practice
from reporting.models import Cycle

FILTERS = ("q", "objective", "group", "scheme", "country", "principle", "cycle")
PER_PAGE = 25


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
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]
    return [
        choice("objective", _("Objective"), objectives, found.asked),
        choice("group", _("Group"), groups_as_options(Scheme.objects.with_groups()), found.asked),
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
