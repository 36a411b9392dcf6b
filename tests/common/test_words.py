"""One rule for counting words (the same cases run in the browser, tests/e2e); which language they are in."""

import pytest

from common.words import count_words, language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("   \n ", 0),
        ("one", 1),
        ("safe, orderly and regular", 4),
        ("well-being of d’accord O'Neill", 4),
        ("1,000 persons in 2.5 years", 5),
        ("- a dash list\n- of two", 5),
        ("protección y asistencia: niñas, niños", 5),
        ("and/or", 2),
        ("en dash – between", 3),
        ("e\u0301tat", 1),
        ("26 % del PIB", 3),
        ("snake_case", 2),
    ],
)
def test_a_word_is_a_run_of_letters_and_digits_that_inner_signs_join(text, expected):
    assert count_words(text) == expected


def test_a_language_is_told_by_its_small_words_and_otherwise_as_it_is_supposed():
    assert language_of("The progress of the programme", "es") == "en"
    assert language_of("El avance de los programas", "en") == "es"
    assert language_of("Honduras 2026", "es") == "es"
