"""Conclusions as institutions write them, taken apart: numbers, letters that run on, Roman items, headings.

Nothing is dropped: a line is part of an item, stands as a line of its own, or is among what was not recognised.
"""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from common.numerals import letter, roman
from events.enums import LineRole
from events.verbs import recognize, words_of

_NUMBER = re.compile(r"^(\d{1,3})[.)]\s+(\S.*)$")
_MARK = re.compile(r"^([a-z]{1,2}|[ivx]{1,5})[.)]\s+(\S.*)$")
_BULLET = re.compile(r"^[-–—•·*][ \t]+(?=\S)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_TITLE = re.compile(r"^(conclusions( and recommendations)?|conclusiones( y recomendaciones)?)\s*:?$", re.IGNORECASE)
_ROMANS = {roman(n).lower(): n for n in range(1, 40)}
_ENDS = (".", ":", ";", "?", "!", "”", '"', "»")
OPENING_WORDS = 12
HEADING_WORDS = 14
WRAPPED_AT = 70


@dataclass(frozen=True)
class ParsedLine:
    """One line of the document as it will be stored."""

    role: str
    text: str
    reference: str = ""
    verbs: tuple[str, ...] = ()

    @property
    def level(self) -> int:
        return self.reference.count(".") + 1 if self.reference else 0

    @property
    def verb_words(self) -> list[str]:
        return words_of(list(self.verbs))

    @property
    def label(self) -> str:
        return f"{self.reference.rpartition('.')[2]}." if self.reference else ""


@dataclass(frozen=True)
class RestLine:
    """A line that was not recognised, with its number in the text."""

    number: int
    text: str


@dataclass
class ParsedConclusions:
    """What was understood. `remarks` are worth a look, `errors` must be put right in the text first."""

    lines: list[ParsedLine] = field(default_factory=list)
    rest: list[RestLine] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many numbers, letters and Roman items."""
        return self.at(1), self.at(2), self.at(3)

    def at(self, level: int) -> int:
        """How many items stand at a level: 1 numbers, 2 letters, 3 Roman numerals."""
        return sum(1 for line in self.lines if line.level == level)

    @property
    def outline(self) -> list[tuple[str, str]]:
        return [(line.role, line.reference) for line in self.lines]


def parse_conclusions(text: str, language: str = "en") -> ParsedConclusions:
    """Take a pasted document apart. Raises nothing: what is wrong stands in `errors`, in the reader's language."""
    return _Reader(language).read(text)


class _Reader:
    """Reads line by line and knows which number, letter and Roman item comes next."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.result = ParsedConclusions()
        self.number = self.letter = self.roman = 0
        self.letter_sign = ""
        self.aside = False  # the line before was not recognised and this one follows it directly
        self.raw_length = 0

    def read(self, text: str) -> ParsedConclusions:
        follows = False
        for position, raw in enumerate(text.replace("\r\n", "\n").replace("\u00a0", " ").split("\n"), start=1):
            line = _BOLD.sub(r"\1", raw).strip()
            if not line:
                follows = self.aside = False
                continue
            self._line(line, position, follows=follows)
            self.raw_length = len(raw.strip())
            follows = True
        self._finish()
        return self.result

    def _line(self, line: str, position: int, *, follows: bool) -> None:
        bare = _BULLET.sub("", line)
        if number := _NUMBER.match(bare):
            self._numbered(int(number[1]), number[2])
        elif (mark := _MARK.match(bare)) and self.number:
            self._marked(mark[1], mark[2])
        elif self.aside and follows:
            self._put_aside(line, position)
        elif not self.number:
            self._before(line, position)
        elif self._goes_on(bare, follows=follows):
            last = self.result.lines[-1]
            self.result.lines[-1] = replace(last, text=f"{last.text} {bare}")
        elif bare.endswith(":") and len(bare.split()) <= HEADING_WORDS:
            self.result.lines.append(ParsedLine(LineRole.HEADING, bare))
        elif follows:
            self.result.lines.append(ParsedLine(LineRole.LINE, bare))
        else:
            self._put_aside(line, position)

    def _numbered(self, number: int, text: str) -> None:
        if number != self.number + 1:
            self._out_of_order(str(number), str(self.number) if self.number else "")
        self.number, self.letter, self.roman, self.letter_sign = number, 0, 0, ""
        self._item(str(number), text)

    def _marked(self, sign: str, text: str) -> None:
        """A letter or a Roman numeral: "i" is the letter when the letter before was h, else the first sub-item."""
        if sign == letter(self.letter + 1):
            self._lettered(sign, text)
        elif self.letter and sign in _ROMANS and (_ROMANS[sign] == self.roman + 1 or len(sign) > 1):
            if _ROMANS[sign] != self.roman + 1:
                self._out_of_order(sign, roman(self.roman).lower() if self.roman else self.letter_sign)
            self.roman = _ROMANS[sign]
            self._item(f"{self.number}.{self.letter_sign}.{sign}", text)
        else:
            self._out_of_order(sign, self.letter_sign or str(self.number))
            self._lettered(sign, text)

    def _lettered(self, sign: str, text: str) -> None:
        self.letter = ord(sign[0]) - ord("a") + 1 + 26 * (len(sign) - 1)
        self.letter_sign, self.roman = sign, 0
        self._item(f"{self.number}.{sign}", text)

    def _item(self, reference: str, text: str) -> None:
        self.aside = False
        if any(line.reference == reference for line in self.result.lines):
            self.result.errors.append(_("%(reference)s stands twice.") % {"reference": reference})
        self.result.lines.append(ParsedLine(LineRole.ITEM, text, reference))

    def _before(self, line: str, position: int) -> None:
        """What stands before number 1: the opening is a sentence; the rest is letterhead and titles."""
        opened = any(known.role == LineRole.OPENING for known in self.result.lines)
        if not opened and not _TITLE.match(line) and len(line.split()) >= OPENING_WORDS:
            self.result.lines.append(ParsedLine(LineRole.OPENING, line))
        else:
            self._put_aside(line, position)

    def _goes_on(self, bare: str, *, follows: bool) -> bool:
        """The line before broke off: this one begins small, or follows a long line without a full stop."""
        last = self.result.lines[-1] if self.result.lines else None
        if last is None or last.role == LineRole.HEADING or last.text.endswith(_ENDS):
            return False
        return bare[0].islower() or (follows and self.raw_length >= WRAPPED_AT)

    def _put_aside(self, line: str, position: int) -> None:
        self.aside = True
        self.result.rest.append(RestLine(position, line))

    def _out_of_order(self, sign: str, before: str) -> None:
        values = {"sign": sign, "before": before or "–"}
        self.result.remarks.append(_("“%(sign)s” comes after “%(before)s”.") % values)

    def _finish(self) -> None:
        self.result.lines = [
            replace(line, verbs=tuple(recognize(line.text, self.language)))
            if line.role in (LineRole.ITEM, LineRole.LINE)
            else line
            for line in self.result.lines
        ]
        if not self.number:
            self.result.errors.append(_("No numbered conclusion was found."))
