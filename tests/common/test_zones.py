"""Time zones from a list, and what is said of one that is not on it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from common.errors import Refused
from common.zones import ZONES, find_zone, instant, label, say_zone


def test_every_zone_of_the_list_exists():
    assert all(ZoneInfo(name) for name in ZONES)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("GMT-6", "Etc/GMT+6"),
        ("UTC−06:00", "Etc/GMT+6"),
        ("gmt -6", "Etc/GMT+6"),
        ("CDMX", "America/Mexico_City"),
        ("mexico city", "America/Mexico_City"),
        ("America/Costa_Rica", "America/Costa_Rica"),
        (" utc ", "UTC"),
    ],
)
def test_a_zone_is_found_by_name_place_or_offset(written, name):
    assert find_zone(written) == name


def test_a_misspelt_zone_is_refused_with_the_nearest_names():
    with pytest.raises(Refused, match=r"“GTM-6” is no time zone. Nearest: UTC−6 ·"):
        find_zone("GTM-6")
    with pytest.raises(Refused, match="America/Mexico City"):
        find_zone("America/Mexiko_City")


def test_half_past_twelve_at_gmt_6_is_half_past_six_in_utc():
    assert instant(date(2022, 5, 19), time(12, 30), find_zone("GMT-6")) == datetime(2022, 5, 19, 18, 30, tzinfo=UTC)


def test_summer_time_counts_where_a_place_is_named():
    # Mexico City still had summer time in 2022: from 3 April.
    assert say_zone("America/Mexico_City", date(2022, 4, 1)) == "America/Mexico City, UTC−6"
    assert say_zone("America/Mexico_City", date(2022, 5, 19)) == "America/Mexico City, UTC−5"
    assert say_zone("Etc/GMT+6", date(2022, 5, 19)) == label("Etc/GMT+6") == "UTC−6"
