from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from common.dates import say_day, say_days, say_moment, say_moment_short, say_time

CLOSE = datetime(2026, 3, 1, 5, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "28 February 2026, 23:59"), ("es", "28 de febrero de 2026, 23:59")],
)
def test_an_instant_is_told_in_san_jose_time_in_the_language_of_the_page(language: str, words: str) -> None:
    with override(language):
        assert say_moment(CLOSE) == words


def test_another_zone_can_be_asked_for() -> None:
    with override("en"):
        assert say_moment(CLOSE, ZoneInfo("Europe/Madrid")) == "1 March 2026, 06:59"
        assert say_time(CLOSE, ZoneInfo("America/Panama")) == "00:59"


def test_a_day_is_told_as_it_is_and_an_instant_as_the_day_of_san_jose() -> None:
    with override("es"):
        assert say_day(date(2026, 3, 1)) == "1 de marzo de 2026"
        assert say_day(CLOSE) == "28 de febrero de 2026"


def test_months_are_small_in_spanish() -> None:
    with override("es"):
        assert say_moment_short(CLOSE) == "28 feb 2026, 23:59"


def test_a_short_form_serves_lists() -> None:
    with override("en"):
        assert say_moment_short(CLOSE) == "28 Feb 2026, 23:59"


@pytest.mark.parametrize(
    ("first", "last", "english", "spanish"),
    [
        (date(2027, 1, 11), date(2027, 1, 12), "11–12 January 2027", "11–12 de enero de 2027"),
        (date(2022, 3, 31), date(2022, 4, 1), "31 March – 1 April 2022", "31 de marzo – 1 de abril de 2022"),
        (
            date(2026, 12, 31), date(2027, 1, 1), "31 December 2026 – 1 January 2027",
            "31 de diciembre de 2026 – 1 de enero de 2027",
        ),
        (date(2027, 1, 11), date(2027, 1, 11), "11 January 2027", "11 de enero de 2027"),
        (date(2027, 1, 11), None, "11 January 2027", "11 de enero de 2027"),
    ],
)  # fmt: skip
def test_days_in_a_row_are_a_range_that_says_once_what_they_share(first, last, english, spanish):
    assert say_days(first, last) == english
    with override("es"):
        assert say_days(first, last) == spanish
