"""Whom an item of the conclusions seems to mean: suggestions for a person, who keeps or changes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from accounts.models import Body, Country
from common.i18n import sort_key
from events.directory import Directory
from events.enums import LineRole
from events.models import Conclusion

_SUPPORT = re.compile(r"(?:with(?: the)? support (?:of|from)|con el apoyo del?)\s+(.+)", re.IGNORECASE)
_TOGETHER = re.compile(
    r"(?:in coordination with|in conjunction with|en coordinación con|junto con)\s+(?:the\s+|el\s+)?([^,.;]+)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*,\s*(?:and\s+|y\s+|e\s+)?|\s+(?:and|y|e)\s+")
_SENTENCE = re.compile(r"(?<=\w)\.\s")
_ARTICLE = re.compile(r"^(?:the|la|el|los|las)\s+", re.IGNORECASE)


@dataclass
class Suggestion:
    """Owners and supporters as they were read."""

    owners: list[Country | Body] = field(default_factory=list)
    supporters: list[Country | Body] = field(default_factory=list)


def suggest(line: Conclusion, lines: Sequence[Conclusion], known: Directory) -> Suggestion:
    """The working group whose heading stands above the item and those it acts with; who gives support."""
    found = Suggestion()
    before = list(takewhile(lambda other: other.order < line.order, lines))
    heading = next((o for o in reversed(before) if o.role == LineRole.HEADING or o.level == 1), None)
    if line.level > 1 and heading and heading.role == LineRole.HEADING:
        _add(found.owners, heading.text_en or heading.text_es, known)
    text = line.text_en or line.text_es
    for match in _TOGETHER.finditer(text):
        _add(found.owners, match[1], known)
    if support := _SUPPORT.search(text):
        for name in _NAMES.split(support[1].strip(" .")):
            _add(found.supporters, name, known)
    return found


def _add(found: list[Country | Body], name: str, known: Directory) -> None:
    who = known.find(_ARTICLE.sub("", name.strip()))
    one = who.body or who.country
    if one and one not in found:
        found.append(one)


def thanked_in(text: str, known: Directory) -> list[Country | Body]:
    """Everybody of the directory whom the first sentence of a text names, in its order, each once.

    A longer name counts before a shorter one within it ("South American Conference on Migration" before "Conference").
    """
    sentence = f" {sort_key(_SENTENCE.split(text)[0])} "
    names: dict[str, Country | Body] = {**known.bodies, **known.countries}
    places: dict[Country | Body, int] = {}
    for name in sorted(names, key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) if len(name) > 2 else None
        if match:
            places.setdefault(names[name], match.start())
            # What was found is not found again within itself.
            sentence = f"{sentence[: match.start()]}{'·' * len(name)}{sentence[match.end() :]}"
    return sorted(places, key=lambda who: places[who])
