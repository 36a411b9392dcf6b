"""Amendments as the pages show them: redlines by language, who joined, what they merge, what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from accounts.seats import Seat
from common.i18n import pick, reading_order
from declarations import setting
from declarations.consolidation import Clash, clashes_among
from declarations.enums import OPEN, AmendmentStatus, Operation
from declarations.models import Amendment, Cosponsor, Decision, Draft, Position

SHOWN = (AmendmentStatus.DRAFT, *OPEN)


@dataclass
class Proposal:
    """One amendment with what a page says about it. `sides`: (language, redline); a pending language has none."""

    amendment: Amendment
    sides: list[tuple[str, setting.Pieces]]
    decision: Decision | None = None
    joined: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        return self.decision.get_outcome_display() if self.decision else ""


def rows_for(seat: Seat) -> Any:
    """The amendments that a seat reads, with all that `proposal` needs."""
    return (
        Amendment.objects.visible_to(seat)
        .select_related("draft__declaration", "country", "paragraph", "after", "to__country", "decision__into__country")
        .prefetch_related(
            Prefetch("cosponsors", queryset=Cosponsor.objects.select_related("country")),
            Prefetch("merges", queryset=Amendment.objects.select_related("country")),
        )
    )


def proposals_of(draft: Draft, seat: Seat, *, country: str = "", withdrawn: bool = False) -> list[Proposal]:
    """The amendments of a draft in the order of tabling, a delegation's own drafts last. Three queries."""
    rows = rows_for(seat).filter(draft=draft)
    if not withdrawn:
        rows = rows.exclude(status=AmendmentStatus.WITHDRAWN)
    if country:
        rows = rows.filter(country__code=country)
    return [proposal(row) for row in sorted(rows, key=by_tabling)]


def by_tabling(row: Amendment) -> tuple[bool, bool, Any, str]:
    """Delegations' by the moment of tabling, compromises after them, drafts last."""
    return (row.tabled_at is None, row.is_compromise, row.tabled_at or row.created_at, str(row.pk))


def proposal(row: Amendment) -> Proposal:
    """`row` as `rows_for` fetched it."""
    names = sorted(pick(one.country, "name") for one in row.cosponsors.all())
    return Proposal(
        row, [(code, redline_of(row, code)) for code in reading_order()], getattr(row, "decision", None), names
    )


def redline_of(row: Amendment, language: str) -> setting.Pieces:
    """What it changes in a language; [] where its words are still to come or it has none."""
    if row.operation == Operation.INSERT and row.to_id is None:
        return [("insert", row.text(language))] if row.text(language) else []
    if row.operation == Operation.DELETE:
        words = row.paragraph.text(language) if row.paragraph else ""
        return [("delete", words)] if words else []
    if row.operation == Operation.MOVE:
        return []
    return setting.redline(row.base(language), row.text(language)) if row.text(language) else []


def meetings(proposals: Iterable[Proposal]) -> list[Clash]:
    """Where tabled ones of the same paragraph touch the same words."""
    return clashes_among(one.amendment for one in proposals if one.amendment.status == AmendmentStatus.TABLED)


def positions_of(draft: Draft) -> dict[Any, list[Position]]:
    """What was volunteered and is in force, by paragraph, in the order of the page's language. One query."""
    rows = Position.objects.filter(paragraph__draft=draft, is_current=True).exclude(stance="taken_back")
    found: dict[Any, list[Position]] = {}
    for row in sorted(rows.select_related("country"), key=lambda one: pick(one.country, "name")):
        found.setdefault(row.paragraph_id, []).append(row)
    return found
