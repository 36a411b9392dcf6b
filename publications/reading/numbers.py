"""The numbers and bullets that Word shows before a paragraph and that are no text of it."""

import re
from typing import Any

from common.numerals import letter, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")


class Numbers:
    """Counts the paragraphs of lists as they come."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self.counts: dict[str, list[int]] = {}
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.of_style: dict[str, Any] = {}
        for style in [] if styles is None else styles.iter(f"{W}style"):
            if (found := style.find(f"{W}pPr/{W}numPr")) is not None:
                self.of_style[style.get(f"{W}styleId", "")] = found
        if numbering is None:
            return
        for definition in numbering.iter(f"{W}abstractNum"):
            self.levels[definition.get(f"{W}abstractNumId", "")] = {
                _number(level.get(f"{W}ilvl")): (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _number(_value(level, "start", "1")),
                )
                for level in definition.iter(f"{W}lvl")
            }  # fmt: skip
        for num in numbering.iter(f"{W}num"):
            self.lists[num.get(f"{W}numId", "")] = _value(num, "abstractNumId", "")

    def label(self, paragraph: Any) -> str:
        """ "- " for bullets without the space, "2." or "b)" for numbers, '' for a paragraph outside lists."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            found = self.of_style.get(style.get(f"{W}val", "")) if style is not None else None
        if found is None:
            return ""
        key, level = _value(found, "numId", "0"), min(_number(_value(found, "ilvl", "0")), 8)
        kind, pattern, start = self.levels.get(self.lists.get(key, ""), {}).get(level, ("none", "", 1))
        if kind == "bullet":
            return f"{'  ' * level}-"
        if key == "0" or kind == "none":
            return ""
        counts = self.counts.setdefault(key, [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(start - 1 if len(counts) == level else 1)
        counts[level] += 1
        shown = _PLACE.sub(lambda place: _sign(kind, counts, int(place[1]) - 1, level), pattern)
        return f"{'  ' * level}{shown}"


def _sign(kind: str, counts: list[int], place: int, level: int) -> str:
    number = counts[place] if place < len(counts) else 1
    own = kind if place == level else "decimal"
    if own in ("lowerLetter", "upperLetter") and number <= 26:
        sign = letter(number)
        return sign.upper() if own == "upperLetter" else sign
    if own in ("lowerRoman", "upperRoman") and number < 40:
        sign = roman(number)
        return sign.upper() if own == "upperRoman" else sign.lower()
    return str(number)


def _value(parent: Any, tag: str, default: str) -> str:
    child = parent.find(f"{W}{tag}")
    return str(child.get(f"{W}val", default)) if child is not None else default


def _number(text: Any) -> int:
    return int(text) if str(text).isdecimal() and len(str(text)) < 6 else 0
