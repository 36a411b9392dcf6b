"""Who published what and when, and what of it was withdrawn."""

from typing import Any
from uuid import UUID

from accounts.models import Country
from accounts.seats import Seat
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
