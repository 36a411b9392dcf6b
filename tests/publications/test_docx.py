import dataclasses
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from publications import blocks
from publications.authoring import plain
from tests.publications import samples
from tests.publications.conftest import render_to

Rendering = Callable[..., Path]
KINDS = [("en", "letter"), ("es", "a4")]


def xml(path: Path, part: str) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read(part))


def words(root: etree._Element) -> str:
    """All text of a part, deletions included, without any space."""
    found = (node.text or "" for node in root.iter(qn("w:t"), qn("w:delText")))
    return re.sub(r"\s", "", "".join(found))


@pytest.mark.parametrize(("language", "paper"), KINDS)
def test_every_word_of_every_block_stands_in_the_file(rendering: Rendering, language: str, paper: str) -> None:
    path = rendering(language, "docx", paper)
    text = words(xml(path, "word/document.xml")) + words(xml(path, "word/footnotes.xml"))
    for expected in samples.words_of(samples.report(language)):
        assert re.sub(r"\s", "", expected) in text


def test_headings_are_headings(rendering: Rendering) -> None:
    document = docx.Document(str(rendering("en", "docx")))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings[1:] == [
        ("Heading 1", "I. Overview"),
        ("Heading 2", "Objective eight"),
        ("Heading 3", "Challenges"),
    ]


def test_paragraph_numbers_are_those_of_the_tree(rendering: Rendering) -> None:
    document = docx.Document(str(rendering("es", "docx", "a4")))
    numbered = [p.text.split("\t")[0] for p in document.paragraphs if p.style and p.style.name == "Numbered Paragraph"]
    assert numbered == ["1.", "2.", "3."]


