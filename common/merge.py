"""Bringing together what several people changed in one text by word, or saying where they touch the same words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from common.diff import diff_words


@dataclass(frozen=True, order=True)
class Hunk:
    """The characters [start, end) of the text before are replaced by `text`; start == end inserts."""

    start: int
    end: int
    text: str

    def touches(self, other: "Hunk") -> bool:
        """Do both change the same words, or insert at the same place?"""
        if self == other:
            return False
        if self.start == self.end == other.start == other.end:
            return True
        first, last = max(self.start, other.start), min(self.end, other.end)
        if first < last:
            return True
        # An insertion inside what the other replaces; at its edge both can stand.
        return any(
            inner.start == inner.end and outer.start < inner.start < outer.end
            for inner, outer in ((self, other), (other, self))
        )


@dataclass(frozen=True)
class Merged:
    """The text with every change in it, and the pairs of changes that cannot both be made (then the text is "")."""

    text: str
    clashes: list[tuple[Hunk, Hunk]] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.clashes


def hunks(before: str, after: str) -> list[Hunk]:
    """What was changed from one text to the other, in order; the same pieces that a redline shows."""
    found: list[Hunk] = []
    place = 0
    open_at, gone, new = 0, 0, ""
    for kind, text in [*diff_words(before, after), ("", "")]:
        if kind == "delete":
            gone += len(text)
        elif kind == "insert":
            new += text
        else:
            if gone or new:
                found.append(Hunk(open_at, open_at + gone, new) if gone else _inserted(before, open_at, new))
            place = open_at + gone + len(text)
            open_at, gone, new = place, 0, ""
    return found


def _inserted(before: str, place: int, text: str) -> Hunk:
    """An insertion, said to stand before the space beside it, so that two at the same words are at the same place."""
    while place and text[-1].isspace() and before[place - 1] == text[-1]:
        place, text = place - 1, text[-1] + text[:-1]
    return Hunk(place, place, text)


def merge(base: str, versions: Iterable[str]) -> Merged:
    """All versions of `base` in one text, in whatever order they come. The same change made twice is made once."""
    changes = sorted({hunk for version in versions for hunk in hunks(base, version)})
    clashes = [
        (one, other) for place, one in enumerate(changes) for other in changes[place + 1 :] if one.touches(other)
    ]
    if clashes:
        return Merged("", clashes)
    text, done = "", 0
    for hunk in changes:
        text += base[done : hunk.start] + hunk.text
        done = hunk.end
    return Merged(text + base[done:])
