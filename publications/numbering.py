"""The numbers of a document: paragraphs, tables and figures, the same in every rendering and in both languages."""

from dataclasses import dataclass

from publications.blocks import BarChart, Document, Heading, Matrix, MatrixCell, Paragraph, Quotation, Table


@dataclass(frozen=True)
class Numbers:
    """Numbers of a document's blocks, by position in `Document.blocks`, and paragraph numbers by anchor."""

    paragraphs: dict[int, int]
    tables: dict[int, int]
    figures: dict[int, int]
    by_anchor: dict[str, int]

    def said_in(self, cell: MatrixCell) -> str:
        """What a cell of an index prints: its word, else the number of the paragraph that it leads to."""
        return cell.text or str(self.by_anchor.get(cell.anchor, ""))


def number_blocks(document: Document) -> Numbers:
    """The one place where paragraphs, tables and figures get their numbers, whatever the rendering.

    A heading's anchor stands for the first numbered paragraph after it.
    """
    numbers = Numbers({}, {}, {}, {})
    waiting: list[str] = []
    for position, block in enumerate(document.blocks):
        if isinstance(block, Paragraph | Quotation) and block.numbered:
            number = len(numbers.paragraphs) + 1
            numbers.paragraphs[position] = number
            numbers.by_anchor.update(dict.fromkeys([*waiting, block.anchor] if block.anchor else waiting, number))
            waiting = []
        elif isinstance(block, Heading) and block.anchor:
            waiting.append(block.anchor)
        elif isinstance(block, Table) and block.numbered:
            numbers.tables[position] = len(numbers.tables) + 1
        elif isinstance(block, BarChart | Matrix):
            numbers.figures[position] = len(numbers.figures) + 1
    return numbers


def numbering_outline(document: Document) -> list[tuple[str, int]]:
    """How many numbered paragraphs stand under each anchored heading, in order.

    Two language versions with the same outline have the same numbers, although countries may stand in another
    order within a section.
    """
    outline: list[tuple[str, int]] = [("", 0)]
    for block in document.blocks:
        if isinstance(block, Heading) and block.anchor:
            outline.append((block.anchor, 0))
        elif isinstance(block, Paragraph | Quotation) and block.numbered:
            anchor, count = outline[-1]
            outline[-1] = (anchor, count + 1)
    return [(anchor, count) for anchor, count in outline if count]
