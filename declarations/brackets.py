"""Open alternatives: what stands in [ ] in a text is not agreed. "[15] [30] April" is one choice of two."""

import re
from dataclasses import dataclass

_BETWEEN = re.compile(r"\s*/?\s*")


@dataclass(frozen=True)
class Choice:
    """One place where the text is open: [start, end) of it, and the words in each pair of brackets there."""

    start: int
    end: int
    options: tuple[str, ...]


def choices(text: str) -> list[Choice]:
    """The open places of a text, in order. Brackets inside brackets belong to the outer pair."""
    spans = _spans(text)
    found: list[list[tuple[int, int]]] = []
    for span in spans:
        if found and _BETWEEN.fullmatch(text, found[-1][-1][1], span[0]):
            found[-1].append(span)
        else:
            found.append([span])
    return [
        Choice(group[0][0], group[-1][1], tuple(text[start + 1 : end - 1] for start, end in group)) for group in found
    ]


def is_open(text: str) -> bool:
    """Does a bracket stand in it, closed or not?"""
    return "[" in text or "]" in text


def is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return False
    return depth == 0


def settle(text: str, place: int, option: int | None) -> str:
    """The text with the choice at `place` made: the words of `option`, or none of them. IndexError where there is none.

    A space that would stand doubled or before a point goes as well.
    """
    choice = choices(text)[place]
    kept = choice.options[option] if option is not None else ""
    before, after = text[: choice.start], text[choice.end :]
    if not kept and (not after or after[0] in " ,;.:)"):
        before = before.rstrip(" ")
    if not kept and (not before or before.endswith(" ")):
        after = after.lstrip(" ")
    return before + kept + after


def _spans(text: str) -> list[tuple[int, int]]:
    found, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        if sign == "[":
            if depth == 0:
                start = place
            depth += 1
        elif sign == "]" and depth:
            depth -= 1
            if depth == 0:
                found.append((start, place + 1))
    return found
