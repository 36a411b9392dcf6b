"""What is pasted becomes plain text, and no word of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from common.text import clean_text
from common.words import WORD, count_words


def test_line_ends_bullets_and_spaces_become_uniform():
    assert clean_text("One\r\n\r\n\r\n\r\n• first\r• second   ").text == "One\n\n- first\n- second"


def test_a_dash_between_words_is_not_a_bullet():
    assert clean_text("El plan — de 2024 — sigue").text == "El plan — de 2024 — sigue"


def test_nul_and_control_characters_go_and_the_person_is_told():
    clean = clean_text("safe\x00ty and\x07 order")

    assert clean.text == "safety and order"
    assert len(clean.remarks) == 1


def test_lone_surrogates_do_not_reach_the_database():
    assert clean_text("a\ud800b").text == "ab"


def test_word_markup_becomes_paragraphs_and_dash_lists():
    pasted = (
        '<p class="MsoNormal">Programa <b>nacional</b><o:p></o:p></p>'
        "<style>p{mso-style:none}</style><ul><li>primero</li><li>segundo &amp; último</li></ul>"
    )

    clean = clean_text(pasted)

    assert clean.text == "Programa nacional\n- primero\n- segundo & último"
    assert "Word" in clean.remarks[0]


def test_angle_brackets_of_an_author_are_left_alone():
    assert clean_text("women < 18 years <b>bold</b>").text == "women < 18 years <b>bold</b>"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_text(text).text

    assert clean_text(once).text == once


@given(st.lists(st.from_regex(WORD, fullmatch=True), max_size=20))
def test_no_word_is_lost(words):
    text = "\n".join(words)

    assert count_words(clean_text(text).text) == count_words(text)
