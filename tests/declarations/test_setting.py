"""How a paragraph reads: members in their place, italics only where the style has them, excerpts of a redline."""

import pytest

from declarations import advice, setting
from declarations.enums import Kind, Style
from declarations.styles import template


@pytest.mark.parametrize(
    ("style", "kind", "first"),
    [
        (Style.UN, Kind.PREAMBULAR, ("verb", "Recalling")),
        (Style.UN, Kind.HEADING, ("", "Recalling the Compact")),
        (Style.RCM, Kind.PREAMBULAR, ("", "Recalling the Compact")),
    ],
)
def test_the_opening_verb_is_set_apart_only_where_the_style_says_so(style, kind, first):
    assert setting.pieces("Recalling the Compact", kind, template(style))[0] == first


def test_places_in_brackets_are_pieces_of_their_own_and_nothing_is_lost():
    text = "Requests a report by [15] [30] April [2026];"
    pieces = setting.pieces(text, Kind.OPERATIVE, template(Style.UN))

    assert "".join(words for _mark, words in pieces) == text
    assert [words for mark, words in pieces if mark == "open"] == ["[15] [30]", "[2026]"]


def test_members_stand_where_the_chapeau_keeps_their_place():
    assert setting.filled("Present: {members}.", "A and B") == "Present: A and B."
    assert setting.filled("Present: {members}.", "") == "Present: {members}."


def test_an_excerpt_keeps_every_change_and_shortens_the_rest():
    long = " ".join(f"w{number}" for number in range(40))
    changes = [("", f"{long} "), ("delete", "old"), ("insert", "new"), ("", f" {long}")]
    shown = setting.excerpt(changes, words=3)

    assert shown == [("", "… w37 w38 w39 "), ("delete", "old"), ("insert", "new"), ("", " w0 w1 w2 …")]


def test_a_short_redline_is_shown_whole():
    changes = [("", "a b "), ("insert", "c")]

    assert setting.excerpt(changes) == changes


@pytest.mark.parametrize(
    ("language", "text", "advised"),
    [
        ("en", "To stop illegal migration", True),
        ("en", "To stop illegal trade", False),
        ("es", "Los migrantes en la región", True),
        ("es", "Las personas migrantes en situación irregular", False),
    ],
)
def test_terms_the_conference_avoids_are_named_with_what_it_says(language, text, advised):
    assert bool(advice.on(text, language)) is advised


def test_a_pair_of_unequal_length_is_noticed_only_when_it_is_long():
    assert advice.on_pair("word " * 20, "palabra " * 10)
    assert not advice.on_pair("word " * 8, "palabra " * 2)
    assert not advice.on_pair("word " * 20, "")
