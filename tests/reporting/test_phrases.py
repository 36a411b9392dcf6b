"""Counts of States in neutral words."""

import pytest
from django.utils.translation import override

from reporting import phrases


@pytest.mark.parametrize(
    ("count", "of", "word"),
    [
        (0, 7, ""),
        (1, 7, "one"),
        (2, 7, "some"),
        (3, 7, "several"),
        (4, 7, "most"),
        (6, 7, "most"),
        (7, 7, "all"),
        (1, 1, "one"),
        (2, 2, "all"),
        (1, 2, "one"),
        (3, 11, "some"),
        (4, 11, "several"),
        (6, 11, "most"),
        (3, 0, ""),
    ],
)
def test_the_word_follows_the_stated_thresholds(count, of, word):
    assert phrases.quantity(count, of) == word


@pytest.mark.parametrize(
    ("count", "of", "printed"), [(3, 6, True), (2, 7, False), (5, 7, False), (3, 7, True), (4, 7, True), (7, 7, False)]
)
def test_a_number_is_printed_only_with_three_states_on_each_side(count, of, printed):
    assert phrases.may_print(count, of) is printed


def test_phrases_exist_in_both_languages():
    with override("es"):
        assert phrases.countries(2, 7) == "Algunos Países Miembros"
        assert phrases.thresholds()[0][0] == "Uno"
    assert phrases.number_word(7, "es") == "Siete"
    assert phrases.number_word(7, "en") == "Seven"
    assert phrases.number_word(14, "en") == "14"
