"""What the page of a draft shows, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from accounts.seats import Seat
from common.i18n import LANGUAGES, reading_order
from declarations import numbering, setting
from declarations.consolidation import Clash
from declarations.enums import AmendmentStatus, Pair
from declarations.models import Basis, Draft, Paragraph, Position
from declarations.numbering import Number
from declarations.queries.behind import readable_by
from declarations.queries.proposals import Proposal, meetings, positions_of, proposals_of
from declarations.styles import Template, template


@dataclass
class Side:
    """One language of a paragraph: the text in pieces, whether it is agreed, how it stands to the source."""

    language: str
    pieces: setting.Pieces
    agreed: bool
    pair: str = ""


@dataclass
class Line:
    """One paragraph as the page shows it."""

    paragraph: Paragraph
    number: Number
    sides: list[Side]
    bases: list[Basis] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)

    @property
    def state(self) -> str:
        """For the map of the text: "agreed", "amended", "open" (brackets, or a pair that is not aligned) or ""."""
        if any(one.amendment.status != AmendmentStatus.DRAFT for one in self.proposals):
            return "amended"
        if self.paragraph.is_agreed and self.paragraph.is_aligned:
            return "agreed"
        return "open" if self.paragraph.open_places or not self.paragraph.is_aligned else ""


def paragraphs_of(draft: Draft) -> list[Paragraph]:
    """The paragraphs in order, each with its draft and declaration. One query."""
    rows = list(draft.paragraphs.order_by("order"))
    for row in rows:
        row.draft = draft
    return rows


def numbers_of(draft: Draft, paragraphs: Sequence[Paragraph]) -> dict[UUID, Number]:
    return numbering.numbers(paragraphs, template(draft.declaration.style))


def lines_of(draft: Draft, seat: Seat) -> list[Line]:
    """The draft's lines for a seat that reads it. Queries: paragraphs, members, bases with what they point at.

    Of what a paragraph rests on a seat is told what it reads elsewhere: no note, answer or conclusion of others.
    """
    bases = readable_by(seat, Basis.objects.all())
    rows = list(draft.paragraphs.order_by("order").prefetch_related(Prefetch("bases", queryset=bases)))
    numbers = numbers_of(draft, rows)
    prefetch_related_objects([draft.declaration], "members")
    members = {language: draft.declaration.members_in(language) for language in LANGUAGES}
    style = template(draft.declaration.style)
    lines = []
    for row in rows:
        row.draft = draft
        sides = [side_of(row, language, style, members[language]) for language in reading_order()]
        lines.append(Line(row, numbers[row.identity], sides, list(row.bases.all())))
    return lines


def side_of(paragraph: Paragraph, language: str, style: Template, members: str) -> Side:
    pieces = setting.pieces(setting.filled(paragraph.text(language), members), paragraph.kind, style)
    pair = paragraph.pair if language != paragraph.source_language else ""
    return Side(language, pieces, paragraph.agreed(language), "" if pair == Pair.ALIGNED else pair)


def with_proposals(draft: Draft, lines: list[Line], seat: Seat, country: str = "") -> list[Proposal]:
    """Put amendments and positions to their lines; gives those that stand before the first paragraph. Four queries.

    A new paragraph stands with the one that it follows.
    """
    by_pk = {line.paragraph.pk: line for line in lines}
    positions = positions_of(draft)
    for line in lines:
        line.positions = positions.get(line.paragraph.pk, [])
    loose = []
    for one in proposals_of(draft, seat, country=country):
        row = one.amendment
        pk = row.after_id if row.operation == "insert" else row.paragraph_id
        if pk in by_pk:
            by_pk[pk].proposals.append(one)
        else:
            loose.append(one)
    for line in lines:
        line.clashes = meetings(line.proposals)
    return loose
