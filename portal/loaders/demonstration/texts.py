"""Composing the texts of the demonstration from hand-written sentences: the same words on every load.

Each objective brings its own sentences. The countries that report on it take turns, so that no two of the first five
share one; sentences of general use are handed out in the same way.
"""

import hashlib
import re
from collections import Counter
from typing import Any

from common.i18n import LANGUAGES
from portal.loaders.files import read

NUMBER_WORDS = {
    "en": ("three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "es": ("tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
}
SLOT = re.compile(r"{(\w+)}")
Pair = dict[str, Any]


class Texts:
    """The sentences, and the numbers that go into them. `year` is the year in which the story ends."""

    def __init__(self, year: int) -> None:
        self.year = year
        content = read("demonstration/texts")
        self.objectives: dict[int, dict[str, Any]] = {row["number"]: row for row in content["objectives"]}
        self.general: dict[str, list[Pair]] = content["general"]
        self.items: dict[str, Any] = read("demonstration/items")

    def progress(self, letter: str, number: int, turn: int) -> Pair:
        """Two sentences of the objective and three of general use, in two paragraphs; some as a list."""
        first, second = _take(self.objectives[number]["progress"], turn, 2)
        a, b, c = _take(self._general("progress", number), turn, 3)
        frame = "{}\n\n- {}\n- {}\n- {}\n\n{}" if turn == 1 and number % 3 == 0 else "{} {}\n\n{} {} {}"
        return self._join(letter, number, frame, [first, a, second, b, c])

    def challenges(self, letter: str, number: int, turn: int) -> Pair:
        """A sentence of the objective, while there is one left, and two of general use."""
        own = self.objectives[number]["challenges"][turn : turn + 1]
        sentences = own + _take(self._general("challenges", number), turn, 2)
        return self._join(letter, number, " ".join("{}" for _sentence in sentences), sentences)

    def support(self, letter: str, number: int, turn: int) -> Pair:
        """What is needed or offered, with its `type`; empty once the objective's sentences are used up."""
        own = self.objectives[number]["support"][turn : turn + 1]
        return self._join(letter, number, "{}", own) | {"type": own[0]["type"]} if own else {}

    def last_cycle(self, letter: str, number: int, turn: int) -> dict[str, Pair]:
        """Shorter words for the cycle before, from the other end of the lists."""
        own = self.objectives[number]
        general = self._general("progress", number)[-1 - turn]
        return {
            "progress": self._join(letter, -number, "{} {}", [own["progress"][7 - turn % 8], general]),
            "challenges": self._join(letter, -number, "{}", [own["challenges"][3 - turn % 4]]),
        }

    def institutions(self, letter: str) -> Pair:
        return self._join(letter, 0, "{}", [self.items["institutions"]])

    def number(self, kind: str, *seed: object) -> int:
        """A plausible number of its kind, always the same for the same place."""
        low, high, step = {"small": (3, 10, 1), "medium": (21, 140, 1), "large": (1150, 38400, 10)}[kind]
        return low + _draw((high - low) // step + 1, kind, *seed) * step

    def _general(self, kind: str, number: int) -> list[Pair]:
        """Sentences of general use that suit an objective, mixed; at most one in four names who leads."""
        fitting = [pair for pair in self.general[kind] if number in pair.get("objectives", [number])]
        mixed = sorted(fitting, key=lambda pair: _draw(1 << 30, number, pair["en"]))
        for place, pair in enumerate([pair for pair in mixed if "{lead}" in pair["en"].lower()]):
            mixed.remove(pair)
            mixed.insert(place * 4, pair)
        return mixed

    def _join(self, letter: str, number: int, frame: str, sentences: list[Pair]) -> Pair:
        return {
            language: _contract(frame.format(*(self._fill(pair, letter, number, language) for pair in sentences)))
            for language in LANGUAGES
        }

    def _fill(self, pair: Pair, letter: str, number: int, language: str) -> str:
        """Replace the slots: equal values in both languages, written as each language writes them."""
        lead = self.objectives[abs(number)]["lead"][language] if number else ""
        met: Counter[str] = Counter()

        def value(match: re.Match[str]) -> str:
            name = match.group(1)
            if name.lower() == "lead":
                return lead if name == "lead" else lead[:1].upper() + lead[1:]
            if name == "year":
                return str(self.year - (4 if number < 0 else 0) - 1 - _draw(3, letter, number, pair["en"]))
            if name == "year2":
                return str(self.year + 1 + _draw(3, letter, number, pair["en"]))
            met[name] += 1
            drawn = self.number(name.lower(), letter, number, pair["en"], met[name])
            if name.lower() == "small":
                word = NUMBER_WORDS[language][drawn - 3]
                return word.capitalize() if name == "Small" else word
            return say_number(drawn, language)

        return SLOT.sub(value, pair[language])


def say_number(number: int, language: str) -> str:
    return f"{number:,}".replace(",", "." if language == "es" else ",")


def _take(sentences: list[Pair], turn: int, count: int) -> list[Pair]:
    """The next `count` sentences of a turn; a second round through the list starts one further on."""
    rounds, start = divmod(turn * count, len(sentences))
    return [sentences[(start + rounds + place) % len(sentences)] for place in range(count)]


def _draw(below: int, *seed: object) -> int:
    digest = hashlib.sha256("|".join(map(str, seed)).encode()).digest()
    return int.from_bytes(digest[:6], "big") % below


def _contract(text: str) -> str:
    """Spanish joins "de el" and "a el"; neither pair of words is ever English."""
    return re.sub(r"\b([Dd]e|[Aa]) el\b", lambda m: m.group(1) + "l", text)
