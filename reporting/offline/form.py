"""The form as a value: what a country is asked, with what each box holds now and whether this seat may write there.

Word and Excel are written from it, and what comes back is compared with it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import override

from accounts.seats import Seat
from common.i18n import LANGUAGES, pick
from objectives.models import Objective, Principle
from practices.models import Practice
from reporting import rules
from reporting.enums import CHOICE_TYPES, ITEM_TYPES, AnswerKind, ProposalStatus, QuestionType
from reporting.items import FIELDS
from reporting.models import Answer, AnswerItem, Assignment, Delegation, Proposal, Question
from reporting.offline import codes
from reporting.policy import Act
from reporting.snapshots import answers_of

NOT_ON_PAPER = {"practice", "attachment", "language"}
OWN, PROPOSAL = "country", "proposal"


@dataclass
class Box:
    """A text in one language: the country's own, or a contributor's proposal (with the country's text beside it)."""

    code: str
    answer: Answer
    language: str
    text: str
    version: int
    editable: bool
    row: Any = None
    beside: str = ""


@dataclass
class Options:
    """The choices of a question, or what a statement says: (code, label in English, in Spanish)."""

    code: str
    answer: Answer
    options: list[tuple[str, str, str]]
    chosen: list[str]
    single: bool
    version: int
    editable: bool


@dataclass
class Entry:
    """One repeated item; `cells` hold what stands on paper, `linked` that its title is the register's."""

    key: str
    version: int
    cells: dict[str, str]
    linked: bool = False
    row: AnswerItem | None = None


@dataclass
class Entries:
    """The repeated items of a question, in their order."""

    code: str
    answer: Answer
    columns: tuple[str, ...]
    entries: list[Entry]
    editable: bool

    @property
    def room(self) -> int:
        """How many more it takes."""
        limit = self.answer.question.item_limit
        return max(0, limit - len(self.entries)) if limit else 3


@dataclass
class Asked:
    """A question with its boxes, numbered "8.2"."""

    number: str
    question: Question
    boxes: list[Box] = field(default_factory=list)
    options: Options | None = None
    entries: Entries | None = None


@dataclass
class Part:
    """All questions on one objective, or on the whole report (None)."""

    objective: Objective | None
    asked: list[Asked]

    def title(self, language: str) -> str:
        if self.objective:
            return f"{self.objective.number}. {pick(self.objective, 'title', language)}"
        return pick(self.asked[0].question.section, "title", language)

    def intro(self, language: str) -> str:
        return pick(self.asked[0].question.section, "intro", language)


@dataclass
class Form:
    assignment: Assignment
    languages: tuple[str, ...]
    parts: list[Part]

    def asked(self) -> Iterator[Asked]:
        for part in self.parts:
            yield from part.asked

    def boxes(self) -> dict[str, Box]:
        return {box.code: box for one in self.asked() for box in one.boxes}

    def options(self) -> dict[str, Options]:
        return {one.options.code: one.options for one in self.asked() if one.options}

    def entries(self) -> dict[str, Entries]:
        return {one.entries.code: one.entries for one in self.asked() if one.entries}

    @property
    def is_for_filling(self) -> bool:
        """May this seat write anywhere in it?"""
        return any(
            any(box.editable for box in one.boxes)
            or bool(one.options and one.options.editable)
            or bool(one.entries and one.entries.editable)
            for one in self.asked()
        )


def holder_of(seat: Seat) -> str:
    """Whose texts the boxes hold: the country's, or a contributor's own proposals."""
    return f"{PROPOSAL}:{seat.user.pk}" if seat.is_contributor and seat.user else OWN


def form_of(
    assignment: Assignment,
    *,
    by: Seat,
    languages: Collection[str] = LANGUAGES,
    objectives: Collection[int] | None = None,
    whole: bool = True,
) -> Form:
    """The form with the chosen objectives (None: all) and the questions on the whole report, if `whole`.

    The number of queries does not grow with what is asked or written. A contributor's form holds what was given to
    them, whatever was chosen.
    """
    building = _Building(assignment, by, tuple(sorted(languages)))
    found: dict[int | None, list[Asked]] = {}
    for answer in answers_of(assignment):
        number = answer.objective_id
        if (whole if number is None else objectives is None or number in objectives) and building.is_shown(number):
            answer.assignment = assignment
            found.setdefault(number, []).append(building.asked(answer))
    titles = {objective.number: objective for objective in Objective.objects.all()}
    order = sorted(found, key=lambda number: number or 99)
    parts = [Part(titles[number] if number else None, found[number]) for number in order]
    return Form(assignment, building.languages, parts)


class _Building:
    """What is read once for all questions of a form."""

    def __init__(self, assignment: Assignment, seat: Seat, languages: tuple[str, ...]) -> None:
        self.assignment, self.seat, self.languages = assignment, seat, languages
        self.may_edit = bool(rules.may(seat, Act.EDIT_ANSWER, assignment))
        self.may_translate = bool(rules.may(seat, Act.EDIT_TRANSLATION, assignment))
        self.may_propose = bool(rules.may(seat, Act.PROPOSE_TEXT, assignment))
        self.principles = [(p.letter, f"({p.letter}) {p.title_en}", f"({p.letter}) {p.title_es or p.title_en}")
                           for p in Principle.objects.all()]  # fmt: skip
        self.practices = {str(p.pk): p for p in Practice.objects.nameable(assignment.country)}
        self.given: set[int] = set()
        self.own: dict[tuple[Any, str], Proposal] = {}
        if seat.is_contributor:
            rows = Delegation.objects.filter(assignment=assignment, user=seat.user)
            self.given = set(rows.values_list("objective_id", flat=True))
            proposals = Proposal.objects.filter(
                answer__assignment=assignment, author=seat.user, status=ProposalStatus.OPEN
            )
            self.own = {(p.answer_id, p.language): p for p in proposals}

    def is_shown(self, number: int | None) -> bool:
        return not self.seat.is_contributor or number in self.given

    def asked(self, answer: Answer) -> Asked:
        question, number = answer.question, answer.objective_id
        one = Asked(f"{number or 'G'}.{question.order}", question)
        if question.type in ITEM_TYPES:
            one.entries = self._entries(answer)
        elif question.type in CHOICE_TYPES or question.type == QuestionType.STATEMENT:
            one.options = self._options(answer)
        else:
            one.boxes = [self._box(answer, language) for language in self.languages]
        return one

    def _box(self, answer: Answer, language: str) -> Box:
        code = codes.code_of(answer.objective_id, answer.question.code, language)
        row = next((text for text in answer.texts.all() if text.language == language), None)
        stored = row.text if row else ""
        if self.seat.is_contributor:
            own = self.own.get((answer.pk, language))
            text, version = (own.text, own.version) if own else ("", 0)
            return Box(code, answer, language, text, version, self.may_propose, own, beside=stored)
        editable = self.may_translate and row is not None
        if self.seat.is_translator and language == (answer.source_language or language):
            editable = False
        return Box(code, answer, language, stored, row.version if row else 0, editable, row)

    def _options(self, answer: Answer) -> Options:
        code = codes.code_of(answer.objective_id, answer.question.code, codes.MARKS)
        if answer.question.type == QuestionType.STATEMENT:
            chosen = [answer.kind] if answer.kind else []
            return Options(code, answer, _kinds(), chosen, True, answer.version, self.may_edit)
        options = (
            self.principles
            if answer.question.type == QuestionType.PRINCIPLES
            else [(choice["code"], choice["en"], choice["es"]) for choice in answer.question.choices]
        )
        return Options(code, answer, options, list(answer.choices), False, answer.version, self.may_edit)

    def _entries(self, answer: Answer) -> Entries:
        code = codes.code_of(answer.objective_id, answer.question.code, codes.ITEMS)
        columns = tuple(
            name
            for name in FIELDS[answer.question.type]
            if name not in NOT_ON_PAPER and (name[-3:] not in ("_en", "_es") or name[-2:] in self.languages)
        )
        entries = [self._entry(item, columns) for item in answer.items.all()]
        return Entries(code, answer, columns, entries, self.may_edit)

    def _entry(self, item: AnswerItem, columns: tuple[str, ...]) -> Entry:
        cells = {name: str(item.data.get(name) or "") for name in columns}
        practice = self.practices.get(item.data.get("practice") or "")
        if practice:
            cells = {name: pick(practice, "title", name[-2:]) for name in columns}
        return Entry(str(item.pk), item.version, cells, bool(item.data.get("practice")), item)


def both(words: Any) -> dict[str, str]:
    """A lazy text in each language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(words)
    return found


def _kinds() -> list[tuple[str, str, str]]:
    return [(kind.value, *both(kind.label).values()) for kind in AnswerKind]  # type: ignore[misc]
