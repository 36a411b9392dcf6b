import dataclasses
import re
from html.parser import HTMLParser

import pytest
from django.utils.html import strip_tags

from publications import blocks
from publications.authoring import plain
from publications.render import html
from tests.publications import samples


class Outline(HTMLParser):
    """Collects tags, attributes and the order of headings."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def attributes(self, name: str) -> list[str | None]:
        return [attrs[name] for _tag, attrs in self.tags if name in attrs]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_every_block_stands_in_the_preview(language: str) -> None:
    document = samples.report(language)
    text = " ".join(strip_tags(html.render(document).replace("<", " <")).split())
    for words in samples.words_of(document):
        assert words in text


def test_nothing_needs_an_inline_style_or_script() -> None:
    source = html.render(samples.report())
    assert "style=" not in source
    assert "<style" not in source
    assert "<script" not in source


def test_what_authors_write_is_escaped() -> None:
    hostile = "<script>alert(1)</script>\" onmouseover=x & 'y'"
    source = html.render(
        blocks.Document(
            hostile,
            "en",
            "",
            blocks=(
                blocks.Heading(hostile, 1, 'a" onclick="x'),
                blocks.Paragraph(plain(hostile)),
                blocks.Paragraph((blocks.Run("x", href='https://a.example/"onclick="x', lang='"><b>'),)),
                blocks.Quotation((), hostile, hostile, hostile, hostile),
            ),
        )
    )
    assert "<script" not in source
    assert not any(name and name.startswith("on") for tag, attrs in Outline(source).tags for name in attrs)


def test_headings_stand_below_the_pages_own() -> None:
    levels = re.findall(r"<(h\d)", html.render(samples.report()))
    assert levels == ["h2", "h2", "h3", "h4"]


def test_every_link_inside_has_its_target() -> None:
    outline = Outline(html.render(samples.report()))
    inside = {str(href)[1:] for href in outline.attributes("href") if str(href).startswith("#")}
    assert inside <= set(outline.attributes("id"))
    assert len(outline.attributes("id")) == len(set(outline.attributes("id")))


def test_notes_are_numbered_links_to_the_end_and_back() -> None:
    source = html.render(samples.report())
    assert '<sup class="doc-call"><a href="#note-1" id="call-1">1</a></sup>' in source
    assert '<li id="note-1">A footnote. <a href="#call-1"' in source


def test_a_text_in_another_language_says_so_and_its_own_does_not() -> None:
    source = html.render(samples.report("en"))
    assert '<blockquote lang="es">' in source
    assert 'lang="en"' not in source.replace('<article class="document" lang="en">', "")


def test_paragraph_numbers_are_text_and_references_print_them() -> None:
    source = html.render(samples.report())
    assert re.findall(r'doc-number">(\d+)\.', source) == ["1", "2", "3"]
    assert '<a href="#objective-8">see paragraph\u00a03</a>' in source


def test_tables_name_their_headers() -> None:
    outline = Outline(html.render(samples.report()))
    headers = [attrs for tag, attrs in outline.tags if tag == "th"]
    assert headers
    assert all(attrs.get("scope") in ("row", "col", "rowgroup") for attrs in headers)


def test_a_line_break_is_kept() -> None:
    source = html.render(blocks.Document("T", "en", "", blocks=(blocks.Paragraph(plain("one\ntwo")),)))
    assert "one<br>two" in source


def test_a_draft_says_so() -> None:
    assert "Draft" in html.render(samples.note(draft=True))
    assert "Borrador" in html.render(samples.note("es", draft=True))
    assert "Draft" not in html.render(samples.note())


def test_shares_are_whole_per_cents_that_a_class_exists_for() -> None:
    assert html.shares([2, 5, 1]) == ["25", "62", "12"]
    assert html.shares([1, 1000]) == ["2", "100"]


def test_bars_are_measured_against_the_longest() -> None:
    chart = blocks.BarChart("c", "y", (blocks.Bar("a", 500), blocks.Bar("b", 2000, "about 2,000")), "n")
    assert html.bars(chart, "en") == [
        {"label": "a", "display": "500", "length": "250"},
        {"label": "b", "display": "about 2,000", "length": "1000"},
    ]
    assert html.bars(blocks.BarChart("c", "y", (blocks.Bar("a", 0),), "n"), "en")[0]["length"] == "0"


def test_a_bar_that_is_part_of_its_own_whole_is_full_when_it_is_all_of_it() -> None:
    chart = blocks.BarChart("c", "y", (blocks.Bar("a", 5, "5 of 5", 5), blocks.Bar("b", 2, "2 of 8", 8)), "n")
    assert [bar["length"] for bar in html.bars(chart, "en")] == ["1000", "250"]


def test_an_excerpt_carries_no_draft_mark_and_a_label_is_one() -> None:
    label = blocks.Paragraph((blocks.Run("Progress", style="strong"),))
    words = blocks.Paragraph(plain("Words."))
    tree = dataclasses.replace(samples.note(draft=True), blocks=(label, words))

    excerpt = html.render_excerpt(tree, range(2))

    assert "doc-draft" in html.render(tree)
    assert "doc-draft" not in excerpt
    assert '<p class="doc-p doc-label"><strong>Progress</strong></p>' in excerpt
    assert '<p class="doc-p">Words.</p>' in excerpt


def test_notes_of_two_excerpts_on_one_page_have_ids_of_their_own() -> None:
    document = samples.report()
    noted = [place for place, block in enumerate(document.blocks) if any(run.note for run in blocks.runs_of(block))]
    quoted = next(place for place, block in enumerate(document.blocks) if isinstance(block, blocks.Quotation))

    page = "".join(html.render_excerpt(document, range(place, place + 1)) for place in (noted[0], quoted))

    ids = Outline(page).attributes("id")
    assert len([one for one in ids if one and one.startswith("note-")]) == 2
    assert len(ids) == len(set(ids))
    links = [href for href in Outline(page).attributes("href") if href and href.startswith(("#note-", "#call-"))]
    assert {link[1:] for link in links} <= set(ids)


def test_a_cell_of_an_index_without_a_word_says_the_paragraph_that_it_leads_to() -> None:
    source = html.render(samples.with_index())

    assert '<td class="doc-matrix__read"><a href="#objective-8-XXA">2</a></td><td></td>' in source
