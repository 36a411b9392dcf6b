"""Changes of several people in one text: made together in any order, or said to clash."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.diff import diff_words
from common.merge import Hunk, hunks, merge

SAID = "the Conference agrees to establish a follow-up mechanism , ; within existing resources ñandú"
WORDS = st.sampled_from(SAID.split(" "))
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
ANY = st.text("aé ñ.,;[]<&\n\t—漢🙂", max_size=30)


# The same examples on every run, whatever the speed of the machine.
STEADY = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def applied(base: str, found: list[Hunk]) -> str:
    for hunk in reversed(found):
        base = base[: hunk.start] + hunk.text + base[hunk.end :]
    return base


@STEADY
@given(st.one_of(TEXTS, ANY), st.one_of(TEXTS, ANY))
def test_a_redline_accepted_is_the_new_text_and_rejected_the_old_one(before, after):
    pieces = diff_words(before, after)

    assert "".join(text for kind, text in pieces if kind != "delete") == after
    assert "".join(text for kind, text in pieces if kind != "insert") == before


@STEADY
@given(TEXTS, TEXTS)
def test_the_hunks_of_two_texts_lead_from_one_to_the_other(before, after):
    assert applied(before, hunks(before, after)) == after


@STEADY
@given(TEXTS, TEXTS)
def test_one_version_alone_merges_to_itself(base, version):
    assert merge(base, [version, base, version]).text == version


@STEADY
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_order_gives_the_same_text_or_the_same_clash(base, one, two, three):
    results = {
        (merged.text, merged.is_clean) for merged in (merge(base, order) for order in permutations([one, two, three]))
    }

    assert len(results) == 1


@STEADY
@given(TEXTS, TEXTS, TEXTS)
def test_a_merge_holds_both_changes(base, one, two):
    merged = merge(base, [one, two])
    if merged.is_clean:
        expected = sorted({*hunks(base, one), *hunks(base, two)})
        assert merged.text == applied(base, expected)
    else:
        assert merged.clashes


@pytest.mark.parametrize(
    ("one", "two", "text"),
    [
        ("to develop a mechanism", "to establish a new mechanism", "to develop a new mechanism"),
        ("to establish a mechanism now", "we agree to establish a mechanism", "we agree to establish a mechanism now"),
        ("to establish a plan", "to establish a plan", "to establish a plan"),
    ],
)
def test_changes_of_different_words_stand_together(one, two, text):
    assert merge("to establish a mechanism", [one, two]).text == text


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("to develop a mechanism", "to create a mechanism"),
        ("to establish a new mechanism", "to establish a strong mechanism"),
        ("", "to establish a new mechanism"),
        ("to establish, in time, a mechanism", "to establish together a mechanism"),
    ],
)
def test_changes_of_the_same_words_clash(one, two):
    merged = merge("to establish a mechanism", [one, two])

    assert not merged.is_clean
    assert merged.text == ""
