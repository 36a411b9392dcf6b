"""Which paragraphs somebody moved: the fewest that explain the order in the file."""

from bisect import bisect_left
from collections.abc import Sequence


def moved(order: Sequence[str], before: Sequence[str]) -> list[tuple[str, str]]:
    """(what was moved, what it stands after now; '' for first). `order` are those of `before` that are still there."""
    places = {key: place for place, key in enumerate(before)}
    known = [key for key in order if key in places]
    stayed = _longest_rising([places[key] for key in known])
    return [
        (key, known[place - 1] if place else "") for place, key in enumerate(known) if places[key] not in stayed
    ]  # fmt: skip


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The members of a longest rising subsequence of different numbers."""
    tails: list[int] = []
    ends: list[int] = []
    behind: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        behind[place] = ends[at - 1] if at else None
        tails[at:], ends[at:] = [place, *tails[at + 1 :]], [place, *ends[at + 1 :]]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = behind[last]
    return found
