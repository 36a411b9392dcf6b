"""What a page does with the filters of its address."""

import pytest

from common.filtering import Filtered, choice, filtered, kept, one_of
from objectives.models import Objective
from practices.filters import PracticeFilters
from practices.models import Practice


def ask(**query):
    return filtered(PracticeFilters, Practice.objects.all(), query, ("q", "objective", "cycle"))


def test_filters_that_are_understood_are_in_force(db):
    found = ask(objective="8", q=" guide ", other="x")

    assert found.asked == {"objective": "8", "q": "guide"}
    assert found.active
    assert found.remark == ""


def test_one_that_is_not_leaves_the_others_in_force_and_is_named(db):
    found = ask(objective="eight", cycle="demo")

    assert found.asked == {"cycle": "demo"}
    assert found.remark == "The portal could not read this filter and left it out: Objective."


def test_blanks_are_no_filter(db):
    assert not ask(q="  ", objective="").active


def test_a_value_that_is_no_option_stands_in_the_list_as_it_was_asked():
    made = choice("cycle", "Cycle", [("demo", "Demo")], {"cycle": "none"})

    assert [(option.value, option.chosen) for option in made.options] == [("demo", False), ("none", True)]
    assert made.any_words == "All"


def test_the_form_carries_what_has_no_control(db):
    found = Filtered(Practice.objects.none(), {"q": "x", "cycle": "demo", "country": "XXA"})
    choices = [choice("cycle", "Cycle", [], found.asked)]

    assert kept({"text": "original", "page": "3"}, choices, found, "text", "of") == [
        ("country", "XXA"),
        ("text", "original"),
    ]


@pytest.mark.parametrize(("code", "found", "known"), [("", 1, True), ("b", 2, True), ("c", 1, False)])
def test_one_of_several_by_code(code, found, known):
    things = [Objective(number=1), Objective(number=2)]
    things[0].code, things[1].code = "a", "b"

    thing, is_known = one_of(things, code)

    assert (thing.number, is_known) == (found, known)
    assert one_of([], "x") == (None, False)
