"""What every document of a declaration has in common, and how its paragraphs become blocks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

from declarations import setting
from declarations.enums import Kind
from declarations.numbering import Number
from declarations.styles import Template
from publications import blocks as b

ORGANIZATION = {"en": "Regional Conference on Migration", "es": "Conferencia Regional sobre Migración"}


@dataclass(frozen=True)
class Item:
    """A paragraph as a document prints it: its kind, number and texts with the members filled in.

    `codes` by language are hidden in a Word file that is to come back.
    """

    key: str
    kind: str
    number: Number
    texts: dict[str, str]
    codes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Paper:
    """What stands around the text: `marks` are lines under the title (state, date, languages)."""

    titles: dict[str, str]
    symbol: str
    date: str
    style: Template
    is_draft: bool
    marks: dict[str, tuple[str, ...]]
    is_demonstration: bool = False
    letterhead: b.Letterhead | None = None

    def document(self, language: str, blocks: Sequence[b.Block], what: str = "") -> b.Document:
        """The document; call it inside `override(language)`."""
        head: list[b.Block] = [b.Paragraph((b.Run(mark, "emphasis"),)) for mark in self.marks[language]]
        if self.is_demonstration:
            words = _("Demonstration text. It stands for no text of the Conference or position of a State.")
            head.append(b.NoteBox((b.Paragraph((b.Run(words),)),), kind="attention"))
        return b.Document(
            title=self.titles[language],
            language="es" if language == "es" else "en",
            date=self.date,
            subtitle=", ".join(filter(None, [self.symbol, what])),
            symbol=self.symbol,
            organization=ORGANIZATION[language],
            draft=self.is_draft,
            letterhead=self.letterhead,
            blocks=(*head, *blocks),
        )


def said(item: Item, language: str, style: Template) -> b.Runs:
    """The words of a paragraph as runs, with its code."""
    return b.coded(runs_of(item.texts[language], item.kind, style), item.codes.get(language, ""))


def runs_of(text: str, kind: str, style: Template) -> b.Runs:
    """A text as runs: the opening verb in italics where the style has it."""
    return tuple(
        b.Run(words, "emphasis" if mark == "verb" else "strong" if kind == Kind.HEADING else "plain")
        for mark, words in setting.pieces(text, kind, style)
    ) or (b.Run(""),)  # fmt: skip


def changes_of(changes: setting.Pieces, author: str = "", plain: Literal["plain", "strong"] = "plain") -> b.Runs:
    """A redline as runs; its author is written into the tracked changes of Word."""
    marks: dict[str, b.Style] = {"insert": "insert", "delete": "delete"}
    return tuple(
        b.Run(text, marks.get(mark, plain), author=author if mark in marks else "") for mark, text in changes
    ) or (b.Run(""),)  # fmt: skip


def block_of(item: Item, runs: b.Runs, language: str, was: str | None = None) -> b.Block:
    """The block of a paragraph, whatever its runs."""
    label = item.number.label(language)
    if label or was:
        return b.Clause(label, runs, 2 if item.kind == Kind.SUB else 1, was=was)
    return b.Paragraph(runs, lead=item.kind == Kind.CHAPEAU)
