"""The block tree: what a document says, without saying how it looks.

A document is a `Document` of frozen blocks in one language. HTML, PDF and DOCX are three renderings of the same
tree, and an edition stores the tree as JSON. Nothing here knows Django, a database or a language catalogue.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from math import isfinite
from typing import Literal

Style = Literal["plain", "strong", "emphasis", "insert", "delete"]
Align = Literal["start", "end", "center"]
Language = Literal["en", "es"]
SAFE_LINKS = ("https://", "http://", "mailto:", "#")


@dataclass(frozen=True)
class Footnote:
    """A note at the foot of the page. Its runs carry no notes of their own."""

    runs: "tuple[Run, ...]"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style. A line feed in `text` is a line break.

    `lang` is set where the language differs from its surroundings. `href` is an address on the web or `#anchor`
    of a block; with `numbered` the paragraph number of that block is printed after the text. `author` names who
    proposes an insertion or deletion, where it is not the document's organization. `code` is hidden before the text in
    a Word file, and nowhere else: what a paragraph is known by when the file comes back.
    """

    text: str
    style: Style = "plain"
    lang: str = ""
    href: str = ""
    numbered: bool = False
    note: Footnote | None = None
    author: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        if self.href and not self.href.startswith(SAFE_LINKS):
            raise ValueError(f"not a web address or an anchor: {self.href[:80]!r}")
        if self.numbered and not self.href.startswith("#"):
            raise ValueError("only a run that points at an anchor can print its number")


Runs = tuple[Run, ...]


def coded(runs: Runs, code: str) -> Runs:
    """The runs with a code before the first of them; as they are without one."""
    return (replace(runs[0], code=code), *runs[1:]) if code and runs else runs


def whole_change(runs: Runs) -> Literal["insert", "delete", ""]:
    """The style where every run is an insertion, or every one a deletion: a paragraph that comes or goes as a whole."""
    styles = {run.style for run in runs}
    return "insert" if styles == {"insert"} else "delete" if styles == {"delete"} else ""


@dataclass(frozen=True)
class Cover:
    """The first page. `marks` stand top right (symbol, language, date, status); `names` at the foot."""

    title: str
    subtitle: str = ""
    organization: str = ""
    organization_other: str = ""
    organization_other_lang: str = ""
    marks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Contents:
    """The table of contents, down to heading level `depth`."""

    title: str
    depth: Literal[1, 2, 3] = 2


@dataclass(frozen=True)
class Heading:
    """A heading of a part (1), chapter or objective (2) or section (3). `number` is printed before it ("II.")."""

    text: str
    level: Literal[1, 2, 3]
    anchor: str = ""
    number: str = ""
    lang: str = ""
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Prose. A numbered paragraph takes the next number of the document. Insertions and deletions: a redline."""

    runs: Runs
    numbered: bool = False
    lead: bool = False
    lang: str = ""
    anchor: str = ""

    @property
    def is_label(self) -> bool:
        """All of it is strong: it names what follows and stays on the same page."""
        return all(run.style == "strong" for run in self.runs)


@dataclass(frozen=True)
class ListItem:
    """An item with at most one level of items below it."""

    runs: Runs
    items: tuple[Runs, ...] = ()


@dataclass(frozen=True)
class BulletList:
    items: tuple[ListItem, ...]
    lang: str = ""


@dataclass(frozen=True)
class NumberedList:
    items: tuple[ListItem, ...]
    lang: str = ""


Prose = Paragraph | BulletList | NumberedList


@dataclass(frozen=True)
class Clause:
    """A line of a document that brings its own numbering: `label` ("7.", "p.", "iii.") is printed as it stands.

    `level` 1 to 3 indents it; a clause without a label stands below the one above it. In a redline `was` is the label
    before, where it was another one.
    """

    label: str
    runs: Runs
    level: Literal[1, 2, 3] = 1
    lang: str = ""
    anchor: str = ""
    was: str | None = None

    @property
    def label_changes(self) -> bool:
        return bool(whole_change(self.runs)) or self.was not in (None, self.label)

    @property
    def label_runs(self) -> Runs:
        """The label as runs: of a clause that comes or goes as a whole it comes or goes with it."""
        if whole := whole_change(self.runs):
            author = self.runs[0].author
            return (Run(self.label, whole, author=author),) if self.label else ()
        if not self.label_changes:
            return (Run(self.label, "strong"),) if self.label else ()
        return tuple(run for run in (Run(self.was or "", "delete"), Run(self.label, "insert")) if run.text)


@dataclass(frozen=True)
class Quotation:
    """Somebody's own words: a State's answer, or a text on record.

    `attribution` names whose words they are, `citation` where they stand ("Country A, objective 8, revision 2"),
    `lang` their language where it is not the document's, `note` says what must be known when reading them
    (unofficial translation; as recorded by the notetakers; a newer revision exists), `source` cites the document
    it was taken from, at the foot of the page.
    """

    blocks: tuple[Prose, ...]
    attribution: str = ""
    citation: str = ""
    lang: str = ""
    note: str = ""
    anchor: str = ""
    numbered: bool = False
    source: Footnote | None = None

    def __post_init__(self) -> None:
        if self.source and not self.citation:
            raise ValueError("the source of a quotation is called from its citation")


@dataclass(frozen=True)
class Column:
    """A column; `width` is its share of the table's width relative to the other columns."""

    title: str
    width: int = 1
    align: Align = "start"


