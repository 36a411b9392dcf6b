"""The Word file of a block tree: real styles, headings, contents, footnotes, lists and tracked changes."""

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph

from publications import blocks
from publications.labels import day_text, labels_of
from publications.numbering import number_blocks
from publications.render import docx_parts, docx_styles, docx_tables, pdf
from publications.render.docx_parts import element
from publications.render.html import heading_anchor

# What XML cannot hold; plain text is cleaned on the way in, this is for what came another way.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
MOMENT = (1980, 1, 1, 0, 0, 0)


def write(document: blocks.Document, output: Path, *, paper: str, identifier: str, say: Callable[..., None]) -> None:
    """Write the Word file to `output`. `say` gets step="layout" with pages if there are contents, step="write"."""
    has_contents = any(isinstance(block, blocks.Contents) for block in document.blocks)
    pages = pdf.heading_pages(document, paper=paper, say=say) if has_contents else {}
    say(step="write")
    word = Word(document, paper=paper, pages=pages)
    for position, block in enumerate(document.blocks):
        word.block(block, position)
    output.write_bytes(word.finish(identifier))


class Word:
    """A Word file being written; `pages` are those of its headings, by anchor, for the contents."""

    def __init__(self, document: blocks.Document, *, paper: str, pages: dict[str, int]) -> None:
        self.document = document
        self.pages = pages
        self.labels = labels_of(document.language)
        self.numbers = number_blocks(document)
        self.file = docx.Document()
        docx_parts.strip_template(self.file)
        docx_styles.apply(self.file, language=document.language, paper=paper)
        self.numbering = docx_parts.Numbering(self.file)
        self.footnotes = docx_parts.Footnotes(self.file)
        self.bookmarks = docx_parts.Bookmarks()
        self.revisions = self.lines = 0
        self.has_cover = any(isinstance(block, blocks.Cover) for block in document.blocks)
        self._margins()
        if document.letterhead:
            docx_tables.letterhead(self, document.letterhead)
        if not self.has_cover:
            self._title(document.title, document.subtitle)

    # Blocks

    def block(self, block: blocks.Block, position: int) -> None:
        match block:
            case blocks.Cover():
                self._cover(block)
            case blocks.Contents():
                self._contents(block)
            case blocks.Heading():
                self._heading(block, position)
            case blocks.Paragraph() | blocks.BulletList() | blocks.NumberedList():
                self.prose(block, position)
            case blocks.Clause():
                self._clause(block)
            case blocks.Quotation():
                self._quotation(block, position)
            case blocks.Table():
                docx_tables.table(self, block, self._numbered(self.labels.table, self.numbers.tables, position))
            case blocks.BarChart():
                docx_tables.bar_chart(self, block, self._numbered(self.labels.figure, self.numbers.figures, position))
            case blocks.Matrix():
                caption = self._numbered(self.labels.figure, self.numbers.figures, position)
                if block.landscape:
                    self._turn(landscape=True)
                docx_tables.matrix(self, block, caption)
                if block.landscape:
                    self._turn(landscape=False)
            case blocks.KeyFigures():
                docx_tables.key_figures(self, block)
            case blocks.KeyValues():
                docx_tables.key_values(self, block)
            case blocks.NoteBox():
                self._note_box(block)
            case blocks.PageBreak():
                self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case blocks.Signatures():
                self._signatures(block)

    def prose(
        self, block: blocks.Prose, position: int = -1, *, style: str = "", lang: str = "", left: float = 0
    ) -> None:
        """A paragraph or list; `style` and `left` (mm) when it stands inside a contribution or a box."""
        lang = block.lang or lang
        if isinstance(block, blocks.Paragraph):
            numbered = position in self.numbers.paragraphs
            name = style or ("Numbered Paragraph" if numbered else "Lead" if block.lead else "Normal")
            number = self._number(position) if numbered else ()
            paragraph = self.paragraph((*number, *block.runs), name, lang=lang)
            if block.is_label:
                paragraph.paragraph_format.keep_with_next = True
            if block.anchor:
                self.bookmarks.wrap(paragraph._p, block.anchor)
            return
        bullets = isinstance(block, blocks.BulletList)
        list_id = self.numbering.bullets if bullets else self.numbering.fresh()
        for item in block.items:
            self._item(item.runs, list_id, 0, style or ("List Bullet" if bullets else "List Number"), lang, left)
            for runs in item.items:
                self._item(runs, list_id, 1, style or ("List Bullet" if bullets else "List Number"), lang, left)

    def _number(self, position: int) -> blocks.Runs:
        """The number as text: counted by Word it would change with every tracked change."""
        return (blocks.Run(f"{self.numbers.paragraphs[position]}.\t", "strong"),)

    def _item(self, runs: blocks.Runs, list_id: int, level: int, style: str, lang: str, left: float) -> None:
        paragraph = self.paragraph(runs, style, lang=lang)
        docx_parts.number(paragraph, list_id, level)
        paragraph.paragraph_format.left_indent = Mm(left + 7 * (level + 1))
        paragraph.paragraph_format.first_line_indent = Mm(-5)

    def _clause(self, block: blocks.Clause) -> None:
        whole = blocks.whole_change(block.runs)
        tab = blocks.Run("\t", whole, author=block.runs[0].author) if whole else blocks.Run("\t")
        paragraph = self.paragraph((*block.label_runs, tab, *block.runs), f"Clause {block.level}", lang=block.lang)
        if block.anchor:
            self.bookmarks.wrap(paragraph._p, block.anchor)

    def _title(self, title: str, subtitle: str) -> None:
        if self.document.organization and not self.document.letterhead:
            self.line(self.document.organization, "Small")
        self.line(title, "Title")
        if subtitle:
            self.line(subtitle, "Subtitle")

    def _cover(self, block: blocks.Cover) -> None:
        for mark in block.marks:
            self.line(mark, "Mark")
        if block.organization:
            self.line(block.organization, "Heading 3").paragraph_format.space_before = Mm(12)
        if block.organization_other:
            self.line(block.organization_other, "Small", lang=block.organization_other_lang)
        title = self.line(block.title, "Title")
        title.paragraph_format.space_before = Mm(45)
        subtitle = self.line(block.subtitle, "Subtitle")
        rule = docx_parts.parse_xml(
            f'<w:pBdr {docx_parts.W}><w:bottom w:val="single" w:sz="24" w:space="12" w:color="EAB84A"/></w:pBdr>'
        )
        subtitle._p.get_or_add_pPr().append(rule)
        if block.names:
            self.line(" · ".join(block.names), "Small").paragraph_format.space_before = Mm(40)
        if block.note:
            self.line(block.note, "Small")

    def _contents(self, block: blocks.Contents) -> None:
        heading = self.line(block.title, "TOC Heading")
        heading.paragraph_format.page_break_before = self.has_cover
        entries = [
            (heading_anchor(other, position), other)
            for position, other in enumerate(self.document.blocks)
            if isinstance(other, blocks.Heading) and other.level <= block.depth
        ]
        for index, (anchor, entry) in enumerate(entries):
            paragraph = self.file.add_paragraph(style=f"TOC {entry.level}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                self.text_width(), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
            paragraph.paragraph_format.right_indent = Mm(10)
            if index == 0:
                self._open_contents_field(paragraph, block.depth)
            link = element("w:hyperlink", anchor=self.bookmarks.name(anchor), history=1)
            text = " ".join(filter(None, [entry.number, entry.text]))
            link.append(self._run_element(blocks.Run(text, lang=entry.lang), "", False))
            if anchor in self.pages:
                link.append(self._run_element(blocks.Run("\t"), "", False))
                docx_parts.field(link, f"PAGEREF {self.bookmarks.name(anchor)} \\h", str(self.pages[anchor]))
            paragraph._p.append(link)
        if entries:
            end = element("w:r")
            end.append(element("w:fldChar", fldCharType="end"))
            paragraph._p.append(end)

    def _open_contents_field(self, paragraph: Paragraph, depth: int) -> None:
        """The contents hold the pages of the PDF and are marked as stale: Word counts its own when it opens them."""
        for kind in ("begin", "instruction", "separate"):
            run = element("w:r")
            if kind == "instruction":
                run.append(element("w:instrText"))
                run[0].text = f' TOC \\o "1-{depth}" \\h \\z \\u '
            elif kind == "begin":
                run.append(element("w:fldChar", fldCharType=kind, dirty="true"))
            else:
                run.append(element("w:fldChar", fldCharType=kind))
            paragraph._p.append(run)

    def _heading(self, block: blocks.Heading, position: int) -> None:
        text = " ".join(filter(None, [block.number, block.text]))
        paragraph = self.line(text, f"Heading {block.level}", lang=block.lang)
        paragraph.paragraph_format.page_break_before = block.new_page
        self.bookmarks.wrap(paragraph._p, heading_anchor(block, position))

    def _quotation(self, block: blocks.Quotation, position: int) -> None:
        number = self._number(position) if position in self.numbers.paragraphs else ()
        paragraph = self.paragraph((*number, blocks.Run(block.attribution)), "Contribution Name")
        if block.anchor:
            self.bookmarks.wrap(paragraph._p, block.anchor)
        for inner in block.blocks:
            self.prose(inner, style="Contribution Text", lang=block.lang, left=8)
        if block.citation:
            self._keep_last()
            self.paragraph((blocks.Run(block.citation, note=block.source),), "Contribution Source")
        if block.note:
            self._keep_last()
            self.line(block.note, "Contribution Note")

    def _keep_last(self) -> None:
        """What was written last stays on the page of what follows."""
        last = self.file.element.body[-2]  # the last element of the body is the section's
        Paragraph(last, self.file).paragraph_format.keep_with_next = True

    def _note_box(self, block: blocks.NoteBox) -> None:
        body = self.file.element.body
        first = len(body) - 1  # the last element of the body is the section's
        if block.title:
            self.line(block.title, "Box Title")
        for inner in block.blocks:
            self.prose(inner, style="Box")
        fill, edge = {"attention": ("FDF5E3", "EAB84A"), "information": ("EDF5F5", "25727A")}.get(
            block.kind, ("FFFFFF", docx_styles.INK)
        )
        paragraphs = [Paragraph(inner, self.file) for inner in body[first:-1]]
        for paragraph in paragraphs:
            properties = paragraph._p.get_or_add_pPr()
            border = f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{edge}"/>'
            properties.append(docx_parts.parse_xml(f"<w:pBdr {docx_parts.W}>{border}</w:pBdr>"))
            properties.append(element("w:shd", val="clear", color="auto", fill=fill))
            _order(properties)
        if paragraphs:
            paragraphs[0].paragraph_format.space_before = paragraphs[-1].paragraph_format.space_after = Mm(3.5)

    def _signatures(self, block: blocks.Signatures) -> None:
        self.line(block.title, "Caption").paragraph_format.space_before = Mm(8)
        for signature in block.signatures:
            self.line(signature.role, "Small").paragraph_format.keep_with_next = True
            if signature.name:
                name = self.paragraph((blocks.Run(signature.name, "strong"),), "Small")
                name.paragraph_format.keep_with_next = True
            day = day_text(signature.date, self.document.language)
            self.line(day or f"{self.labels.signature}: {'_' * 40}", "Small").paragraph_format.space_after = Mm(5)

    def _numbered(self, word: str, numbers: dict[int, int], position: int) -> str:
        return f"{word} {numbers[position]}. " if position in numbers else ""

    # Paragraphs and runs

    def line(self, text: str, style: str, *, lang: str = "") -> Paragraph:
        """A paragraph of one plain run."""
        return self.paragraph((blocks.Run(text),), style, lang=lang)

    def paragraph(self, runs: blocks.Runs, style: str, *, lang: str = "", within: Any = None) -> Paragraph:
        """A paragraph at the end of the file, or of the table cell `within`."""
        self.lines += 1
        paragraph = (within or self.file).add_paragraph(style=style)
        self.fill(paragraph._p, runs, lang=lang)
        if whole := blocks.whole_change(runs):  # its mark goes with it, or an empty line would be left
            marks = element("w:rPr")
            marks.append(self._change(whole, runs[0].author))
            paragraph._p.get_or_add_pPr().append(marks)
        return paragraph

    def fill(self, parent: Any, runs: blocks.Runs, *, lang: str = "", in_note: bool = False) -> None:
        """Write runs into a paragraph element of the text or of a footnote."""
        codes = [run.code for run in runs if run.code]
        for run in runs:
            holder = parent
            if run.code:
                parent.append(docx_parts.hidden(run.code))
            if run.href:
                holder = self._link(run.href, in_note)
                parent.append(holder)
            if run.style in ("insert", "delete"):
                change = self._change(run.style, run.author)
                holder.append(change)
                holder = change
            holder.append(self._run_element(run, lang, run.style == "delete"))
            if run.note and not in_note:
                reference, note = self.footnotes.add()
                self.fill(note, run.note.runs, in_note=True)
                parent.append(reference)
        for code in codes:  # a second witness, which stays where the hidden words are typed over
            self.bookmarks.mark(parent, code)

    def _run_element(self, run: blocks.Run, lang: str, deleted: bool) -> Any:
        number = self.numbers.by_anchor.get(run.href[1:]) if run.numbered else None
        text = f"{run.text.rstrip()}\u00a0{number}" if number else run.text
        made, properties = element("w:r"), element("w:rPr")
        if run.href:
            properties.append(element("w:rStyle", val="Hyperlink"))
        if run.style == "strong":
            properties.append(element("w:b"))
        if run.style == "emphasis":
            properties.append(element("w:i"))
        language = run.lang or lang
        if language and language != self.document.language:
            properties.append(element("w:lang", val=docx_styles.LANGUAGES.get(language, language)))
        if len(properties):
            made.append(properties)
        for piece in re.split(r"([\n\t])", ILLEGAL.sub("", text)):
            if piece in ("\n", "\t"):
                made.append(element("w:br" if piece == "\n" else "w:tab"))
                continue
            words = element("w:delText" if deleted else "w:t")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words.text = piece
            made.append(words)
        return made

    def _link(self, href: str, in_note: bool) -> Any:
        if href.startswith("#"):
            return element("w:hyperlink", anchor=self.bookmarks.name(href[1:]), history=1)
        link = element("w:hyperlink", history=1)
        if not in_note:  # a note's addresses would need relations of the notes part; they are printed, not linked
            relation = self.file.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), relation)
        return link

    def _change(self, style: str, author: str = "") -> Any:
        """A tracked insertion or deletion, as Word knows it.

        LibreOffice takes neighbouring changes of one minute for one, and would take the end of a paragraph with them:
        those of every second paragraph are two minutes younger.
        """
        self.revisions += 1
        moment = self._moment() + timedelta(minutes=2 * (self.lines % 2))
        author = author or self.document.organization or self.document.title
        tag = "w:ins" if style == "insert" else "w:del"
        return element(tag, id=9000 + self.revisions, author=author[:60], date=f"{moment:%Y-%m-%dT%H:%M:%SZ}")

    # Page

    def text_width(self) -> Emu:
        section = self.file.sections[-1]
        return Emu((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))

    def _margins(self) -> None:
        """Header: running title and draft mark; footer: organization, symbol, page of pages."""
        section = self.file.sections[0]
        section.different_first_page_header_footer = self.has_cover
        right = self.text_width()
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        for paragraph in (header, footer):
            paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
        title = self.document.running_title or self.document.title
        header.add_run(ILLEGAL.sub("", title))
        if self.document.draft:
            mark = header.add_run(f"\t{self.labels.draft}")
            mark.bold = True
            if self.has_cover:
                first = section.first_page_header.paragraphs[0]
                first.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
                first.add_run(f"\t{self.labels.draft}").bold = True
        footer.add_run(" · ".join(filter(None, [self.document.organization, self.document.symbol])) + "\t")
        docx_parts.field(footer._p, "PAGE", "1")
        footer.add_run(" / ")
        docx_parts.field(footer._p, "NUMPAGES", "1")

    def _turn(self, *, landscape: bool) -> None:
        """A new page, turned or turned back."""
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        short, long = sorted((section.page_width or 0, section.page_height or 0))
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if landscape else (short, long)

    # The file

    def _moment(self) -> datetime:
        try:
            return datetime.fromisoformat(self.document.date).replace(tzinfo=UTC)
        except ValueError:
            return datetime(1980, 1, 1, tzinfo=UTC)

    def finish(self, identifier: str) -> bytes:
        """The file's bytes: the same for the same document, whenever they are made."""
        self.footnotes.close()
        properties = self.file.core_properties
        properties.title, properties.subject = self.document.title, self.document.subtitle
        properties.author = properties.last_modified_by = self.document.organization
        properties.language = docx_styles.LANGUAGES[self.document.language]
        properties.identifier, properties.comments, properties.revision = identifier, "", 1
        properties.created = properties.modified = self._moment().replace(tzinfo=None)
        saved, fixed = BytesIO(), BytesIO()
        self.file.save(saved)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(zipfile.ZipInfo(name, MOMENT), source.read(name), zipfile.ZIP_DEFLATED)
        return fixed.getvalue()


def _order(properties: Any) -> None:
    """Paragraph properties in the order the schema wants: border and shading before spacing and indents."""
    for name in ("w:spacing", "w:ind", "w:jc"):
        if (late := properties.find(qn(name))) is not None:
            properties.append(late)
