import pytest

from common.numerals import letter, roman


@pytest.mark.parametrize(("number", "sign"), [(1, "I"), (4, "IV"), (26, "XXVI"), (27, "XXVII"), (1994, "MCMXCIV")])
def test_meetings_are_counted_in_roman_numerals(number, sign):
    assert roman(number) == sign


def test_a_meeting_without_a_number_has_none_and_there_is_none_for_zero():
    assert roman(None) == ""
    with pytest.raises(ValueError, match="no Roman numeral"):
        roman(0)


def test_letters_go_on_after_z():
    assert [letter(n) for n in (1, 23, 26, 27)] == ["a", "w", "z", "aa"]
