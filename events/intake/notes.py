"""A filled form for notes, taken apart: day and hour, notetakers, points with whom they come from, the summary.

Nothing is dropped: a line belongs to the form, to a point, to its sources or to the summary, or is among what was not
recognised.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

from common.errors import Refused
from common.zones import find_zone
from events.attribution import Attribution
from events.enums import NoteKind
from events.intake.conclusions import RestLine
from events.intake.moments import days_in, hours_at

_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_BULLET = re.compile(r"^[-–—•·▪*]\s+(?=\S)")
_FORM = (
    r"template for note-?taking\b.*|plantilla para (la )?toma de notas\b.*",
    r"notes of the session|notas de la sesi[oó]n",
    r"member states?\s*/\s*un\s*/\s*stakeholders?|estado miembro\s*/\s*.+",
    r"general event highlights:?|aspectos destacados( generales)?( del evento)?:?",
    r"identify the ms/group of ms/un entity/stakeholder|identifique .{0,80}",
)
_OF_FORM = re.compile("|".join(f"(?:{line})" for line in _FORM), re.IGNORECASE)
_WHEN = re.compile(r"^(?:date and time|fecha y hora)\s*:\s*(.+)$", re.IGNORECASE)
_WHO = re.compile(
    r"^(?:note-?takers?|(?:personas? que|quienes) toman? notas|relator(?:es|[ií]a)?)\s*:\s*(.*)$", re.IGNORECASE
)
_SUMMARY = re.compile(r"^(?:summary|resumen)\b(?:\s*\([^()]*\))?\s*:?$", re.IGNORECASE)
_PANEL = re.compile(r"^(?:panel discussion|panel de discusi[oó]n|discusi[oó]n del panel)\s*:?$", re.IGNORECASE)
_FLOOR = re.compile(r"^(?:interventions from the floor|intervenciones( d?el? p[uú]blico| de la sala)?)\s*:?$", re.I)
_HOUR = re.compile(r"\d{1,2}\s*[:.h]\s*\d{2}\s*(?:[ap]\.?\s?m\.?)?", re.IGNORECASE)
_SIGNS = (
    (NoteKind.CHALLENGE, re.compile(r"\bchallenges?\b|\bdesaf[ií]os?\b|\bretos?\b", re.IGNORECASE)),
    (NoteKind.NEXT_STEP, re.compile(r"\b(?:further|next) steps?\b|\bpr[oó]ximos pasos\b", re.IGNORECASE)),
)


@dataclass
class ParsedPoint:
    """One row of the form. `attributed` names its sources, one to a line."""

    text: str
    kind: str = NoteKind.HIGHLIGHT
    attributed: str = ""

    @property
    def kind_words(self) -> str:
        return str(NoteKind(self.kind).label)


@dataclass
class ParsedNotes:
    """What was understood. `remarks` are worth a look; what was not recognised is in `rest`."""

    date: dt.date | None = None
    time: dt.time | None = None
    zone: str = ""
    notetakers: str = ""
    points: list[ParsedPoint] = field(default_factory=list)
    summary: str = ""
    rest: list[RestLine] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.points and not self.summary


def parse_notes(text: str, names: Attribution, *, year: int | None = None) -> ParsedNotes:
    """Take a form apart. Raises nothing: what is wrong stands in `remarks`, in the reader's language."""
    return _Reader(names, year).read(text)


