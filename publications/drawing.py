"""A bar chart as one SVG picture: every mark with its place in pixels, for the template and for `<img>`.

A picture that is embedded has no fonts of ours, so lines are broken for a fallback font that runs wide.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap

WIDTH = 760
MARGIN = 24
LONGEST_BAR = 560
"""Pixels of the longest bar; its value is written to its right."""
TITLE_LINE, LINE, BAR, SPACE = 26, 18, 16, 14
TITLE_CHARACTERS, CHARACTERS = 56, 86

Line = tuple[str, int]
"""(words, y of their base line)"""


@dataclass(frozen=True)
class Mark:
    """A bar under its label."""

    label: Sequence[Line]
    y: int
    width: int
    value: str

    @property
    def value_x(self) -> int:
        return MARGIN + self.width + 10

    @property
    def value_y(self) -> int:
        return self.y + 13


@dataclass
class Drawing:
    """The picture from top to bottom; `height` grows with what is put on it."""

    height: int = MARGIN
    title: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    width: int = WIDTH
    margin: int = MARGIN
    bar: int = BAR

    def lines(self, words: str, characters: int, line: int) -> list[Line]:
        """Put the words below what is there."""
        placed = []
        for part in wrap(words, characters):
            self.height += line
            placed.append((part, self.height))
        return placed


def draw(title: str, bars: Sequence[tuple[str, int, str]], foot: Sequence[str]) -> Drawing:
    """`bars` are (label, length in thousandths of the longest, value in words); `foot` are paragraphs."""
    drawing = Drawing()
    drawing.title = drawing.lines(title, TITLE_CHARACTERS, TITLE_LINE)
    for label, length, value in bars:
        drawing.height += SPACE
        placed = drawing.lines(label, CHARACTERS, LINE)
        drawing.height += 7
        drawing.marks.append(Mark(placed, drawing.height, max(2, round(length * LONGEST_BAR / 1000)), value))
        drawing.height += BAR
    drawing.height += SPACE
    for paragraph in foot:
        drawing.foot += drawing.lines(paragraph, CHARACTERS, LINE)
    drawing.height += MARGIN
    return drawing
