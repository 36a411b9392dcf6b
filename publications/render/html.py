"""A block tree as HTML: for the preview in the portal, for print, and as the source of the PDF.

One writer serves both: `paged` HTML carries its notes where they are called (WeasyPrint puts them at the foot of the
page), the other gathers them at the end. Templates are in templates/documents; inline runs are written here.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from common.references import linked
from publications import blocks
from publications.labels import day_text, labels_of, number_text, source_line
from publications.numbering import number_blocks

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates" / "documents"
# An engine of its own: the child process has no Django settings, and both must write the same.
ENGINE = Engine(dirs=[str(TEMPLATES)], builtins=["publications.templatetags.documents"])
NAMES = {
    blocks.Cover: "cover",
    blocks.Contents: "contents",
    blocks.Heading: "heading",
    blocks.Paragraph: "paragraph",
    blocks.BulletList: "list",
    blocks.NumberedList: "list",
    blocks.Clause: "clause",
    blocks.Quotation: "quotation",
    blocks.Table: "table",
    blocks.BarChart: "bar_chart",
    blocks.Matrix: "matrix",
    blocks.KeyFigures: "key_figures",
    blocks.KeyValues: "key_values",
    blocks.NoteBox: "note_box",
    blocks.PageBreak: "page_break",
    blocks.Signatures: "signatures",
}
WRAPS = {"strong": "strong", "emphasis": "em", "insert": "ins", "delete": "del"}


def render(document: blocks.Document) -> SafeString:
    """The document as an <article> for a page that has its own <h1>; notes stand at the end."""
    writer = Writer(document, paged=False, heading_offset=1)
    return writer.article()


def render_excerpt(document: blocks.Document, places: range) -> SafeString:
    """Some of the document's blocks as an <article>, with the numbers they have in the whole."""
    return Writer(document, paged=False, heading_offset=1).article(places)


def render_paged(document: blocks.Document) -> str:
    """The document as a whole HTML page for WeasyPrint, without its style sheets."""
    has_cover = any(isinstance(block, blocks.Cover) for block in document.blocks)
    writer = Writer(document, paged=True, heading_offset=0 if has_cover else 1)
    context = {"document": document, "article": writer.article(), "head": not has_cover, "writer": writer}
    return ENGINE.get_template("page.html").render(Context(context))


