import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.authoring import names_in, plain, text_blocks, with_named, with_notes
from publications.blocks import BulletList, Footnote, ListItem, Paragraph, Run, runs_of


def test_a_blank_line_ends_a_paragraph_and_a_line_break_stays() -> None:
    assert text_blocks("One\ntwo\n\nThree") == (Paragraph(plain("One\ntwo")), Paragraph(plain("Three")))


def test_dash_lines_are_a_list_with_one_level_below() -> None:
    text = "Measures:\n- first\n  - detail\n    - deeper\n- second\n  goes on\nAfter"
    assert text_blocks(text) == (
        Paragraph(plain("Measures:")),
        BulletList(
            (
                ListItem(plain("first"), (plain("detail"), plain("deeper"))),
                ListItem(plain("second\ngoes on")),
            )
        ),
        Paragraph(plain("After")),
    )


@pytest.mark.parametrize("dash", ["-", "–", "•"])
def test_dashes_of_every_kind_make_items(dash: str) -> None:
    assert text_blocks(f"{dash} one") == (BulletList((ListItem(plain("one")),)),)


@pytest.mark.parametrize("line", ["-5 degrees", "a - b", "1990-2000", "# not a heading", "* star", "<b>not bold</b>"])
def test_nothing_else_is_markup(line: str) -> None:
    assert text_blocks(line) == (Paragraph(plain(line)),)


def test_an_item_indented_without_one_above_is_an_item() -> None:
    assert text_blocks("  - alone") == (BulletList((ListItem(plain("alone")),)),)


def test_the_language_is_carried() -> None:
    assert [block.lang for block in text_blocks("Uno\n\n- dos", "es")] == ["es", "es"]


def test_an_empty_text_has_no_blocks() -> None:
    assert text_blocks(" \n\n ") == ()


@given(st.lists(st.text("ab -–\n\t", max_size=12), max_size=8))
def test_no_word_is_ever_lost(lines: list[str]) -> None:
    text = "\n".join(lines)

    def letters(value: str) -> str:
        return "".join(character for character in value if character in "ab")

    assert letters("".join(run.text for run in runs_of(text_blocks(text)))) == letters(text)


def test_a_note_in_brackets_is_a_footnote_behind_the_words_before_it() -> None:
    (block,) = map(with_notes, text_blocks("The Compact^[A/RES/73/195.] and the region^[ Eleven members ]."))

    assert block == Paragraph(
        (
            Run("The Compact", note=Footnote(plain("A/RES/73/195."))),
            Run(" and the region", note=Footnote(plain("Eleven members"))),
            Run("."),
        )
    )


def test_items_of_lists_take_notes_and_their_items_too() -> None:
    (block,) = map(with_notes, text_blocks("- One^[First]\n  - Two^[Second]"))

    notes = [run.note.runs[0].text for run in runs_of(block) if run.note]
    assert notes == ["First", "Second"]


@pytest.mark.parametrize("text", ["x^2 and [a list]", "^[]", "an open ^[ bracket", "plain"])
def test_what_is_no_note_stays_as_it_was_written(text: str) -> None:
    (block,) = text_blocks(text)

    assert with_notes(block) == block


def test_a_code_in_two_brackets_is_what_it_stands_for_and_one_that_nobody_knows_stays() -> None:
    said = {"crossed": Run("> 130 000", note=Footnote(plain("Notes")))}
    text = "In 2021 [[crossed]] persons, [[unknown]]^[See annex [[crossed]], not [[unknown]]] all told."
    (paragraph,) = text_blocks(text)

    named = with_named(with_notes(paragraph), said)

    assert isinstance(named, Paragraph)
    assert "".join(run.text for run in named.runs) == "In 2021 > 130 000 persons, [[unknown]] all told."
    assert [run.note for run in named.runs if run.note] == [
        Footnote(plain("Notes")), Footnote(plain("See annex > 130 000, not [[unknown]]")),
    ]  # fmt: skip
    assert names_in("[[a-1]] and [[b]], [c], [[ d ]]") == {"a-1", "b"}