@dataclass(frozen=True)
class Table:
    """Data in rows; each cell is a tuple of runs. With `header_column` the first cell names its row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    header_column: bool = True
    source: str = ""
    date: str = ""
    anchor: str = ""
    numbered: bool = True

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.caption!r} does not have {len(self.columns)} cells")


@dataclass(frozen=True)
class Bar:
    """One bar. `display`: the value as printed, else the number is. `of`: the value of a full bar, else the longest."""

    label: str
    value: float
    display: str = ""
    of: float = 0


@dataclass(frozen=True)
class BarChart:
    """A bar per category, drawn, with the same data as a table. `unit` reads after the numbers' heading."""

    caption: str
    category: str
    bars: tuple[Bar, ...]
    unit: str
    source: str = ""
    date: str = ""
    anchor: str = ""

    def __post_init__(self) -> None:
        if any(bar.value < 0 or not isfinite(bar.value) for bar in self.bars):
            raise ValueError(f"a bar of {self.caption!r} has no length")


@dataclass(frozen=True)
class MatrixCell:
    """What is there to read (a word, or without one the paragraph number at `anchor`), linked to it; or nothing."""

    text: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class MatrixColumn:
    """`short` heads the column, `name` is its full name for the key and for screen readers."""

    short: str
    name: str


@dataclass(frozen=True)
class MatrixRow:
    number: str
    title: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class MatrixGroup:
    title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class Matrix:
    """An index of rows by columns (objective by country) without totals. `landscape` gives it a turned page."""

    caption: str
    corner: str
    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]
    source: str = ""
    landscape: bool = False
    anchor: str = ""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for group in self.groups for row in group.rows):
            raise ValueError(f"a row of {self.caption!r} does not have {len(self.columns)} cells")


@dataclass(frozen=True)
class KeyFigure:
    value: str
    label: str
    source: str = ""


@dataclass(frozen=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class KeyValue:
    label: str
    runs: Runs


@dataclass(frozen=True)
class KeyValues:
    """Facts about a thing, as on a receipt."""

    rows: tuple[KeyValue, ...]
    caption: str = ""


@dataclass(frozen=True)
class NoteBox:
    """Text set apart. `information` explains, `statement` declares (sovereignty), `attention` asks for care."""

    blocks: tuple[Prose, ...]
    title: str = ""
    kind: Literal["information", "statement", "attention"] = "information"
    anchor: str = ""


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Signature:
    """Who acted in which role, and when; an empty date leaves a line to sign."""

    role: str
    name: str = ""
    date: str = ""


@dataclass(frozen=True)
class Signatures:
    title: str
    signatures: tuple[Signature, ...]


Block = (
    Cover
    | Contents
    | Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Clause
    | Quotation
    | Table
    | BarChart
    | Matrix
    | KeyFigures
    | KeyValues
    | NoteBox
    | PageBreak
    | Signatures
)


@dataclass(frozen=True)
class Letterhead:
    """What opens the first page, side by side in both languages: the Conference, then its presidency."""

    en: tuple[str, ...]
    es: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A whole document in one language.

    `date` is printed and written into the file ("2026-11-21"); `running_title` stands at the head of each page
    (the title when empty), `organization` at its foot; `draft` puts the draft mark on every page.
    """

    title: str
    language: Language
    date: str
    subtitle: str = ""
    symbol: str = ""
    organization: str = ""
    running_title: str = ""
    draft: bool = False
    letterhead: Letterhead | None = None
    blocks: tuple[Block, ...] = field(default=())


def runs_of(part: object) -> Iterator[Run]:
    """Every run of a document or block, notes included, in reading order."""
    if isinstance(part, Run):
        yield part
        if part.note:
            yield from runs_of(part.note)
    elif isinstance(part, tuple):
        for item in part:
            yield from runs_of(item)
    elif is_dataclass(part):
        for item in fields(part):
            yield from runs_of(getattr(part, item.name))


def check_anchors(document: Document) -> None:
    """Raises ValueError when an anchor stands twice or a link points at an anchor that does not stand anywhere."""
    anchors: set[str] = set()
    for block in document.blocks:
        anchor = getattr(block, "anchor", "")
        if anchor and anchor in anchors:
            raise ValueError(f"the anchor {anchor!r} stands twice")
        anchors.add(anchor)
    cells = [
        cell
        for block in document.blocks
        if isinstance(block, Matrix)
        for group in block.groups
        for row in group.rows
        for cell in row.cells
    ]
    targets = [run.href[1:] for run in runs_of(document) if run.href.startswith("#")]
    for target in [*targets, *(cell.anchor for cell in cells if cell.anchor)]:
        if target not in anchors:
            raise ValueError(f"a link points at {target!r}, which does not stand anywhere")
