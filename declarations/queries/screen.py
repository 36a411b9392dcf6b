"""What the screen of a declaration shows: one paragraph, large, and what is tabled to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects

from accounts.seats import Seat
from common.i18n import pick, reading_order
from declarations.consolidation import Clash
from declarations.enums import OPEN, Operation
from declarations.models import Declaration, Draft, Paragraph, Position, Screen, ScreenMove
from declarations.numbering import Number
from declarations.queries.proposals import Proposal, by_tabling, meetings, proposal, rows_for
from declarations.queries.room import Side, numbers_of, paragraphs_of, side_of
from declarations.styles import template


@dataclass
class Shown:
    """The paragraph under discussion with its place in the draft; `proposals` are tabled ones, never drafts."""

    screen: Screen
    draft: Draft
    paragraph: Paragraph
    number: Number
    place: int
    of: int
    sides: list[Side]
    proposals: list[Proposal]
    clashes: list[Clash]
    positions: list[Position]


def version_for(seat: Seat, year: int, number: int) -> int | None:
    """The number that says whether something changed; None where nothing was ever shown. One query."""
    rows = Screen.objects.visible_to(seat).filter(declaration__year=year, declaration__number=number)
    return rows.values_list("version", flat=True).first()


def shown_to(seat: Seat, year: int, number: int) -> Shown | None:
    """What is on the screen now; None where nothing is. Seven queries, whatever is shown."""
    rows = Screen.objects.visible_to(seat).filter(declaration__year=year, declaration__number=number)
    screen = rows.select_related("paragraph__draft__declaration").first()
    if screen is None or screen.paragraph is None:
        return None
    paragraph = screen.paragraph
    draft = paragraph.draft
    everything = paragraphs_of(draft)
    prefetch_related_objects([draft.declaration], "members")
    style = template(draft.declaration.style)
    sides = [side_of(paragraph, code, style, draft.declaration.members_in(code)) for code in reading_order()]
    proposals = _tabled(paragraph, seat)
    place = next(place for place, row in enumerate(everything, start=1) if row.pk == paragraph.pk)
    return Shown(
        screen, draft, paragraph, numbers_of(draft, everything)[paragraph.identity], place, len(everything), sides,
        proposals, meetings(proposals), _positions(paragraph),
    )  # fmt: skip


def _tabled(paragraph: Paragraph, seat: Seat) -> list[Proposal]:
    here = Q(paragraph=paragraph) | Q(after=paragraph, operation=Operation.INSERT)
    rows: Any = rows_for(seat).filter(here, status__in=OPEN)
    return [proposal(row) for row in sorted(rows, key=by_tabling)]


def _positions(paragraph: Paragraph) -> list[Position]:
    rows = paragraph.positions.filter(is_current=True).exclude(stance="taken_back").select_related("country")
    return sorted(rows, key=lambda one: pick(one.country, "name"))


@dataclass(frozen=True)
class Moved:
    """A line of the record of the session, with the handle of the paragraph; "" where the screen was cleared."""

    move: ScreenMove
    handle: str


def record_of(declaration: Declaration, moves: Sequence[ScreenMove]) -> list[Moved]:
    """Moves with the numbers of their paragraphs. One query for each draft that was shown in them."""
    drafts: dict[Any, Draft] = {}
    for move in moves:
        if move.paragraph:
            draft = move.paragraph.draft = drafts.setdefault(move.paragraph.draft_id, move.paragraph.draft)
            draft.declaration = declaration
    handles: dict[Any, str] = {}
    for draft in drafts.values():
        rows = paragraphs_of(draft)
        numbers = numbers_of(draft, rows)
        handles |= {row.pk: numbers[row.identity].handle for row in rows}
    return [Moved(move, handles[move.paragraph_id] if move.paragraph_id else "") for move in moves]
