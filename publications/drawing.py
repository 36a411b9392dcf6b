"""A bar chart as one SVG picture: every mark with its place in pixels, for the template and for `<img>`.

A picture that is embedded has no fonts of ours, so lines are broken for a fallback font that runs wide. It cannot break
them anew for a telephone, and made smaller its letters cannot be read: it is drawn for one of two widths.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import NamedTuple

TITLE_LINE, LINE, BAR, SPACE = 26, 18, 16, 14


class Format(NamedTuple):
    """How wide a picture is, in pixels, and how many characters a line of it takes.

    The value of the longest bar is written to its right.
    """

    width: int
    margin: int
    longest_bar: int
    title_characters: int
    characters: int


PAGE = Format(width=760, margin=24, longest_bar=560, title_characters=56, characters=86)
COLUMN = Format(width=360, margin=16, longest_bar=240, title_characters=25, characters=39)
"""For a telephone, or beside another."""

Line = tuple[str, int]
"""(words, y of their base line)"""


@dataclass(frozen=True)
class Mark:
    """A bar under its label."""

    label: Sequence[Line]
    y: int
    width: int
    value: str
    value_x: int

    @property
    def value_y(self) -> int:
        return self.y + 13


@dataclass
class Drawing:
    """The picture from top to bottom; `height` grows with what is put on it."""

    format: Format
    height: int
    title: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    bar: int = BAR

    @property
    def width(self) -> int:
        return self.format.width

    @property
    def margin(self) -> int:
        return self.format.margin

    def lines(self, words: str, characters: int, line: int) -> list[Line]:
        """Put the words below what is there."""
        placed = []
        for part in wrap(words, characters):
            self.height += line
            placed.append((part, self.height))
        return placed


def draw(title: str, bars: Sequence[tuple[str, int, str]], foot: Sequence[str], to_fit: Format = PAGE) -> Drawing:
    """`bars` are (label, length in thousandths of a full one, value in words); `foot` are paragraphs."""
    drawing = Drawing(to_fit, to_fit.margin)
    drawing.title = drawing.lines(title, to_fit.title_characters, TITLE_LINE)
    for label, length, value in bars:
        drawing.height += SPACE
        placed = drawing.lines(label, to_fit.characters, LINE)
        drawing.height += 7
        width = max(2, round(length * to_fit.longest_bar / 1000))
        drawing.marks.append(Mark(placed, drawing.height, width, value, value_x=to_fit.margin + width + 10))
        drawing.height += BAR
    drawing.height += SPACE
    for paragraph in foot:
        drawing.foot += drawing.lines(paragraph, to_fit.characters, LINE)
    drawing.height += to_fit.margin
    return drawing
