"""What the public pages read across rooms, always through what a seat may see."""

from dataclasses import dataclass
from typing import Any

from accounts.models import Country
from accounts.seats import Seat
from common.i18n import pick, sort_by_name
from objectives.models import Objective, Scheme
from reporting.enums import Audience
from reporting.models import Cycle, Publication, readable_audiences


@dataclass(frozen=True)
class Published:
    """One country's published answers as far as a seat may read them."""

    publication: Publication
    answers: tuple[dict[str, Any], ...]

    @property
    def country(self) -> Country:
        return self.publication.revision.assignment.country

    @property
    def objectives(self) -> frozenset[int]:
        return frozenset(a["objective"] for a in self.answers if a["objective"])


def published(seat: Seat, cycle: Cycle | None = None, country: Country | None = None) -> list[Published]:
    """Publications in force that the seat may read, in the country order of the page's language: one query."""
    rows = Publication.objects.visible_to(seat).select_related(
        "revision__assignment__country", "revision__assignment__call__cycle"
    )
    if cycle:
        rows = rows.filter(revision__assignment__call__cycle=cycle)
    if country:
        rows = rows.filter(revision__assignment__country=country)
    allowed = {Audience(a) for a in readable_audiences(seat)}
    found = [
        Published(
            row,
            tuple(
                answer
                for answer in row.revision.snapshot["answers"]
                if Audience(row.narrowed.get(answer["id"], row.audience)) in allowed
            ),
        )
        for row in rows
    ]
    order = {c.pk: i for i, c in enumerate(sort_by_name({p.country.pk: p.country for p in found}.values()))}
    return sorted(found, key=lambda p: (order[p.country.pk], -p.publication.published_at.timestamp()))


def index(seat: Seat, cycle: Cycle, scheme: Scheme) -> dict[str, Any]:
    """The index objective x country of a cycle: countries as columns, objectives by group, "read" or blank."""
    found = published(seat, cycle)
    objectives = {o.number: o for o in Objective.objects.all()}
    groups, seen = [], set()
    for group in scheme.groups.prefetch_related("objectives").order_by("order"):
        numbers = sorted(o.number for o in group.objectives.all())
        seen.update(numbers)
        groups.append((pick(group, "name"), pick(group, "topic"), [objectives[n] for n in numbers]))
    if rest := [objectives[n] for n in sorted(objectives) if n not in seen]:
        groups.append(("", "", rest))
    return {"published": found, "groups": groups}


def latest_cycle(seat: Seat) -> Cycle | None:
    """The latest cycle of which the seat may read something."""
    rows = Publication.objects.visible_to(seat).order_by("-revision__assignment__call__cycle__starts")
    row = rows.select_related("revision__assignment__call__cycle").first()
    return row.revision.assignment.call.cycle if row else None