def test_the_contents_are_a_field_with_links_to_the_headings(rendering: Rendering) -> None:
    root = xml(rendering("en", "docx"), "word/document.xml")
    instructions = [node.text for node in root.iter(qn("w:instrText"))]
    assert instructions[0] == ' TOC \\o "1-2" \\h \\z \\u '
    bookmarks = {node.get(qn("w:name")) for node in root.iter(qn("w:bookmarkStart"))}
    links = {node.get(qn("w:anchor")) for node in root.iter(qn("w:hyperlink"))} - {None}
    assert links
    assert links <= bookmarks
    kinds = [node.get(qn("w:fldCharType")) for node in root.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", *["begin", "separate", "end"] * 2, "end"]


def test_the_contents_show_the_pages_of_the_pdf_before_anybody_counts_anew(rendering: Rendering) -> None:
    lines = [p.text for p in docx.Document(str(rendering("en", "docx"))).paragraphs if p.style.name.startswith("TOC ")]
    pdf = subprocess.run(["pdftotext", rendering("en", "pdf"), "-"], capture_output=True, text=True, check=True).stdout
    pages = pdf.split("\f")
    shown = dict(line.split("\t") for line in lines if "\t" in line)
    assert set(shown) == {"I. Overview", "Objective eight"}
    for heading, page in shown.items():
        assert heading.split()[-1] in pages[int(page) - 1]


def test_notes_are_footnotes_of_word(rendering: Rendering) -> None:
    path = rendering("en", "docx")
    notes = [note for note in xml(path, "word/footnotes.xml") if note.get(qn("w:type")) is None]
    assert [words(note) for note in notes] == ["Afootnote.", "RegisterofA."]
    references = list(xml(path, "word/document.xml").iter(qn("w:footnoteReference")))
    assert [node.get(qn("w:id")) for node in references] == [note.get(qn("w:id")) for note in notes]
    called = "".join(node.text or "" for node in references[1].getparent().getparent().iter(qn("w:t")))
    assert called == "Country A, objective 8, revision 2"


def test_insertions_and_deletions_are_tracked_changes(rendering: Rendering) -> None:
    root = xml(rendering("en", "docx"), "word/document.xml")
    assert [words(node) for node in root.iter(qn("w:ins"))] == ["inserted"]
    assert [words(node) for node in root.iter(qn("w:del"))] == ["struck"]
    assert next(root.iter(qn("w:ins"))).get(qn("w:author")) == "Regional Conference on Migration"


def test_header_rows_repeat_and_tables_say_what_they_are(rendering: Rendering) -> None:
    root = xml(rendering("en", "docx"), "word/document.xml")
    captions = [node.get(qn("w:val")) for node in root.iter(qn("w:tblCaption"))]
    assert captions == ["Index of answers", "Deaths by year", "Measures", "Facts"]
    assert len(list(root.iter(qn("w:tblHeader")))) == 3


@pytest.mark.parametrize(
    ("language", "paper", "code", "width"), [("en", "letter", "en-US", 12240), ("es", "a4", "es-419", 11906)]
)
def test_language_and_paper(rendering: Rendering, language: str, paper: str, code: str, width: int) -> None:
    path = rendering(language, "docx", paper)
    default = xml(path, "word/styles.xml").find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default is not None
    assert default.get(qn("w:val")) == code
    size = xml(path, "word/document.xml").find(f".//{qn('w:pgSz')}")
    assert size is not None
    assert abs(int(size.get(qn("w:w"), "0")) - width) < 5


def test_a_countrys_words_in_another_language_are_marked(rendering: Rendering) -> None:
    root = xml(rendering("en", "docx"), "word/document.xml")
    foreign = {
        words(run)
        for run in root.iter(qn("w:r"))
        if (lang := run.find(f"{qn('w:rPr')}/{qn('w:lang')}")) is not None and lang.get(qn("w:val")) == "es-419"
    }
    assert "WordsofCountryB." in foreign
    assert "WordsofCountryA." not in foreign


def test_the_file_names_itself(rendering: Rendering) -> None:
    properties = docx.Document(str(rendering("en", "docx"))).core_properties
    assert (properties.title, properties.author) == ("Regional report", "Regional Conference on Migration")
    assert (properties.language, properties.created.year) == ("en-US", 2026)


def test_a_draft_says_so_in_the_header(rendering: Rendering) -> None:
    draft = docx.Document(str(rendering("en", "docx", draft=True))).sections[0]
    assert "Draft" in draft.header.paragraphs[0].text
    assert "Draft" in draft.first_page_header.paragraphs[0].text
    final = docx.Document(str(rendering("en", "docx"))).sections[0]
    assert "Draft" not in final.header.paragraphs[0].text


def test_a_wide_index_gets_a_turned_page(rendering: Rendering) -> None:
    sections = docx.Document(str(rendering("en", "docx", landscape=True))).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def test_the_same_document_gives_the_same_bytes(rendering: Rendering, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    render_to(again, samples.report("en"), format="docx")
    assert again.read_bytes() == rendering("en", "docx").read_bytes()


def test_what_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    document = blocks.Document("T", "en", "2026-01-01", blocks=(blocks.Paragraph(plain("a\x00b\x0bc <&> 🙂")),))
    render_to(tmp_path / "x.docx", document, format="docx")
    assert "abc<&>🙂" in words(xml(tmp_path / "x.docx", "word/document.xml"))


def test_a_short_table_stays_whole_and_no_row_of_a_long_one_stands_alone(tmp_path: Path) -> None:
    def rows(count: int, source: str = "") -> blocks.Table:
        found = tuple((plain(f"row {n}"),) for n in range(1, count + 1))
        return blocks.Table(f"{count}", (blocks.Column("A"),), found, source=source)

    tree = dataclasses.replace(samples.note(), blocks=(rows(3), rows(12), rows(2, "A register")))
    render_to(tmp_path / "x.docx", tree, format="docx")
    short, long, sourced = docx.Document(str(tmp_path / "x.docx")).tables

    def kept(table: docx.table.Table) -> list[str]:
        cells = [row.cells[0] for row in table.rows]
        return [cell.text for cell in cells if cell.paragraphs[0].paragraph_format.keep_with_next]

    assert kept(short) == ["A", "row 1", "row 2"]
    assert kept(long) == ["A", "row 1", "row 11"]
    assert kept(sourced) == ["A", "row 1", "row 2"]


def test_numbered_lists_start_anew(tmp_path: Path) -> None:
    item = blocks.NumberedList((blocks.ListItem(plain("x")),))
    render_to(tmp_path / "x.docx", blocks.Document("T", "en", "2026-01-01", blocks=(item, item)), format="docx")
    used = [node.get(qn("w:val")) for node in xml(tmp_path / "x.docx", "word/document.xml").iter(qn("w:numId"))]
    assert len(set(used)) == 2


@pytest.mark.skipif(not shutil.which("soffice"), reason="no word processor on this machine")
def test_a_word_processor_opens_it(rendering: Rendering, tmp_path: Path) -> None:
    path = rendering("en", "docx")
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    made = tmp_path / f"{path.stem}.pdf"
    text = subprocess.run(["pdftotext", made, "-"], capture_output=True, text=True, check=True).stdout
    assert "Words of Country A." in text
    assert "Clearer of A" in text


def test_labels_citations_and_the_rows_of_an_index_stay_with_what_follows(tmp_path: Path) -> None:
    label = blocks.Paragraph(plain("Progress", style="strong"))
    words = blocks.Paragraph(plain("Words."))
    quotation = blocks.Quotation((label, words), attribution="Country A", citation="Cited", note="Noted")
    tree = dataclasses.replace(
        samples.note(), blocks=(blocks.Heading("Eight", 2, "objective-8"), quotation, samples.matrix("en"))
    )
    render_to(tmp_path / "x.docx", tree, format="docx")
    document = docx.Document(str(tmp_path / "x.docx"))

    kept = {p.text: p.paragraph_format.keep_with_next for p in document.paragraphs}
    assert (kept["Progress"], kept["Words."], kept["Cited"], kept["Noted"]) == (True, True, True, None)
    rows = document.tables[-1].rows
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for row in rows[:-1] for cell in row.cells)
    assert not rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_a_cell_of_an_index_without_a_word_says_the_paragraph_that_it_leads_to(tmp_path: Path) -> None:
    render_to(tmp_path / "x.docx", samples.with_index(), format="docx")

    (row,) = docx.Document(str(tmp_path / "x.docx")).tables[0].rows[1:]
    assert [words(cell._tc) for cell in row.cells] == ["8Savelives", "2", ""]
