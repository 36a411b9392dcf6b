"""An agenda as institutions write it, taken apart: days, announced hours, items, sections, speakers.

Nothing is dropped: a line is part of an item, names a section or a day, or is among what was not recognised.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time
from html import unescape

from django.utils.translation import gettext as _

from common.errors import Refused
from common.zones import find_zone
from events.checks.agenda import DayPlan, Slot
from events.directory import Directory, Who, role_in
from events.enums import AgendaStatus, ItemKind, SpeakerRole
from events.intake.conclusions import RestLine
from events.intake.moments import DAY, Hours, days_in, has_two_readings, hours_at, spelled
from events.models import AgendaItem

_TAG = re.compile(r"<\s*(/?)\s*(\w+)[^>]*>")
_BULLET = re.compile(r"^[-–—•·*]\s*(?=\S)")
_PARTS = re.compile(r"(?:^|\s)[-–]\s?(?=[A-ZÁÉÍÓÚÑ])")
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+(?=\S)")
_STATUS = re.compile(r"^(?:(?:tentative|final|draft) )?agenda\b.*$|^programa\b.*$", re.IGNORECASE)
_FINAL = re.compile(r"\bfinal\b|\bdefinitiv[ao]\b", re.IGNORECASE)
_ANNOUNCED = re.compile(r"^(?:schedule|hours?|time|horario|hora)\b\W*", re.IGNORECASE)
_DATES = re.compile(r"^(?:dates?|fechas?)\b\s*:", re.IGNORECASE)
_ZONE = re.compile(r"\(([^()]+)\)\s*$")
_NAMED = re.compile(r"\s*\(([^()]+)\)\s*$")
_WEEKDAY = re.compile(
    r"\b(?:day|día)\s*\d+\b|\b\w+day\b|\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b", re.IGNORECASE
)
_LINES = ("ul", "ol", "li", "br", "tr")
SECTION_WORDS = 12
KINDS = (
    (ItemKind.REGISTRATION, r"registration|registro|acreditación"),
    (ItemKind.PHOTOGRAPH, r"photograph|fotografía"),
    (ItemKind.REMARKS, r"remarks|welcom|opening|closing|palabras|bienvenida|apertura|clausura"),
    (ItemKind.DECLARATION_ADOPTION, r"(adoption|approval|adopción|aprobación) .*declara"),
    (ItemKind.DECLARATION_REVIEW, r"(revision|review|revisión|examen) .*declara"),
    (ItemKind.COFFEE, r"coffee|café"),
    (ItemKind.LUNCH, r"lunch|almuerzo"),
    (ItemKind.SOCIAL, r"dinner|reception|cena|recepción|cóctel"),
    (ItemKind.DISCUSSION, r"discussion|debate|discusión|diálogo"),
    (ItemKind.ROUND_TABLE, r"round ?table|mesa redonda"),
    (ItemKind.PRESENTATION, r"presentation|presentación|update|actualización"),
)


@dataclass(frozen=True)
class ParsedSpeaker:
    """The words of the document and whom they mean, if the directory knows; `bare` words are a country's name alone."""

    words: str
    who: Who = field(default_factory=Who)
    role: str = SpeakerRole.SPEAKER
    bare: bool = False

    def __str__(self) -> str:
        return self.words if self.role == SpeakerRole.SPEAKER else f"{SpeakerRole(self.role).label}: {self.words}"


@dataclass
class ParsedItem:
    """`known` is the stored item that it is, once it was looked for; `keeps` and `loses` say in words what of it.

    `was` is the title of that item, where it is known by something else; '' where the titles are the same.
    """

    start: time
    end: time | None
    title: str
    number: str = ""
    kind: str = ItemKind.OTHER
    section: str = ""
    notes: list[str] = field(default_factory=list)
    speakers: list[ParsedSpeaker] = field(default_factory=list)
    known: AgendaItem | None = None
    was: str = ""
    keeps: list[str] = field(default_factory=list)
    loses: list[str] = field(default_factory=list)

    @property
    def kind_words(self) -> str:
        return str(ItemKind(self.kind).label)


