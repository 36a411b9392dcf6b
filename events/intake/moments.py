"""Days and hours as documents write them, in English and in Spanish."""

import re
from dataclasses import dataclass
from datetime import date, time

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "enero"), ("february", "febrero"), ("march", "marzo"), ("april", "abril"), ("may", "mayo"),
            ("june", "junio"), ("july", "julio"), ("august", "agosto"), ("september", "septiembre", "setiembre"),
            ("october", "octubre"), ("november", "noviembre"), ("december", "diciembre"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(_MONTHS)
DAY = re.compile(
    rf"(?:(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})\s+(?:de\s+)?(?P<m2>{_MONTH}))"
    r"(?:\s*(?:,|de(?:l)?)?\s*(?P<y>20\d\d))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(?:(20\d\d)-(\d\d)-(\d\d)|(\d{1,2})[/.](\d{1,2})[/.](20\d\d))\b")
_HOUR = r"(\d{1,2})(?:\s*(?::|\.|h)\s*(\d{2})|(?=\s*[ap]\.?\s?m\b))"
_HALF = r"\s*(a\.?\s?m\.?|p\.?\s?m\.?)?"
HOURS = re.compile(
    rf"^{_HOUR}{_HALF}(?:\s*(?:-|–|—|to|a)\s*{_HOUR}{_HALF})?(?:\s*(?:h|hrs?|horas)\b\.?)?\s*[:\t]?\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Hours:
    start: time
    end: time | None


def days_in(text: str, year: int | None) -> list[date]:
    """Every day named in a text; one without a year gets the year of a later one, else `year`."""
    found: list[date] = []
    known = year
    for match in reversed(list(DAY.finditer(text))):
        known = int(match["y"]) if match["y"] else known
        month = _MONTHS[(match["m1"] or match["m2"]).lower()]
        try:
            found.append(date(known or 0, month, int(match["d1"] or match["d2"])))
        except ValueError:
            continue
    return found[::-1]


def spelled(text: str) -> str:
    """The text with "31/03/2022", "3/31/2022" and "2022-03-31" as "31 March 2022"; what can be two days stays."""
    return _NUMERIC.sub(_in_words, text)


def has_two_readings(text: str) -> bool:
    """Is there a day like "03/04/2022", which some read as the third of April and others as the fourth of March?"""
    return bool(_NUMERIC.search(spelled(text)))


def _in_words(match: re.Match[str]) -> str:
    year, month, day, one, other, last = (int(part) if part else 0 for part in match.groups())
    readings = {(year, month, day)} if year else {(last, other, one), (last, one, other)}
    found = []
    for reading in readings:
        try:
            found.append(date(*reading))
        except ValueError:
            continue
    return f"{found[0].day} {_name(found[0].month)} {found[0].year}" if len(found) == 1 else match[0]


def _name(month: int) -> str:
    return next(name for name, number in _MONTHS.items() if number == month)


def hours_at(text: str) -> tuple[Hours, str] | None:
    """The hours a line opens with and what follows them; None when it opens with none or with none that exist."""
    match = HOURS.match(text)
    if not match:
        return None
    h1, m1, half1, h2, m2, half2 = match.groups()
    try:
        end = _clock(h2, m2, half2) if h2 else None
        start = _clock(h1, m1, half1 or (half2 if not half1 and end else None))
        if end and start > end and not half1:
            start = _clock(h1, m1, None)
    except ValueError:
        return None
    return Hours(start, end), text[match.end() :].strip()


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    number = int(hour)
    if half and half.lower().startswith("p") and number < 12:
        number += 12
    if half and half.lower().startswith("a") and number == 12:
        number = 0
    return time(number, int(minute or 0))
