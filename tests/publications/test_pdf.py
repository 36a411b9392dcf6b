import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest

from publications import blocks
from publications.authoring import plain
from publications.render.pdf import Assets, Refused
from tests.publications import samples
from tests.publications.conftest import render_to

Rendering = Callable[..., Path]
KINDS = [("en", "letter"), ("es", "a4")]


def text_of(path: Path) -> str:
    """The words of a PDF, lines joined and words that were parted at a line's end put together."""
    raw = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(raw.split())


@pytest.mark.parametrize(("language", "paper"), KINDS)
def test_every_word_of_every_block_stands_in_the_pdf(rendering: Rendering, language: str, paper: str) -> None:
    path = rendering(language, "pdf", paper)
    raw = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    text = re.sub(r"\s", "", raw)
    for words in samples.words_of(samples.report(language)):
        assert re.sub(r"\s", "", words) in text


@pytest.mark.parametrize(("language", "paper"), KINDS)
@pytest.mark.parametrize("draft", [False, True])
def test_the_pdf_is_accessible(rendering: Rendering, language: str, paper: str, draft: bool) -> None:
    path = rendering(language, "pdf", paper, draft=draft)
    result = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in result.failures] == []


def test_the_document_says_its_title_and_language(rendering: Rendering) -> None:
    reader = pypdf.PdfReader(rendering("es", "pdf", "a4"))
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/Lang"] == "es"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Informe regional"
    assert reader.metadata.author == "Conferencia Regional sobre Migración"


def test_a_countrys_words_in_another_language_are_marked(rendering: Rendering) -> None:
    reader = pypdf.PdfReader(rendering("en", "pdf"))
    size = reader.trailer["/Size"]
    entries = [pypdf.generic.IndirectObject(number, 0, reader).get_object() for number in range(1, size)]
    quotations = [entry for entry in entries if isinstance(entry, dict) and entry.get("/S") == "/BlockQuote"]
    assert [entry.get("/Lang") for entry in quotations] == [None, "es"]


def test_bookmarks_follow_the_headings(rendering: Rendering) -> None:
    def titles(outline: list[Any]) -> list[Any]:
        return [titles(entry) if isinstance(entry, list) else entry.title for entry in outline]

    reader = pypdf.PdfReader(rendering("en", "pdf"))
    assert titles(reader.outline) == ["Contents", "I. Overview", ["Objective eight", ["Challenges"]]]


def test_the_contents_give_the_page_of_each_heading(rendering: Rendering) -> None:
    reader = pypdf.PdfReader(rendering("en", "pdf"))
    contents = " ".join(reader.pages[1].extract_text().split())
    place = next(number for number, sheet in enumerate(reader.pages, 1) if "Under objective" in sheet.extract_text())
    assert "I. Overview 3" in contents
    assert f"Objective eight {place}" in contents


def test_pages_carry_title_part_symbol_and_number(rendering: Rendering) -> None:
    reader = pypdf.PdfReader(rendering("en", "pdf"))
    cover, third = reader.pages[0].extract_text(), " ".join(reader.pages[2].extract_text().split())
    assert f"3 / {len(reader.pages)}" in third
    assert "I. Overview" in third
    assert "Regional Conference on Migration · RCM/2026/REP/9" in third
    assert "1 /" not in cover


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_the_paper_is_the_one_asked_for(rendering: Rendering, paper: str, size: tuple[int, int]) -> None:
    language = "en" if paper == "letter" else "es"
    box = pypdf.PdfReader(rendering(language, "pdf", paper)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_a_wide_index_gets_a_turned_page(rendering: Rendering) -> None:
    reader = pypdf.PdfReader(rendering("en", "pdf", landscape=True))
    turned = [sheet for sheet in reader.pages if sheet.mediabox.width > sheet.mediabox.height]
    assert len(turned) == 1
    assert "Index of answers" in turned[0].extract_text()
    assert "Deaths by year" not in turned[0].extract_text()


@pytest.mark.parametrize(("language", "paper", "word"), [("en", "letter", "Draft"), ("es", "a4", "Borrador")])
def test_a_draft_says_so_on_every_page(rendering: Rendering, language: str, paper: str, word: str) -> None:
    draft = pypdf.PdfReader(rendering(language, "pdf", paper, draft=True))
    assert all(word in sheet.extract_text() for sheet in draft.pages[1:])
    final = pypdf.PdfReader(rendering(language, "pdf", paper))
    assert not any(word in sheet.extract_text() for sheet in final.pages)


def test_only_our_fonts_are_embedded_and_all_of_them(rendering: Rendering) -> None:
    out = subprocess.run(["pdffonts", rendering("en", "pdf")], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in out.splitlines()[2:]]
    assert len(lines) >= 4
    for line in lines:
        assert "+Document-" in line[0]
        assert line[-5] == "yes"  # embedded


def test_the_note_stands_at_the_foot_of_the_page_that_calls_it(rendering: Rendering) -> None:
    reader = pypdf.PdfReader(rendering("en", "pdf"))
    call = next(sheet for sheet in reader.pages if "First paragraph" in sheet.extract_text())
    assert "A footnote." in call.extract_text()


def test_notes_on_many_pages_stay_with_their_calls(tmp_path: Path) -> None:
    filler = "The Member Countries described the steps taken in the period under review. " * 9
    paragraphs = tuple(
        blocks.Paragraph((blocks.Run(f"Call{n}. {filler}", note=blocks.Footnote(plain(f"Footnote{n}."))),))
        for n in range(40)
    )
    render_to(tmp_path / "x.pdf", blocks.Document("T", "en", "2026-01-01", blocks=paragraphs))
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(tmp_path / "x.pdf").pages]
    for n in range(40):
        ends = next(number for number, text in enumerate(sheets) if f"Footnote{n}." in text)
        begins = next(number for number, text in enumerate(sheets) if f"Call{n}." in text)
        assert ends - begins in (0, 1)  # the call stands at the paragraph's end, which may be on the next page


