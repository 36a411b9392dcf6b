"""Tables of the Word file: data, charts as their data, the index, key figures, facts."""

from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from publications import blocks
from publications.labels import source_line
from publications.render.docx_parts import element
from publications.render.docx_styles import TABLE_STYLE
from publications.render.html import bars

if TYPE_CHECKING:
    from publications.render.docx import Word

WHOLE = 8
"""A table of so many rows is not broken."""
ALIGNMENTS = {"end": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


def table(word: "Word", block: blocks.Table, number: str) -> None:
    """A data table with a repeated header row."""
    _caption(word, number, block.caption, block.anchor)
    made = _grid(word, len(block.rows) + 1, [column.width for column in block.columns], block.caption)
    _header(word, made, [column.title for column in block.columns])
    for row, cells in zip(made.rows[1:], block.rows, strict=True):
        for cell, runs in zip(row.cells, cells, strict=True):
            _write(word, cell, runs)
    _keep(made, with_source=bool(block.source or block.date))
    for row in made.rows:
        for cell, column in zip(row.cells, block.columns, strict=True):
            if column.align in ALIGNMENTS:
                cell.paragraphs[0].alignment = ALIGNMENTS[column.align]
    _source(word, source_line(block.source, block.date, word.document.language))


def bar_chart(word: "Word", block: blocks.BarChart, number: str) -> None:
    """A chart as the table of its data: Word has no drawing of ours, and the figures say it all."""
    _caption(word, number, block.caption, block.anchor)
    made = _grid(word, len(block.bars) + 1, [7, 3], block.caption)
    _header(word, made, [block.category, block.unit])
    for row, bar in zip(made.rows[1:], bars(block, word.document.language), strict=True):
        _write(word, row.cells[0], (blocks.Run(bar["label"]),))
        _write(word, row.cells[1], (blocks.Run(bar["display"]),))
    _keep(made, with_source=bool(block.source or block.date))
    for row in made.rows:
        row.cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _source(word, source_line(block.source, block.date, word.document.language))


def matrix(word: "Word", block: blocks.Matrix, number: str) -> None:
    """The index: one row per objective, a merged row per group."""
    _caption(word, number, block.caption, block.anchor)
    rows = sum(len(group.rows) + bool(group.title) for group in block.groups) + 1
    columns = len(block.columns)
    made = _grid(word, rows, [max(7, columns // 2), *[1] * columns], block.caption)
    _header(word, made, [block.corner, *(column.short for column in block.columns)])
    # Asking python-docx for each cell anew walks the whole row each time.
    lines = iter([row.cells for row in made.rows][1:])
    for group in block.groups:
        if group.title:
            cells = next(lines)
            merged = cells[0].merge(cells[-1])
            _write(word, merged, (blocks.Run(group.title, "strong"),))
        for row in group.rows:
            cells = next(lines)
            _write(word, cells[0], (blocks.Run(f"{row.number} {row.title}".strip()),))
            for cell, content in zip(cells[1:], row.cells, strict=True):
                href = f"#{content.anchor}" if content.anchor else ""
                said = word.numbers.said_in(content)
                _write(word, cell, (blocks.Run(said, href=href),) if said else ())
                if said:
                    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill="EDF5F5"))
    for row in made.rows:
        for paragraph in row._tr.xpath("./w:tc[position() > 1]/w:p"):
            Paragraph(paragraph, made).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for paragraph in made._tbl.xpath("./w:tr[position() < last()]/w:tc/w:p"):
        Paragraph(paragraph, made).paragraph_format.keep_with_next = True  # the index stays on one page
    key = "; ".join(f"{c.short}: {c.name}" for c in block.columns if c.short != c.name)
    _source(word, " ".join(filter(None, [key, source_line(block.source, "", word.document.language)])))


def key_figures(word: "Word", block: blocks.KeyFigures) -> None:
    """Large figures side by side."""
    made = _grid(word, 1, [1] * len(block.figures), "", header=False)
    for cell, figure in zip(made.rows[0].cells, block.figures, strict=True):
        _write(word, cell, (blocks.Run(figure.value),), style="Figure Value")
        word.paragraph((blocks.Run(figure.label),), "Small", within=cell)
        if figure.source:
            word.paragraph((blocks.Run(f"{word.labels.source}: {figure.source}"),), "Source", within=cell)
    _source(word, "")


def key_values(word: "Word", block: blocks.KeyValues) -> None:
    """Facts: what and what it is."""
    if block.caption:
        _caption(word, "", block.caption, "")
    made = _grid(word, len(block.rows), [3, 7], block.caption, header=False)
    for row, fact in zip(made.rows, block.rows, strict=True):
        _write(word, row.cells[0], (blocks.Run(fact.label, "strong"),))
        _write(word, row.cells[1], fact.runs)
    _source(word, "")


def letterhead(word: "Word", head: blocks.Letterhead) -> None:
    """The head of the first page: English on the left, Spanish on the right, a rule below."""
    made = _grid(word, 1, [1, 1], "", header=False)
    borders = element("w:tblBorders")
    for edge in ("top", "left", "right", "insideH", "insideV"):
        borders.append(element(f"w:{edge}", val="nil"))
    borders.insert(2, element("w:bottom", val="single", sz=12, space=0, color="EAB84A"))
    made._tbl.tblPr.append(borders)
    for cell, language, lines in zip(made.rows[0].cells, ("en", "es"), (head.en, head.es), strict=True):
        for place, line in enumerate(lines):
            run = blocks.Run(line, "strong" if place == 0 else "plain", lang=language)
            if place == 0:
                _write(word, cell, (run,), style="Small")
            else:
                word.paragraph((run,), "Small", within=cell)
            if language == "es":
                cell.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _source(word, "")


def _keep(made: WordTable, *, with_source: bool) -> None:
    """A short table stays on one page, no row of a long one stands alone, and the last stays with the source."""
    last = len(made.rows) - 1
    kept = {*(range(last) if last <= WHOLE else (0, 1, last - 1)), *((last,) if with_source else ())}
    for place, row in enumerate(made.rows):
        if place in kept:
            for paragraph in row._tr.xpath("./w:tc/w:p"):
                Paragraph(paragraph, made).paragraph_format.keep_with_next = True


def _caption(word: "Word", number: str, caption: str, anchor: str) -> None:
    paragraph = word.line(f"{number}{caption}", "Caption")
    if anchor:
        word.bookmarks.wrap(paragraph._p, anchor)


def _source(word: "Word", text: str) -> None:
    """The source under a table; an empty line keeps two tables apart."""
    word.line(text, "Source")


def _grid(word: "Word", rows: int, widths: list[int], description: str, *, header: bool = True) -> WordTable:
    """An empty table over the whole text width, its columns sharing it as `widths` say."""
    made = word.file.add_table(rows=rows, cols=len(widths))
    made.style, made.autofit, made.alignment = TABLE_STYLE, False, WD_TABLE_ALIGNMENT.LEFT
    total = word.text_width()
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(total * width // sum(widths))
    for row in made.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Emu(total * width // sum(widths))
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None and not header:
        look.set(qn("w:firstRow"), "0")
        look.set(qn("w:val"), "0480")
    if description:
        properties.append(element("w:tblCaption", val=description[:250]))
    return made


def _header(word: "Word", made: WordTable, titles: list[str]) -> None:
    made.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for cell, title in zip(made.rows[0].cells, titles, strict=True):
        _write(word, cell, (blocks.Run(title, "strong"),))


def _write(word: "Word", cell: Any, runs: blocks.Runs, style: str = "Table Text") -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    word.fill(paragraph._p, runs)
