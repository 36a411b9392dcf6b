"""The papers: a redline accepted is the new draft and rejected the old one, in HTML and in Word."""

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declarations.documents import texts
from declarations.documents.frame import Item, Paper, changes_of
from declarations.enums import Kind, Style
from declarations.numbering import numbers
from declarations.styles import template
from publications import blocks as b
from publications.block_json import from_json, to_json
from publications.numbering import numbering_outline
from publications.render import html
from tests.declarations.test_numbering import Row
from tests.declarations.tracked import authors, lines

STEADY = settings(derandomize=True, deadline=None, max_examples=25,
                  suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
SAID = "to establish a mechanism [15] within existing resources ñandú ; , & <b>"
SENTENCE = st.lists(st.sampled_from(SAID.split(" ")), min_size=1, max_size=9).map(" ".join)
# What a paragraph of a draft is: its kind, its words before (None: it is new), its words after (None: it went).
CHANGES = st.lists(
    st.tuples(st.sampled_from([Kind.PREAMBULAR, Kind.OPERATIVE, Kind.SUB, Kind.THANKS, Kind.ANNEX]),
              st.one_of(st.none(), SENTENCE), st.one_of(st.none(), SENTENCE)),
    min_size=1, max_size=6,
).filter(lambda rows: all(before or after for _kind, before, after in rows))  # fmt: skip


def items(rows, style=Style.RCM):
    """Items of a draft from (key, kind, text)."""
    numbered = [Row(kind) for _key, kind, _text in rows]
    found = numbers(numbered, template(style))
    return [
        Item(key, kind, found[row.identity], {"en": text, "es": text})
        for (key, kind, text), row in zip(rows, numbered, strict=True)
    ]


def paper(style=Style.RCM, **said):
    values = {"titles": {"en": "Title", "es": "Título"}, "symbol": "RCM/2026/DEC/L.1", "date": "2026-04-01",
              "style": template(style), "is_draft": True, "marks": {"en": ("Rev. 1",), "es": ("Rev. 1",)}}  # fmt: skip
    return Paper(**(values | said))


def two_drafts(rows):
    old = items([(str(n), kind, before) for n, (kind, before, _after) in enumerate(rows) if before is not None])
    new = items([(str(n), kind, after) for n, (kind, _before, after) in enumerate(rows) if after is not None])
    return old, new


def body(document):
    """The blocks of the text alone, without what stands above it."""
    return [
        block for block in document.blocks if not (isinstance(block, b.Paragraph) and block.runs[0].style == "emphasis")
    ]


def printed(item):
    label = item.number.label("en")
    return f"{label}\t{item.texts['en']}" if label else item.texts["en"]


def accepted(document, what):
    """The text of an HTML rendering after all changes were accepted or rejected, spaces and empty lines aside."""
    gone = "del" if what == "accept" else "ins"
    pages = re.findall(r"<p[^>]*>(.*?)</p>", html.render(document), re.DOTALL)
    kept = [re.sub(rf"<{gone}>.*?</{gone}>", "", page, flags=re.DOTALL) for page in pages]
    plain = [" ".join(unescape(re.sub(r"<[^>]+>", "", page.replace("</span>", " "))).split()) for page in kept]
    return [text for text in plain if text]


@STEADY
@given(CHANGES)
def test_in_word_the_redline_accepted_is_the_new_draft_and_rejected_the_old_one(rows):
    old, new = two_drafts(rows)
    document = texts.redline(paper(), old, new, "en", between="x")
    tree = b.Document(title="T", language="en", date="2026-04-01", blocks=tuple(body(document)))

    assert lines(tree, "accept") == [printed(item) for item in new]
    assert lines(tree, "reject") == [printed(item) for item in old]


@STEADY
@given(CHANGES)
def test_in_html_the_redline_accepted_is_the_new_draft_and_rejected_the_old_one(rows):
    old, new = two_drafts(rows)
    document = texts.redline(paper(), old, new, "en", between="x")
    tree = b.Document(title="T", language="en", date="2026-04-01", blocks=tuple(body(document)))

    assert accepted(tree, "accept") == [" ".join(printed(item).split()) for item in new]
    assert accepted(tree, "reject") == [" ".join(printed(item).split()) for item in old]


ROWS = [
    ("1", Kind.CHAPEAU, "The Member Countries,"),
    ("2", Kind.PREAMBULAR, "Recalling the Compact,"),
    ("3", Kind.HEADING, "Agree:"),
    ("4", Kind.OPERATIVE, "Decides to meet;"),
    ("5", Kind.SUB, "in spring;"),
    ("6", Kind.ANNEX, "A list."),
]


@pytest.mark.parametrize(("style", "italic"), [(Style.RCM, False), (Style.UN, True)])
def test_clean_text_is_set_by_its_style(style, italic):
    document = texts.clean(paper(style), items(ROWS, style), "es")
    shown = html.render(document)

    assert ("<em>Recalling</em>" in shown) is italic
    assert ("<em>Decides</em>" in shown) is italic
    assert [block.label for block in document.blocks if isinstance(block, b.Clause)] == ["1.", "a)", "Anexo I"]
    assert from_json(to_json(document)) == document


def test_both_languages_of_every_paper_are_numbered_alike():
    found = [texts.clean(paper(), items(ROWS), code) for code in ("en", "es")]

    assert numbering_outline(found[0]) == numbering_outline(found[1])


def test_parallel_columns_hold_both_languages_each_marked_with_its_own():
    document = texts.clean_parallel(paper(), items(ROWS), "en")
    table = next(block for block in document.blocks if isinstance(block, b.Table))

    assert [column.title for column in table.columns] == ["", "English", "Español"]
    assert {(row[1][0].lang, row[2][0].lang) for row in table.rows} == {("en", "es")}
    assert table.rows[3][0][0].text == "1."


OFFER = texts.Offer(
    "XXA-1", "Country A", "Change the words",
    {"en": [("", "Decides to "), ("delete", "meet"), ("insert", "talk"), ("", ";")], "es": []},
    reason="Shorter.", joined="Co-sponsors: Country B",
)  # fmt: skip


def test_amendments_stand_below_their_paragraph_with_their_author_in_words_tracked_changes():
    lines_ = [(item, [OFFER] if item.key == "4" else []) for item in items(ROWS)]
    document = texts.with_amendments(paper(), lines_, "en")
    box = next(block for block in document.blocks if isinstance(block, b.NoteBox))

    assert box.title == "XXA-1 · Country A · Change the words · Co-sponsors: Country B"
    assert authors(document) == {("ins", "Country A"), ("del", "Country A")}
    assert document.blocks.index(box) == 1 + next(
        place for place, block in enumerate(document.blocks) if isinstance(block, b.Clause) and block.label == "1."
    )


def test_a_language_without_words_says_that_the_translation_is_pending():
    lines_ = [(item, [OFFER] if item.key == "4" else []) for item in items(ROWS)]
    table = next(block for block in texts.compilation(paper(), lines_, "es").blocks if isinstance(block, b.Table))

    assert table.rows[0][2][0].text == "[Traducción pendiente] "
    assert {run.lang for run in table.rows[0][2][1:]} == {"en"}
    assert table.rows[0][3][0].text == "Shorter."


def test_a_compilation_without_proposals_says_so():
    document = texts.compilation(paper(), [(item, []) for item in items(ROWS)], "en")

    assert "No amendment was tabled" in html.render(document)


def test_a_demonstration_text_says_so_on_every_paper():
    assert "stands for no text of the Conference" in html.render(
        texts.clean(paper(is_demonstration=True), items(ROWS), "en")
    )


def test_changes_without_an_author_are_the_conferences():
    document = paper().document("en", [b.Paragraph(changes_of([("insert", "x")]))])

    assert authors(document) == {("ins", "Regional Conference on Migration")}
