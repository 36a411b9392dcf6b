"""Time zones from a list. A zone is kept under its IANA name; one that is misspelt is answered with the nearest names.

A document that gives no place but an offset ("GMT-6") gets the fixed offset, whose IANA name turns the sign round
("Etc/GMT+6"); readers see "UTC−6".
"""

import re
from datetime import UTC, date, datetime, time
from difflib import SequenceMatcher
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from common.errors import Refused

PLACES = (
    "America/Belize", "America/Costa_Rica", "America/El_Salvador", "America/Guatemala", "America/Managua",
    "America/Mexico_City", "America/Panama", "America/Santo_Domingo", "America/Tegucigalpa", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Vancouver",
    "America/Bogota", "America/Lima", "America/Guayaquil", "America/Argentina/Buenos_Aires", "America/Santiago",
    "America/Montevideo", "America/Sao_Paulo", "America/Jamaica", "Europe/Madrid", "Europe/Zurich", "UTC",
)  # fmt: skip
OFFSETS = tuple(f"Etc/GMT+{hours}" for hours in range(3, 11))
ZONES = (*PLACES, *OFFSETS)
# How documents of the region write some of them.
WRITTEN = {
    "cdmx": "America/Mexico_City",
    "ciudad de mexico": "America/Mexico_City",
    "san jose": "America/Costa_Rica",
    "washington": "America/New_York",
    "geneva": "Europe/Zurich",
    "gmt": "UTC",
}
NEAREST = 3


def is_zone(name: str) -> bool:
    return name in ZONES


def find_zone(written: str) -> str:
    """The IANA name of a zone written as a name, a place or an offset ("UTC-6", "GMT−06:00", "CDMX").

    Raises Refused with the nearest names of the list when it is none of them.
    """
    known = _spellings()
    key = _key(written)
    if key in known:
        return known[key]
    near = " · ".join(label(name) for name in nearest_zones(written))
    raise Refused(_("“%(written)s” is no time zone. Nearest: %(near)s.") % {"written": written.strip(), "near": near})


def nearest_zones(written: str) -> list[str]:
    """The names of the list that are written most like this, nearest first."""
    key = _key(written)
    likeness: dict[str, float] = {}
    for spelling, name in _spellings().items():
        likeness[name] = max(likeness.get(name, 0), SequenceMatcher(None, key, spelling).ratio())
    return sorted(likeness, key=lambda name: -likeness[name])[:NEAREST]


def label(name: str) -> str:
    """What a reader sees: "America/Mexico City", "UTC−6"."""
    if name in OFFSETS:
        return f"UTC−{name.removeprefix('Etc/GMT+')}"
    return name.replace("_", " ")


def say_zone(name: str, on: date | None = None) -> str:
    """The zone with its offset on a day: "America/Mexico City, UTC−6"."""
    if name in OFFSETS or name == "UTC" or on is None:
        return label(name)
    offset = instant(on, time(12), name).astimezone(ZoneInfo(name)).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"{label(name)}, UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def instant(on: date, at: time, name: str) -> datetime:
    """A wall clock in a zone as an instant in UTC."""
    return datetime.combine(on, at, ZoneInfo(name)).astimezone(UTC)


def _spellings() -> dict[str, str]:
    """Every spelling that is understood, as `_key` writes it, with the name it stands for."""
    known = {_key(name): name for name in ZONES}
    known |= {_key(name.rpartition("/")[2]): name for name in PLACES}
    for hours in range(3, 11):
        known |= {f"{prefix}-{hours}": f"Etc/GMT+{hours}" for prefix in ("utc", "gmt")}
    return known | WRITTEN


def _key(written: str) -> str:
    key = written.strip().casefold().replace("−", "-").replace("–", "-").replace("_", " ").replace("é", "e")
    offset = re.fullmatch(r"([a-z]{3}) ?-0?(\d{1,2})(?::?00)?", key)
    return f"{offset[1]}-{offset[2]}" if offset else key
