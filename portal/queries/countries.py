"""Who published what and when, and what of it was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from accounts.models import Country
from accounts.seats import Seat
from objectives.models import Objective
from reporting.enums import AnswerKind
from reporting.models import Cycle, Publication, PublishedAnswer

RELATED = ("assignment__call__cycle", "revision")


def published_cycles(seat: Seat) -> dict[UUID, list[Cycle]]:
    """{country's id: cycles with code and name alone, newest first} of what the seat may read: one query."""
    rows = PublishedAnswer.objects.visible_to(seat).order_by("-cycle__starts", "cycle__code")
    names = ("cycle__code", "cycle__name_en", "cycle__name_es")
    found: dict[UUID, list[Cycle]] = {}
    for country, code, name_en, name_es, _starts in rows.values_list("country", *names, "cycle__starts").distinct():
        found.setdefault(country, []).append(Cycle(code=code, name_en=name_en, name_es=name_es))
    return found


@dataclass(frozen=True)
class Head:
    """What a contribution is, without its texts: `cycle` and the objectives it speaks about hold names alone."""

    cycle: Cycle
    revision: int
    published_at: datetime
    objectives: list[Objective]


def heads(seat: Seat, country: Country) -> QuerySet[Any]:
    """The contributions of a country that the seat may read as rows for `headed`, newest cycle first."""
    rows = PublishedAnswer.objects.visible_to(seat).filter(country=country).order_by()
    grouped = rows.values("assignment", "cycle__code", "cycle__name_en", "cycle__name_es", "cycle__starts")
    return grouped.annotate(revision=Max("revision__number"), at=Max("published_at")).order_by(
        "-cycle__starts", "cycle__code", "assignment"
    )


def headed(seat: Seat, rows: Sequence[dict[str, Any]]) -> list[Head]:
    """Some rows of `heads` with their objectives: one query."""
    answers = _telling(seat).filter(assignment__in=[row["assignment"] for row in rows])
    names = ("objective", "objective__short_en", "objective__short_es")
    found: dict[UUID, list[Objective]] = {}
    for assignment, number, short_en, short_es in answers.order_by("objective_id").values_list("assignment", *names):
        found.setdefault(assignment, []).append(Objective(number=number, short_en=short_en, short_es=short_es))
    return [
        Head(
            Cycle(code=row["cycle__code"], name_en=row["cycle__name_en"], name_es=row["cycle__name_es"]),
            row["revision"],
            row["at"],
            found.get(row["assignment"], []),
        )
        for row in rows
    ]


def comparable(seat: Seat, country: Country) -> QuerySet[Objective]:
    """The objectives that at least two contributions of the country speak about: one query."""
    rows = _telling(seat).filter(country=country).order_by().values("objective")
    several = rows.annotate(times=Count("assignment", distinct=True)).filter(times__gt=1)
    return Objective.objects.filter(pk__in=several.values("objective")).order_by("number")


def _telling(seat: Seat) -> Any:
    """Answers on objectives that say something, each objective of a contribution once."""
    rows = PublishedAnswer.objects.visible_to(seat).filter(objective__isnull=False)
    return rows.exclude(text_en="", text_es="", kind__in=("", AnswerKind.REPORTED), choices=[], items=[]).distinct()


def withdrawn(seat: Seat, country: Country) -> list[Publication]:
    """Dated traces of what the country once let the seat read and withdrew."""
    rows = _traces(seat).filter(assignment__country=country, ending=Publication.Ending.WITHDRAWN)
    return list(rows.order_by("-ended_at"))


def ended(seat: Seat, country: Country, cycle: Cycle) -> list[Publication]:
    """What the seat could once read of one contribution, newest first."""
    rows = _traces(seat).filter(assignment__country=country, assignment__call__cycle=cycle)
    return list(rows.order_by("-ended_at"))


def _traces(seat: Seat) -> Any:
    return Publication.objects.traces_for(seat).select_related(*RELATED).defer("revision__snapshot")
