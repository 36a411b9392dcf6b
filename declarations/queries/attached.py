"""What stands beside an adopted text for a seat: statements of delegations, commitments, the transmission."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.seats import Seat
from commitments.models import Commitment
from common.i18n import LANGUAGES, pick, sort_key
from declarations.documents.annex import Voice
from declarations.enums import HANDED_OVER, StatementStatus
from declarations.models import Adoption, AttachedStatement, Undertaking
from declarations.numbering import numbers
from declarations.queries.room import paragraphs_of
from declarations.styles import template


@dataclass(frozen=True)
class Placed:
    """A paragraph as far as its number goes; its identity is its place in the adopted text."""

    identity: int
    kind: str


@dataclass
class Beside:
    """One statement as the page shows it: the handles of its paragraphs, and whether its words are shown."""

    statement: AttachedStatement
    handles: list[str] = field(default_factory=list)
    is_own: bool = False

    @property
    def shows_words(self) -> bool:
        """Of one that was withdrawn the others read no more than that it was."""
        return self.is_own or not self.statement.is_withdrawn


def handles_of(kinds: Sequence[str], style: str) -> dict[int, str]:
    """By place, from 1: the handle by which people call each paragraph of an adopted text."""
    rows = [Placed(place, kind) for place, kind in enumerate(kinds, start=1)]
    found = numbers(rows, template(style))  # type: ignore[arg-type]
    return {place: number.handle for place, number in found.items()}  # type: ignore[misc]


def handles_in(adoption: Adoption) -> dict[int, str]:
    """The handles of an adopted text, for those who read its drafting."""
    return handles_of([row.kind for row in paragraphs_of(adoption.draft)], adoption.style)


def statements_beside(adoption: Adoption, seat: Seat, handles: dict[int, str]) -> list[Beside]:
    """What the seat reads: those of its own delegation that are drafts last. One query."""
    rows = AttachedStatement.objects.visible_to(seat).filter(adoption=adoption).select_related("country")
    shown = []
    for row in sorted(rows, key=_place):
        own = seat.is_workspace and row.country_id == seat.home.pk
        shown.append(Beside(row, [handles[place] for place in row.places if place in handles], own))
    return shown


def _place(row: AttachedStatement) -> tuple[bool, date, str, int]:
    """By day, and within a day in the order of the page's language."""
    return row.is_draft, row.on or row.created_at.date(), sort_key(pick(row.country, "name")), row.number


def voices_of(adoption: Adoption, handles: dict[int, str], *, public: bool) -> list[Voice]:
    """Statements as documents print them: those that States published, or all that were handed over.

    Their order here is the same in every language; `documents.annex` puts them in that of its own.
    """
    rows = AttachedStatement.objects.filter(adoption=adoption, status__in=HANDED_OVER).select_related("country")
    if public:
        rows = rows.filter(status=StatementStatus.PUBLISHED, is_public=True)
    return [
        Voice(
            code=row.code, country={code: pick(row.country, "name", code) for code in LANGUAGES}, kind=row.kind,
            on=row.on.isoformat() if row.on else "", paragraphs=tuple(handles[place] for place in row.places),
            texts={code: row.text(code) for code in LANGUAGES},
        )
        for row in rows.order_by("on", "country__code", "number")
    ]  # fmt: skip


def undertakings_of(adoption: Adoption, seat: Seat) -> dict[int, Commitment]:
    """The commitments made of its paragraphs that the seat reads, by place. One query."""
    rows = Undertaking.objects.filter(adoption=adoption, commitment__in=Commitment.objects.visible_to(seat))
    return {row.place: row.commitment for row in rows.select_related("commitment")}
