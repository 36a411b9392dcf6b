"""A document that was never our form, taken apart by objective and question, for a person to look at and put right.

A heading is a line that says little else: "Objective 8", an objective's title, a question's label. Nothing is dropped:
every line belongs to a piece, and a piece whose place is not found says so.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from common.i18n import LANGUAGES, pick
from common.words import language_of
from objectives.models import Objective
from reporting.offline.form import Form

MAX_PIECES = 100
_OBJECTIVE = re.compile(
    r"^\W*(?:gcm\s+|pmm\s+)?(?:objectives?|objetivos?)\s*(?:n[.ºo°]{1,2}\s*|#\s*)?(\d{1,2})\b\s*[-–—:.)]*\s*(.*)$", re.I
)
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)])\s+(.+)$", re.I)
HEADING = 160


@dataclass
class Piece:
    """Some lines and where they seem to belong; `objective` 0 stands for the whole report, None for not found."""

    number: int
    objective: int | None = None
    question: str = ""
    language: str = "en"
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def split(lines: list[str], form: Form) -> list[Piece]:
    """The pieces of a document, in order, those without words left out."""
    return _Splitter(form).split(lines)


class _Splitter:
    def __init__(self, form: Form) -> None:
        self.titles: dict[str, int] = {}
        self.questions: dict[str, str] = {}
        self.of_report: dict[str, str] = {}
        self.first = ""
        for part in form.parts:
            for language in LANGUAGES:
                if part.objective:
                    self._name(part.objective, language)
                for asked in part.asked:
                    if asked.boxes:
                        names = self.questions if part.objective else self.of_report
                        names[bare(pick(asked.question, "label", language))] = asked.question.code
                        self.first = self.first or (asked.question.code if part.objective else "")
        self.pieces: list[Piece] = []

    def split(self, lines: list[str]) -> list[Piece]:
        self._open(None, "")
        for line in lines:
            self._line(line.rstrip())
        found = [piece for piece in self.pieces if piece.text]
        whole = language_of(" ".join(piece.text for piece in found), "en")
        for number, piece in enumerate(found, start=1):
            piece.number, piece.language = number, language_of(piece.text, whole)
        return found

    def _name(self, objective: Objective, language: str) -> None:
        for name in (pick(objective, "title", language), pick(objective, "short", language)):
            self.titles[bare(name)] = objective.number

    def _line(self, line: str) -> None:
        head, tab, rest = line.partition("\t")
        if tab and (self._heading(head) or self._question(head)):
            self._line(rest.strip())
            return
        if not (self._heading(line) or self._question(line)):
            self.pieces[-1].lines.append(line)

    def _heading(self, line: str) -> bool:
        """A line that names an objective opens its first question; words behind the title belong to the text."""
        if len(line) > HEADING and not _OBJECTIVE.match(line[:HEADING]):
            return False
        named = _OBJECTIVE.match(line)
        number = int(named[1]) if named else self._titled(line)
        if not number or not 1 <= number <= 23:
            return False
        self._open(number, self.first)
        rest = named[2].strip() if named else ""
        if rest and not self._titled(rest) and (len(rest) > HEADING or rest.endswith((".", ";"))):
            self.pieces[-1].lines.append(rest)
        return True

    def _titled(self, line: str) -> int:
        numbered = _NUMBERED.match(line)
        return self.titles.get(bare(line), 0) or (self.titles.get(bare(numbered[1]), 0) if numbered else 0)

    def _question(self, line: str) -> bool:
        """A line that is a question's label, or begins with it and a colon."""
        label, colon, rest = line.partition(":")
        numbered = _NUMBERED.match(label)
        names = [bare(label), *([bare(numbered[1])] if numbered else [])]
        if not colon and len(line) > HEADING:
            return False
        here = self.pieces[-1].objective
        for name in names:
            if name in self.questions and here:
                self._open(here, self.questions[name])
            elif name in self.of_report:
                self._open(0, self.of_report[name])
            else:
                continue
            if rest.strip():
                self.pieces[-1].lines.append(rest.strip())
            return True
        return False

    def _open(self, objective: int | None, question: str) -> None:
        self.pieces.append(Piece(0, objective, question))


def bare(text: str) -> str:
    """A heading without case, accents, marks and spaces around it."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(sign for sign in plain if not unicodedata.combining(sign))))
