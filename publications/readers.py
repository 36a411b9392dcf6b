"""Which audiences a seat belongs to."""

from accounts.seats import Seat
from publications.enums import Audience

SHOWN_TO = (Audience.MEMBERS, Audience.OBSERVERS, Audience.PUBLIC)
"""Audiences outside a country's own space, the narrowest first."""


def readable_audiences(seat: Seat) -> list[str]:
    """The audiences that a seat belongs to."""
    if seat.is_member or seat.is_desk:
        return [*SHOWN_TO]
    return [*SHOWN_TO[1:]] if seat.is_observer else [Audience.PUBLIC]
