"""One objective: countries' own words side by side, and two cycles of one country compared."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Country
from common.http import public_page
from common.i18n import pick
from common.shapes import Link
from objectives.models import Group, Objective, Principle, Scheme
from portal.queries.compare import comparison, versions_of
from portal.queries.filtering import Choice, choice, filtered, groups_as_options, kept
from portal.queries.objectives import voices
from portal.queries.texts import cycles_with_texts, texts
from portal.views.reading import is_original, reading_links
from practices.models import Practice
from reporting.filters import AnswerFilters
from reporting.models import PublishedAnswer
from sources.models import Statement

FILTERS = (
    "cycle", "principle", "country", "scheme", "group", "q", "kind", "language", "published_from", "published_to",
)  # fmt: skip


@public_page
@require_safe
def objective(request: SeatRequest, number: int) -> HttpResponse:
    """Countries' own words on the objective, practices, figures and interventions on record.

    A filter chooses contributions of which any answer on the objective matches, and these are shown whole.
    """
    row = get_object_or_404(Objective.objects.prefetch_related("groups__scheme"), number=number)
    original = is_original(request)
    published = PublishedAnswer.objects.visible_to(request.seat).filter(objective=row)
    chosen = filtered(AnswerFilters, published, request.GET.dict(), FILTERS)
    found, left_out = voices(request.seat, row, chosen.rows, original=original)
    schemes = list(Scheme.objects.with_groups())
    choices = _choices(request, schemes, chosen.asked)
    context = {
        "objective": row,
        "feed": reverse("catalogue:feed-objective", args=[number]),
        "voices": found,
        "speakers": [Link(pick(voice.one.country, "name"), f"#{voice.anchor}") for voice in found if voice.anchor],
        "list_query": f"?{urlencode({'objective': number} | chosen.asked)}",
        "left_out": left_out,
        "filtered": chosen,
        "choices": choices,
        "kept": kept(request.GET, choices, chosen, "text"),
        "in_group": _in_group(schemes, chosen.asked.get("group", ""), number),
        "reading_links": reading_links(request, original),
        "practices": Practice.objects.shown_to(request.seat).filter(objectives=row).select_related("country"),
        "figures": row.figures.select_related("source"),
        "statements": Statement.objects.filter(objectives=row).select_related("country", "source"),
        "before": number - 1,
        "after": number + 1 if number < 23 else 0,
        "crumbs": [Link(_("Objectives"), reverse("objectives:objective-list")), Link(str(number))],
    }
    return render(request, "portal/objective.html", context)


def _choices(request: SeatRequest, schemes: list[Scheme], asked: Mapping[str, str]) -> list[Choice]:
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in cycles_with_texts(request.seat)]
    principles = [(one.letter, f"({one.letter}) {pick(one, 'title')}") for one in Principle.objects.all()]
    return [
        choice("cycle", _("Cycle"), cycles, asked),
        choice("principle", _("Guiding principle named"), principles, asked),
        choice("group", _("Read along a group"), groups_as_options(schemes), asked, _("None")),
    ]


def _in_group(schemes: list[Scheme], code: str, number: int) -> tuple[Group, list[Link]] | None:
    """The group that is read along and its objectives, each as a link that keeps the group."""
    for scheme in schemes:
        for group in scheme.groups.all():
            if f"{scheme.code}.{group.code}" == code:
                return group, [
                    Link(
                        f"{one.number}. {pick(one, 'short')}",
                        f"{reverse('portal:objective', args=[one.number])}?group={code}",
                        "page" if one.number == number else "",
                    )
                    for one in group.objectives.all()
                ]
    return None


@public_page
@require_safe
def compare(request: SeatRequest, number: int, code: str) -> HttpResponse:
    """What one country wrote on one objective in two cycles (`?from=…&to=…`), word by word."""
    country = get_object_or_404(Country, code=code)
    versions = versions_of(texts(request.seat).filter(country=country, objective=number))
    if len(versions) < 2:
        raise Http404
    by_code = {one.cycle.code: one for one in versions}
    newer = by_code.get(request.GET.get("to", ""), versions[0])
    older = by_code.get(request.GET.get("from", ""), next(one for one in versions if one is not newer))
    asked = {name: request.GET.get(name, "") for name in ("from", "to")}
    options = [(one.cycle.code, pick(one.cycle, "name")) for one in versions]
    context: dict[str, Any] = {
        "country": country,
        "objective": newer.first.objective,
        "older": older,
        "newer": newer,
        "is_known": all(not value or value in by_code for value in asked.values()),
        "is_same": older is newer,
        "compared": comparison(older, newer),
        "choices": [
            _one_of("from", _("Earlier cycle"), options, older.cycle.code),
            _one_of("to", _("Later cycle"), options, newer.cycle.code),
        ],
        "crumbs": [
            Link(_("Countries"), reverse("portal:country-list")),
            Link(pick(country, "name"), reverse("portal:country", args=[country.code])),
            Link(_("Objective %(number)s") % {"number": number}, reverse("portal:objective", args=[number])),
            Link(_("Two cycles compared")),
        ],
    }
    return render(request, "portal/compare.html", context)


def _one_of(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> Choice:
    """A list of which one is always chosen: there is no comparison with all cycles."""
    return replace(choice(name, label, options, {name: chosen}), any_words="")