class _Reader:
    """Reads line by line: the head of the form, its table, the summary with its parts."""

    def __init__(self, names: Attribution, year: int | None) -> None:
        self.names = names
        self.year = year
        self.result = ParsedNotes()
        self.waiting: list[ParsedPoint] = []  # points of the cell that is open: their sources come after a tab
        self.named: list[str] = []
        self.summary: list[str] = []
        self.part = "head"  # head, table, right (of the table), summary, panel, floor

    def read(self, text: str) -> ParsedNotes:
        for number, raw in enumerate(text.replace("\r\n", "\n").replace("\u00a0", " ").split("\n"), start=1):
            line = _LINK.sub(r"\1", _BOLD.sub(r"\1", raw))
            if self.part in ("summary", "panel", "floor"):
                self._of_the_summary(line.strip())
            else:
                self._before_the_summary(line, number)
        self._close_cell()
        self.result.summary = "\n".join(self.summary).strip()
        return self.result

    def _before_the_summary(self, line: str, number: int) -> None:
        left, tab, right = line.partition("\t")
        for piece in _pieces(left):
            self._left(piece, number)
        if tab:
            self.part = "right"
            for piece in _pieces(right):
                self._source(piece)

    def _left(self, piece: str, number: int) -> None:
        bullet = bool(_BULLET.match(piece))
        words = _BULLET.sub("", piece).strip()
        if _OF_FORM.fullmatch(words):
            if self.part != "head" and not self.waiting:
                self.part = "table"
            return
        if _SUMMARY.match(words):
            self._close_cell()
            self.part = "summary"
        elif self.part == "head":
            self._head(words, number, bullet=bullet)
        elif self.part == "right" and not bullet:
            self._source(words)
        else:
            self._point(words)

    def _head(self, words: str, number: int, *, bullet: bool) -> None:
        if when := _WHEN.match(words):
            self._when(when[1], words, number)
        elif who := _WHO.match(words):
            self.result.notetakers = who[1].strip()
        elif bullet:
            self.part = "table"
            self._point(words)
        else:
            self.result.rest.append(RestLine(number, words))

    def _when(self, written: str, line: str, number: int) -> None:
        """Day, hour and zone; a zone that is none is said with the nearest names, and its line is kept."""
        found = days_in(written, self.year)
        self.result.date = found[0] if found else None
        hour = _HOUR.search(written)
        hours = hours_at(hour[0]) if hour else None
        self.result.time = hours[0].start if hours else None
        zone = written[hour.end() :].strip(" ,.;()") if hour else ""
        try:
            self.result.zone = find_zone(zone) if zone else ""
        except Refused as refusal:
            self.result.remarks.append(str(refusal))
        if not found or not hours or (zone and not self.result.zone):
            self.result.rest.append(RestLine(number, line))

    def _point(self, words: str) -> None:
        if self.part == "right":
            self._close_cell()
            self.part = "table"
        point = ParsedPoint(words, _kind_of(words))
        self.result.points.append(point)
        self.waiting.append(point)

    def _source(self, words: str) -> None:
        words = _BULLET.sub("", words).strip()
        if words and not _OF_FORM.fullmatch(words):
            self.named.append(words)

    def _close_cell(self) -> None:
        """The sources of a cell belong to every point of the cell beside it."""
        for point in self.waiting:
            point.attributed = "\n".join(self.named)
        if self.named and not self.waiting:
            self.result.rest += [RestLine(0, words) for words in self.named]
        self.waiting, self.named = [], []

    def _of_the_summary(self, line: str) -> None:
        words = " ".join(_pieces(line.replace("\t", " ")))
        self.summary.append(words)
        bullet, words = bool(_BULLET.match(words)), _BULLET.sub("", words)
        if _PANEL.match(words):
            self.part = "panel"
        elif _FLOOR.match(words):
            self.part = "floor"
        elif self.part == "panel" and bullet:
            self.result.points.append(ParsedPoint(words, NoteKind.PRACTICE))
        elif self.part == "floor":
            self._intervention(words)

    def _intervention(self, words: str) -> None:
        speaker, colon, said = words.partition(":")
        if colon and said.strip() and self.names.somebody(speaker):
            self.result.points.append(ParsedPoint(said.strip(), NoteKind.INTERVENTION, speaker.strip()))


def _pieces(text: str) -> list[str]:
    """Lines of a cell, also where a form was copied with its markup or its bullets run on in one line."""
    plain = _TAG.sub("\n", text)
    return [piece.strip() for piece in re.split(r"\n|(?<=\s)(?=•\s)", plain) if piece.strip()]


def _kind_of(words: str) -> str:
    return next((kind for kind, sign in _SIGNS if sign.search(words)), NoteKind.HIGHLIGHT)