@dataclass
class Writer:
    """Writes one document; keeps its numbers and gathers its notes on the way."""

    document: blocks.Document
    paged: bool
    heading_offset: int
    notes: list[SafeString] = field(default_factory=list)
    prefix: str = ""
    """Of the ids of notes: several excerpts may stand on one page."""

    def __post_init__(self) -> None:
        self.numbers = number_blocks(self.document)
        self.labels = labels_of(self.document.language)

    def article(self, places: range | None = None) -> SafeString:
        """All blocks, or those in `places`."""
        if places is not None:
            self.prefix = f"{self.document.language}-{places.start}-"
        chosen = places if places is not None else range(len(self.document.blocks))
        parts = [self.block(self.document.blocks[position], position) for position in chosen]
        context = {"writer": self, "document": self.document, "parts": parts, "labels": self.labels, "excerpt": places}
        return ENGINE.get_template("article.html").render(Context(context))

    def block(self, block: blocks.Block | blocks.Prose, position: int = -1) -> SafeString:
        """One block; `position` in the document finds its numbers and is -1 for a block inside another."""
        context = {"block": block, "writer": self, "labels": self.labels, "paged": self.paged}
        context |= self.extras(block, position)
        return ENGINE.get_template(f"{NAMES[type(block)]}.html").render(Context(context))

    def extras(self, block: blocks.Block | blocks.Prose, position: int) -> dict[str, Any]:
        """What a template needs beside the block itself: numbers, derived texts."""
        language = self.document.language
        match block:
            case blocks.Contents():
                return {"entries": self.entries(block.depth), "tag": f"h{1 + self.heading_offset}"}
            case blocks.Heading():
                return {
                    "tag": f"h{block.level + self.heading_offset}",
                    "anchor": heading_anchor(block, position),
                }
            case blocks.NumberedList():
                return {"tag": "ol"}
            case blocks.BulletList():
                return {"tag": "ul"}
            case blocks.Paragraph() | blocks.Quotation():
                return {"number": str(self.numbers.paragraphs.get(position, ""))}
            case blocks.Table():
                return {
                    "number": self.caption_number(self.labels.table, self.numbers.tables.get(position)),
                    "source": source_line(block.source, block.date, language),
                    "widths": shares([column.width for column in block.columns]),
                }
            case blocks.BarChart():
                return {
                    "number": self.caption_number(self.labels.figure, self.numbers.figures.get(position)),
                    "source": source_line(block.source, block.date, language),
                    "bars": bars(block, language),
                }
            case blocks.Matrix():
                spelled = [column for column in block.columns if column.short != column.name]
                return {
                    "number": self.caption_number(self.labels.figure, self.numbers.figures.get(position)),
                    "source": source_line(block.source, "", language),
                    "key": "; ".join(f"{column.short}: {column.name}" for column in spelled),
                    "span": str(len(block.columns) + 1),
                    "numbers": self.numbers,
                }
            case blocks.Signatures():
                return {"days": [day_text(signature.date, language) for signature in block.signatures]}
        return {}

    def entries(self, depth: int) -> list[tuple[str, str, blocks.Heading]]:
        """Level, anchor and heading of every line of the contents."""
        return [
            (str(block.level), heading_anchor(block, position), block)
            for position, block in enumerate(self.document.blocks)
            if isinstance(block, blocks.Heading) and block.level <= depth
        ]

    def caption_number(self, word: str, number: int | None) -> str:
        return f"{word} {number}." if number else ""

    def runs(self, runs: blocks.Runs) -> SafeString:
        """Inline text as HTML; line feeds become line breaks."""
        return mark_safe("".join(self.run(run) for run in runs))  # noqa: S308 - each part is escaped in run()

    def run(self, run: blocks.Run) -> str:
        number = self.numbers.by_anchor.get(run.href[1:]) if run.numbered else None
        text = f"{run.text.rstrip()}\u00a0{number}" if number else run.text
        written = (escape(text) if run.href or self.paged else linked(text)).replace("\n", "<br>")
        if run.href:  # innermost: a part of a link would become a link of its own in the PDF, without its tag
            written = f'<a href="{escape(run.href)}">{written}</a>'
        if run.style in WRAPS:
            tag = WRAPS[run.style]
            written = f"<{tag}>{written}</{tag}>"
        if run.lang and run.lang != self.document.language:
            written = f'<span lang="{escape(run.lang)}">{written}</span>'
        return written + self.note(run.note) if run.note else written

    def note(self, note: blocks.Footnote) -> SafeString:
        """A footnote: in place for paged media, else a numbered link to the end of the document."""
        content = self.runs(note.runs)
        if self.paged:
            return format_html('<span class="doc-note">{}</span>', content)
        self.notes.append(content)
        number = len(self.notes)
        return format_html(
            '<sup class="doc-call"><a href="#note-{0}{1}" id="call-{0}{1}">{1}</a></sup>',
            self.prefix,
            str(number),
        )

    def lang(self, lang: str) -> SafeString:
        """The lang attribute where a text is not in the document's language."""
        return format_html(' lang="{}"', lang) if lang and lang != self.document.language else SafeString("")


def heading_anchor(heading: blocks.Heading, position: int) -> str:
    """Every heading can be linked from the contents, whether the author named it or not."""
    return heading.anchor or f"heading-{position}"


def shares(widths: list[int]) -> list[str]:
    """Relative widths as whole per cents that style sheets have a class for."""
    total = sum(widths) or 1
    return [str(max(2, round(100 * width / total))) for width in widths]


def bars(chart: blocks.BarChart, language: str) -> list[dict[str, str]]:
    """Each bar with its printed value and its length in thousandths of a full one."""
    longest = max((bar.value for bar in chart.bars), default=0) or 1
    return [
        {
            "label": bar.label,
            "display": bar.display or number_text(bar.value, language),
            "length": str(round(1000 * bar.value / (bar.of or longest))),
        }
        for bar in chart.bars
    ]
