"""Which reworded title of an agenda is the title that stood there before, and which is another one much like it."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from events.directory import Directory, plain

ALIKE = 0.9
"""From which likeness on (0 to 1) a reworded title counts as the same one."""
_COUNTS = re.compile(r"\w*\d\w*|\w|(?=\w)(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def most_alike(
    stored: Mapping[int, str], written: Mapping[int, str], people: Directory
) -> Iterator[tuple[float, int, int]]:
    """The likeness, the key of the stored title and that of the written one, for each two that may be the same."""
    for key, title in written.items():
        for known, before in stored.items():
            if ratio := likeness(before, title, people):
                yield ratio, known, key


def likeness(one: str, other: str, people: Directory) -> float:
    """From `ALIKE` to 1, or 0 for titles that are not much alike, or that tell apart what they are about.

    "Session I" and "Session II" differ in a number, "Group A" and "Group B" in a letter, others in the country or body
    that they name, or in what stands before a word: regular and irregular migration.
    """
    first, second = plain(one), plain(other)
    matcher = SequenceMatcher(None, first, second)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE or (ratio := matcher.ratio()) < ALIKE:
        return 0
    if people.named_in(one) != people.named_in(other):
        return 0
    return 0 if _tell_apart(first.split(), second.split()) else ratio


def _tell_apart(first: list[str], second: list[str]) -> bool:
    """Do the words that one has and the other has not number it, or turn a word into another?"""
    for change, start, end, begin, stop in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        gone, come = first[start:end], second[begin:stop]
        if any(_COUNTS.fullmatch(word) for word in (*gone, *come)):
            return True
        if any(old.endswith(new) or new.endswith(old) for old in gone for new in come):
            return True
    return False
