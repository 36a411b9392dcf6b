"""The ten guiding principles: each with where it is named, and the index principle x objective."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.seats import Seat
from common.http import public_page
from common.i18n import pick, sort_key
from common.shapes import Link, MatrixGroup, MatrixRow
from objectives.models import Objective, Principle, Scheme
from portal.queries.texts import texts
from reporting.enums import QuestionType
from reporting.models import PublishedAnswer
from reporting.queries.workspace import grouped
from sources.models import Statement

Named = dict[tuple[str, int], list[PublishedAnswer]]


@public_page
@require_safe
def principle_list(request: SeatRequest) -> HttpResponse:
    """The principles, and an index of where published texts and the record name them. No counts."""
    principles = list(Principle.objects.all())
    found = named(request.seat)
    recorded = _recorded()
    scheme = Scheme.objects.order_by("order", "name_en").first()
    groups = grouped(scheme, Objective.objects.all()) if scheme else []
    context = {
        "principles": principles,
        "columns": [Link(f"({p.letter})", reverse("portal:principle", args=[p.letter])) for p in principles],
        "groups": [
            MatrixGroup(
                pick(group, "name") if group else _("Not in this grouping"),
                [_row(objective, principles, found, recorded) for objective in members],
            )
            for group, members in groups
        ],
        "is_empty": not found and not recorded,
    }
    return render(request, "portal/principle_list.html", context)


@public_page
@require_safe
def principle(request: SeatRequest, letter: str) -> HttpResponse:
    """One principle: what it says, the published texts that name it by objective, and the record."""
    row = get_object_or_404(Principle, letter=letter)
    objectives = {o.number: o for o in Objective.objects.all()}
    found = {number: texts for (code, number), texts in named(request.seat).items() if code == letter}
    letters = list(Principle.objects.values_list("letter", flat=True))
    at = letters.index(letter)
    context = {
        "principle": row,
        "objectives": [(objectives[number], found[number]) for number in sorted(found)],
        "statements": row.statements.select_related("country", "source").order_by("order"),
        "before": letters[at - 1] if at else "",
        "after": letters[at + 1] if at + 1 < len(letters) else "",
        "crumbs": [Link(_("Guiding principles"), reverse("portal:principle-list")), Link(f"({letter})")],
    }
    return render(request, "portal/principle.html", context)


def named(seat: Seat) -> Named:
    """{(letter, objective): the published texts, as far as the seat may read them, that name the principle there}."""
    rows = texts(seat).filter(type=QuestionType.PRINCIPLES, objective__isnull=False)
    found: Named = {}
    for row in sorted(rows, key=lambda row: (sort_key(pick(row.country, "name")), -row.cycle.starts.toordinal())):
        for letter in row.choices:
            found.setdefault((letter, row.objective_id or 0), []).append(row)
    return found


def _recorded() -> set[tuple[str, int]]:
    """Pairs that an intervention on record names."""
    rows = Statement.objects.exclude(principles=None).exclude(objectives=None)
    return set(rows.values_list("principles__letter", "objectives__number"))


def _row(objective: Objective, principles: list[Principle], found: Named, recorded: set[tuple[str, int]]) -> MatrixRow:
    cells: list[Any] = []
    for one in principles:
        pair = (one.letter, objective.number)
        label = _("Principle (%(letter)s), objective %(number)s") % {"letter": one.letter, "number": objective.number}
        anchor = f"o{objective.number}" if pair in found else "rec"
        url = f"{reverse('portal:principle', args=[one.letter])}#{anchor}"
        cells.append(Link(label, url) if pair in found or pair in recorded else None)
    return MatrixRow(
        objective.number, pick(objective, "short"), reverse("portal:objective", args=[objective.number]), cells
    )
