"""The draft that circulates among the members, as it was frozen, chapter by chapter, with the comments on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from accounts.seats import Seat
from publications import blocks as b
from publications.enums import Audience
from publications.models import Edition
from reporting.enums import BlockKind
from reporting.models import BlockComment, Report


@dataclass
class DraftSection:
    """What one block of the report printed: its place in the frozen tree, and the comments a seat may read."""

    block: UUID
    label: str
    places: range
    comments: list[BlockComment] = field(default_factory=list)

    @property
    def open(self) -> int:
        """Comments nobody has answered yet."""
        return sum(comment.handled_at is None for comment in self.comments)


@dataclass
class DraftChapter:
    """A section of the first level with what follows it."""

    number: int
    sections: list[DraftSection]

    @property
    def label(self) -> str:
        return self.sections[0].label

    @property
    def open(self) -> int:
        return sum(section.open for section in self.sections)

    @property
    def comments(self) -> int:
        return sum(len(section.comments) for section in self.sections)


def circulated(report: Report) -> Edition | None:
    """The draft that members read: the last one that was circulated to them."""
    drafts = report.document.editions.filter(is_draft=True, audience=Audience.MEMBERS)
    return drafts.order_by("-number").first()


def comments_on(report: Report, seat: Seat) -> list[BlockComment]:
    """The comments on a report that a seat may read, oldest first."""
    rows = BlockComment.objects.visible_to(seat).filter(block__report=report)
    return list(rows.select_related("country", "author"))


def chapters(edition: Edition, document: b.Document, comments: Iterable[BlockComment]) -> list[DraftChapter]:
    """The chapters of a frozen draft in the language of `document`; what printed nothing is left out."""
    by_block: dict[UUID, list[BlockComment]] = {}
    for comment in comments:
        by_block.setdefault(comment.block_id, []).append(comment)
    found: list[DraftChapter] = []
    for entry in edition.manifest["blocks"]:
        places = range(*entry["at"][document.language])
        if not places:
            continue
        block = UUID(entry["id"])
        section = DraftSection(block, _label(document, places, entry["kind"]), places, by_block.get(block, []))
        if entry["level"] == 1 or not found:
            found.append(DraftChapter(len(found) + 1, [section]))
        else:
            found[-1].sections.append(section)
    return found


def _label(document: b.Document, places: range, kind: str) -> str:
    """The section's own heading as it is printed; without one, what kind of block it is."""
    for place in places:
        match document.blocks[place]:
            case b.Heading(text=text, number=number):
                return f"{number} {text}".strip()
            case b.NoteBox(title=title) if title:
                return title
    return str(BlockKind(kind).label)