def test_the_same_document_gives_the_same_bytes(rendering: Rendering, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    render_to(again, samples.report("en"))
    assert again.read_bytes() == rendering("en", "pdf").read_bytes()


def test_a_document_without_cover_opens_with_its_title(tmp_path: Path) -> None:
    document = blocks.Document(
        "Receipt", "en", "2026-01-01", "For the report", blocks=(blocks.Heading("Facts", 1), *samples.note().blocks)
    )
    assert render_to(tmp_path / "x.pdf", document).pages == 1
    text = text_of(tmp_path / "x.pdf")
    assert text.index("Receipt") < text.index("For the report") < text.index("One page.")
    result = page.validate_pdf(str(tmp_path / "x.pdf"), profile=page.ValidationProfile.PDF_UA_1)
    assert not result.failures


def test_no_character_is_printed_as_an_empty_box(tmp_path: Path) -> None:
    render_to(tmp_path / "x.pdf", samples.note(text="ñ Łódź ʼ → ≥ ✓ ☐ 中 🙂"))
    assert "ñ Łódź ʼ → ≥ ✓ ☐ [U+4E2D] [U+1F642]" in text_of(tmp_path / "x.pdf")
    reader = pypdf.PdfReader(tmp_path / "x.pdf")
    content = reader.pages[0].get_contents()
    assert content is not None
    glyphs = re.findall(rb"<([0-9a-f]+)>", content.get_data())
    assert glyphs
    assert not any(code.startswith(b"0000") for code in glyphs)


def test_long_words_break_instead_of_leaving_the_page(tmp_path: Path) -> None:
    render_to(tmp_path / "x.pdf", samples.note(text="W" * 400))
    out = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert max(map(float, re.findall(r'xMax="([\d.]+)"', out))) <= 612 - 20 * 72 / 25.4 + 1


def test_an_answer_of_twenty_pages_runs_on(tmp_path: Path) -> None:
    paragraph = "The Member Country described the steps taken in the period under review. " * 12
    document = samples.note(text="\n\n".join(f"{n}. {paragraph}" for n in range(1, 101)))
    quotation = blocks.Quotation(document.blocks, "Country A", "Country A, objective 8")  # type: ignore[arg-type]
    rendered = render_to(tmp_path / "x.pdf", blocks.Document("T", "en", "2026-01-01", blocks=(quotation,)))
    assert rendered.pages is not None
    assert rendered.pages >= 20
    assert text_of(tmp_path / "x.pdf").count("100. The Member Country") == 1


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "http://127.0.0.1:6379/",
        "https://a.example/x.png",
        "ftp://a.example/x",
        "data:text/plain,x",
        "report:../../../etc/passwd",
        "report:/etc/passwd",
        "report:source-serif-4-latin-wght-normal.woff2/../x",
        "report:source-serif-4-latin-wght-normal.woff2\n",
        "report:%2e%2e/x.woff2",
        "REPORT:draft.svg",
        "report:draft.svg#x",
        "jar:file:///x!/y",
    ],
)
def test_nothing_but_our_assets_is_fetched(url: str) -> None:
    with pytest.raises(Refused):
        Assets("DRAFT").fetch(url)
