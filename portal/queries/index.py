"""The index objective x country: which texts there are to read, from the one definition in `portal.exports`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.seats import Seat
from common.i18n import current_language, other_language, sort_key
from common.resources import plan
from objectives.models import Objective, Scheme
from portal.exports import INDEX
from reporting.models import Cycle

PLAN = plan(INDEX.fields)
Row = dict[str, Any]


def index_rows(rows: QuerySet[Any]) -> list[Row]:
    """Rows of the index as {name: value}, in the order of cycle, country and objective: one query."""
    return [PLAN.object(row) for row in rows.values_list(*PLAN.columns)]


def index_of(seat: Seat, cycle: Cycle) -> list[Row]:
    """The index of one cycle."""
    return index_rows(INDEX.rows(seat).filter(cycle=cycle))


@dataclass(frozen=True)
class IndexCountry:
    """A country that published in the cycle."""

    code: str
    name: str
    objectives: frozenset[int]


def countries_of(rows: Iterable[Row]) -> list[IndexCountry]:
    """The countries of the index in the order of the language."""
    names: dict[str, str] = {}
    found: dict[str, set[int]] = {}
    language = current_language()
    for row in rows:
        code = row["country"]
        names[code] = row[f"country_name_{language}"] or row[f"country_name_{other_language(language)}"]
        found.setdefault(code, set()).add(row["objective"])
    ordered = sorted(found, key=lambda code: sort_key(names[code]))
    return [IndexCountry(code, names[code], frozenset(found[code])) for code in ordered]


def by_group(scheme: Scheme, objectives: Sequence[Objective]) -> list[tuple[Any, list[Objective]]]:
    """(group or None, its objectives) of a scheme read with its groups; what it leaves out stands last under None."""
    known = {objective.number: objective for objective in objectives}
    groups = [(group, sorted(o.number for o in group.objectives.all())) for group in scheme.groups.all()]
    placed = {number for _group, numbers in groups for number in numbers}
    found: list[tuple[Any, list[Objective]]] = [(group, [known[n] for n in numbers]) for group, numbers in groups]
    rest = [objective for objective in objectives if objective.number not in placed]
    return [*found, (None, rest)] if rest else found
