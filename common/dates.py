"""Days and moments in words, the same on pages, in mail and in documents.

English "28 February 2026, 23:59"; Spanish "28 de febrero de 2026, 23:59". Instants are told in the Secretariat's
time zone (San José) unless another is named; a page's script may add the reader's own.
"""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import override

from common.i18n import current_language

DAY = {"en": "j F Y", "es": r"j \d\e F \d\e Y"}
DAY_OF_YEAR = {"en": "j F", "es": r"j \d\e F"}
SHORT_DAY = {"en": "j M Y", "es": "j b Y"}
TIME = "H:i"


@lru_cache(maxsize=1)
def secretariat_zone() -> ZoneInfo:
    return ZoneInfo(settings.SECRETARIAT_TIME_ZONE)


def local(moment: datetime, zone: ZoneInfo | None = None) -> datetime:
    """An aware instant in the Secretariat's time zone, or in `zone`."""
    return moment.astimezone(zone or secretariat_zone())


def today() -> date:
    """The day that it is in San José."""
    return local(timezone.now()).date()


def end_of_day(day: date) -> datetime:
    """23:59 in San José: the last minute of an indicative date."""
    return datetime.combine(day, time(23, 59), secretariat_zone())


def say_day(day: date | datetime) -> str:
    """The day in words, in the active language. An instant is told as San José's day."""
    if isinstance(day, datetime):
        day = local(day).date()
    return day_said(day, current_language())


@lru_cache(maxsize=2048)
def day_said(day: date, language: str) -> str:
    """The day in words, in this language."""
    with override(language):
        return format_date(day, DAY[language])


def say_days(first: date, last: date | None) -> str:
    """Days in a row as a range, in the active language: "11–12 January 2027", "31 March – 1 April 2022"."""
    return days_said(first, last or first, current_language())


@lru_cache(maxsize=2048)
def days_said(first: date, last: date, language: str) -> str:
    """A range of days in words, in this language; what both days share is said once."""
    if first == last:
        return day_said(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_said(last, language)}"
    if first.year == last.year:
        with override(language):
            return f"{format_date(first, DAY_OF_YEAR[language])} – {day_said(last, language)}"
    return f"{day_said(first, language)} – {day_said(last, language)}"


def say_moment_short(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """Day and time in few characters: "28 Feb 2026, 23:59"."""
    moment = local(moment, zone)
    return f"{format_date(moment, SHORT_DAY[current_language()])}, {format_date(moment, TIME)}"


def say_time(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """The hour and minute on a 24-hour clock, in San José or in `zone`."""
    return f"{local(moment, zone):%H:%M}"


def say_moment(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """Day and time in words, without the zone's name."""
    moment = local(moment, zone)
    return f"{format_date(moment, DAY[current_language()])}, {format_date(moment, TIME)}"