@dataclass
class ParsedDay:
    date: date
    opens: time | None = None
    closes: time | None = None
    items: list[ParsedItem] = field(default_factory=list)


@dataclass
class ParsedAgenda:
    """What was understood, with the help of `people`; `errors` must be put right in the text first."""

    days: list[ParsedDay] = field(default_factory=list)
    status: str = AgendaStatus.TENTATIVE
    zone: str = ""
    rest: list[RestLine] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    people: Directory = field(default_factory=Directory)

    def plan(self) -> list[DayPlan]:
        """The same for the check of agendas."""
        return [
            DayPlan(
                day.date,
                day.opens,
                day.closes,
                tuple(
                    Slot(
                        item.start,
                        item.end,
                        item.title,
                        item.kind,
                        sum(1 for s in item.speakers if s.who.country and not s.who.body),
                    )
                    for item in day.items
                ),
            )
            for day in self.days
        ]


def parse_agenda(
    text: str, people: Directory, *, year: int | None = None, only_day: date | None = None
) -> ParsedAgenda:
    """Take a pasted agenda apart. Raises nothing.

    `year` stands for days written without one, `only_day` for the day of items before which none is written.
    """
    return _Reader(people, year, only_day).read(text)


class _Reader:
    def __init__(self, people: Directory, year: int | None, only_day: date | None) -> None:
        self.people, self.year, self.only_day = people, year, only_day
        self.result = ParsedAgenda(people=people)
        self.day: ParsedDay | None = None
        self.item: ParsedItem | None = None
        self.section = ""

    def read(self, text: str) -> ParsedAgenda:
        for position, raw in enumerate(text.replace("\r\n", "\n").replace("\u00a0", " ").split("\n"), start=1):
            for line in _plain(raw):
                self._line(line, position)
        self._finish()
        return self.result

    def _line(self, line: str, position: int) -> None:
        if found := hours_at(line):
            self._begin(found[0], found[1], line, position)
        elif self.item and (_BULLET.match(line) or self.people.is_country(line)):
            self._below(line)
        elif _ANNOUNCED.match(line) and days_in(spelled(line), self.year):
            self._announced(spelled(line), position)
        elif (days := days_in(spelled(line), self.year)) and (_DATES.match(line) or _is_only_a_day(spelled(line))):
            self.year = days[0].year
            if not _DATES.match(line):
                self.day, self.item, self.section = self._day_of(days[0]), None, ""
        elif has_two_readings(line) and len(line.split()) <= SECTION_WORDS:
            words = _("“%(line)s” can be read as two days. Write the month as a word.")
            self.result.errors.append(words % {"line": line})
        elif self.day is None and (status := _STATUS.match(line)):
            self.result.status = AgendaStatus.FINAL if _FINAL.search(status.group()) else AgendaStatus.TENTATIVE
        elif self.day and _names_a_section(line):
            self.section, self.item = line.rstrip(":"), None
        else:
            self.result.rest.append(RestLine(position, line))

    def _announced(self, line: str, position: int) -> None:
        """ "Schedule: March 31: 10:00-17:00 (CDMX)": the hours of a day, and the zone they are told in."""
        day = self._day_of(days_in(line, self.year)[0])
        tail = re.split(r":\s+|\s{2,}|,\s+", line)[-1]
        hours = hours_at(tail)
        if hours is None:
            self.result.rest.append(RestLine(position, line))
            return
        day.opens, day.closes = hours[0].start, hours[0].end
        if zone := _ZONE.search(line):
            try:
                self.result.zone = find_zone(zone[1])
            except Refused as refusal:
                self.result.errors.append(str(refusal))

    def _begin(self, hours: Hours, words: str, line: str, position: int) -> None:
        if self.day is None and self.only_day:
            self.day = self._day_of(self.only_day)
        if self.day is None:
            self.result.rest.append(RestLine(position, line))
            return
        if hours.end and hours.end <= hours.start:
            self.result.errors.append(_("“%(line)s” ends before it starts.") % {"line": line[:120]})
            return
        number = _NUMBER.match(words)
        words = words[number.end() :] if number else words
        head, *speakers = _PARTS.split(words)
        title = head.strip().rstrip(":").strip()
        self.item = ParsedItem(hours.start, hours.end, title, number[1] if number else "", _kind(title), self.section)
        self._named_in_title(self.item)
        self.item.speakers += [self._speaker(part) for part in speakers if part.strip()]
        self.day.items.append(self.item)
        if not title:
            self.result.errors.append(_("“%(line)s” has no title.") % {"line": line[:120]})

    def _named_in_title(self, item: ParsedItem) -> None:
        """ "… (IOM)" names who speaks and stays in the title; a longer name is taken out of it."""
        named = _NAMED.search(item.title)
        if named and (who := self.people.find(named[1])):
            item.speakers.append(ParsedSpeaker(named[1], who, bare=self.people.is_country(named[1])))
            if " " in named[1].strip():
                item.title = item.title[: named.start()].strip()

    def _below(self, line: str) -> None:
        """What stands in a list under an item: its speakers, or notes."""
        assert self.item is not None  # noqa: S101 - asked before
        for part in _PARTS.split(f" {line}") if line[0] in "-–" else [_BULLET.sub("", line)]:
            words = part.strip()
            if not words:
                continue
            speaker = self._speaker(words)
            if speaker.who or self.item.kind == ItemKind.REMARKS:
                self.item.speakers.append(speaker)
            else:
                self.item.notes.append(f"- {words}")

    def _speaker(self, words: str) -> ParsedSpeaker:
        role, said = role_in(words.strip())
        return ParsedSpeaker(said, self.people.find(said), role, self.people.is_country(said))

    def _day_of(self, on: date) -> ParsedDay:
        found = next((day for day in self.result.days if day.date == on), None)
        if found is None:
            found = ParsedDay(on)
            self.result.days.append(found)
            self.result.days.sort(key=lambda day: day.date)
        return found

    def _finish(self) -> None:
        items = [item for day in self.result.days for item in day.items]
        for item in items:
            alone = [s for s in item.speakers if s.who.country and not s.who.body]
            if len(alone) > 1 and item.kind in (ItemKind.PRESENTATION, ItemKind.OTHER):
                item.kind = ItemKind.COUNTRY_PRESENTATIONS
        if not items:
            words = _(
                "No item with a day and hours was found. Write the day in a line before its items: 31 March 2022."
            )
            self.result.errors.append(words)


def _kind(title: str) -> str:
    """What an item seems to be, from its words; "Other" when they say nothing."""
    return next((kind for kind, pattern in KINDS if re.search(pattern, title, re.IGNORECASE)), ItemKind.OTHER)


def _plain(raw: str) -> list[str]:
    """A raw line without markup, as one or more lines: a list in it opens a new one."""
    text = _TAG.sub(lambda tag: "\n" if tag[2].lower() in _LINES or tag[0].lower() == "</p>" else "", raw)
    text = text.replace("•", "\n•")
    return [line.strip() for line in unescape(text).replace("**", "").split("\n") if line.strip()]


def _names_a_section(line: str) -> bool:
    """A few words that are neither a sentence nor an item of a list."""
    return len(line.split()) <= SECTION_WORDS and not line.endswith(".") and not _BULLET.match(line)


def _is_only_a_day(line: str) -> bool:
    """ "March 31, 2022", with a weekday or "Day 1" before it and nothing else."""
    left = _WEEKDAY.sub("", line)
    return not re.search(r"\w", re.sub(r"(?i)\b(de|del|of)\b", "", DAY.sub("", left)))
