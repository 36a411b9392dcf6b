"""Open alternatives in [ ]."""

import pytest

from declarations import brackets


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("by [15] [30] April", [("15", "30")]),
        ("by [15]/[30] April [2026]", [("15", "30"), ("2026",)]),
        ("to [strengthen [and widen]] it", [("strengthen [and widen]",)]),
        ("nothing open", []),
        ("half [open", []),
    ],
)
def test_places_are_read_with_their_options(text, options):
    assert [choice.options for choice in brackets.choices(text)] == options


@pytest.mark.parametrize(
    ("text", "place", "option", "settled"),
    [
        ("by [15] [30] April.", 0, 1, "by 30 April."),
        ("by [early] April.", 0, None, "by April."),
        ("within resources [and voluntary contributions];", 0, None, "within resources;"),
        ("[Also] recalling [15] [30]", 1, 0, "[Also] recalling 15"),
        ("[Also] recalling", 0, None, "recalling"),
    ],
)
def test_a_place_is_settled_and_the_others_stay(text, place, option, settled):
    assert brackets.settle(text, place, option) == settled


def test_settling_a_place_that_is_not_there_is_an_error():
    with pytest.raises(IndexError):
        brackets.settle("nothing open", 0, None)


@pytest.mark.parametrize(("text", "balanced"), [("[a] b", True), ("[a [b]]", True), ("a]", False), ("[a", False)])
def test_brackets_that_do_not_close_are_noticed(text, balanced):
    assert brackets.is_balanced(text) is balanced
    assert brackets.is_open(text)
