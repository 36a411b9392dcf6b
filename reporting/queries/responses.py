"""What pages and documents read of questionnaires: who answered, and the results by kind of respondent.

Kinds stand side by side and are never added up. A kind of which fewer than three answered shows no number.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.enums import OUTSIDE_ROLES, BodyKind, Role
from accounts.models import Country
from accounts.seats import Seat
from common.i18n import LANGUAGES, current_language, pick, sort_by_name
from objectives.models import Objective, Principle
from publications.blocks import Bar
from reporting import phrases
from reporting.enums import QuestionType, RespondentKind, ResponseStatus
from reporting.models import Call, Question, Response, ResponseAnswer
from reporting.phrases import MINIMUM_BEHIND_A_FIGURE
from reporting.queries.templates import questions_of

Pair = dict[str, str]
COUNTED = (QuestionType.CHOICES, QuestionType.PRINCIPLES, QuestionType.PRIORITIES)


@dataclass(frozen=True)
class Words:
    """What one respondent wrote, who let it be quoted."""

    response: Response
    text: str
    objective: int | None = None

    @property
    def name(self) -> str:
        return self.response.name

    @property
    def language(self) -> str:
        return self.response.language


@dataclass
class Group:
    """One kind of respondent at one question. `named`: (label in each language, how many) in the question's order.

    `asked`: how many could answer, which is known of Member Countries alone.
    """

    kind: str
    answered: int
    asked: int = 0
    named: list[tuple[Pair, int]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    @property
    def label(self) -> str:
        """In the active language, as everything that is said here: a report is built in both."""
        return str(RespondentKind(self.kind).label)

    @property
    def rows(self) -> list[tuple[str, int]]:
        """(label, how many named it)."""
        return [(pair[current_language()], count) for pair, count in self.named]

    @property
    def is_shown(self) -> bool:
        """Numbers of fewer than three respondents would speak of one of them."""
        return self.answered >= MINIMUM_BEHIND_A_FIGURE

    def said(self, count: int) -> str:
        """How many named it, as it may be said."""
        return say_count(self.kind, count, self.answered)

    @property
    def base(self) -> str:
        """Of how many that is, for the head of a column and under a chart."""
        said = say_count(self.kind, self.answered, self.asked)
        if said.isdecimal():
            return _("of %(n)s") % {"n": said}
        return _("answered by: %(word)s") % {"word": said.lower()}

    def bars(self) -> tuple[Bar, ...]:
        """What was named, most often first, of equals in the order of the question. Of States what may be printed."""
        named = [row for row in self.rows if self.said(row[1]).isdecimal()]
        if self.kind != RespondentKind.MEMBER:
            named.sort(key=lambda row: -row[1])
        return tuple(Bar(label, count) for label, count in named)


@dataclass
class QuestionResult:
    """The answers to one question, by kind of respondent."""

    question: Question
    groups: list[Group]

    @property
    def is_counted(self) -> bool:
        return self.question.type in COUNTED

    @property
    def shown(self) -> list[Group]:
        return [group for group in self.groups if group.is_shown]

    @property
    def table(self) -> list[tuple[str, list[str]]]:
        """(label, how many of each shown kind named it), without a sum; what nobody named is left out."""
        shown = self.shown
        labels = [label for label, _n in self.groups[0].rows] if self.groups else []
        rows = [(label, [group.said(group.named[n][1]) for group in shown]) for n, label in enumerate(labels)]
        return [row for row in rows if any(row[1])]

    @property
    def words(self) -> list[tuple[Group, list[Words]]]:
        return [(group, group.words) for group in self.groups if group.words]


@dataclass
class Results:
    """A questionnaire's results: how many of each kind answered, and each question."""

    call: Call
    kinds: list[tuple[RespondentKind, int]]
    questions: list[QuestionResult]
    members: int = 0
    """How many Member Countries could answer."""

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(kind, how many of it answered)."""
        return [(str(kind.label), count) for kind, count in self.kinds]

    @property
    def shown_counts(self) -> list[tuple[str, str]]:
        """(kind, how many of it answered) as it may be said; without the hidden ones."""
        return [
            (str(kind.label), say_count(kind, count, self.members))
            for kind, count in self.kinds
            if count >= MINIMUM_BEHIND_A_FIGURE
        ]

    @property
    def hidden(self) -> list[str]:
        """Kinds that answered and are too few to be counted."""
        return [label for label, count in self.counts if count < MINIMUM_BEHIND_A_FIGURE]

    def find(self, code: str, kind: str) -> tuple[Group | None, Question | None]:
        """One shown group of one counted question, and the question."""
        result = next((one for one in self.questions if one.question.code == code and one.is_counted), None)
        group = next((group for group in result.shown if group.kind == kind), None) if result else None
        return group, result.question if result else None


def say_count(kind: str, count: int, of: int) -> str:
    """Of States a number only where three stand on each side of it, else a word; '' for none."""
    if kind == RespondentKind.MEMBER and not phrases.may_print(count, of):
        return phrases.short(count, of)
    return str(count) if count else ""


def results(call: Call) -> Results:
    """Everything that was submitted, by kind. A fixed number of queries."""
    responses = list(call.responses.submitted().select_related("country", "body"))
    by_pk = {response.pk: response for response in responses}
    answers: dict[tuple[object, str], list[ResponseAnswer]] = {}
    for answer in ResponseAnswer.objects.filter(response__in=by_pk):
        answers.setdefault((answer.question_id, by_pk[answer.response_id].kind), []).append(answer)
    present = [kind for kind in RespondentKind if any(response.kind == kind for response in responses)]
    per_kind = Counter(response.kind for response in responses)
    choices = Choices()
    members = asked_members(call).count() if RespondentKind.MEMBER in present else 0
    return Results(
        call=call,
        members=members,
        kinds=[(kind, per_kind[kind]) for kind in present],
        questions=[
            QuestionResult(
                question,
                [
                    _group(question, kind, answers.get((question.pk, kind), []), by_pk, choices, members)
                    for kind in present
                ],
            )
            for question in questions_of(call.template_version)
        ],
    )


def kind_of(seat: Seat) -> RespondentKind:
    """As what a seat answers: RNCOM is a kind of its own."""
    if seat.is_focal_point:
        return RespondentKind.MEMBER
    if seat.body and seat.body.kind == BodyKind.CIVIL_SOCIETY_NETWORK:
        return RespondentKind.RNCOM
    kinds = {
        Role.OBSERVER: RespondentKind.OBSERVER,
        Role.CIVIL_SOCIETY: RespondentKind.CIVIL_SOCIETY,
        Role.STAKEHOLDER: RespondentKind.STAKEHOLDER,
    }
    return kinds[Role(seat.role)]


def responses_of_seat(seat: Seat, calls: Sequence[Call]) -> dict[Any, Response]:
    """By call, the response of the seat's country, or of its body in this hat. Nobody else reads one in the making."""
    if seat.is_workspace:
        owner: dict[str, Any] = {"country": seat.country}
    elif seat.role in OUTSIDE_ROLES:
        owner = {"body": seat.body, "kind": kind_of(seat)}
    else:
        return {}
    rows = Response.objects.filter(call__in=calls, **owner).select_related("country", "body")
    return {row.call_id: row for row in rows}


def asked_members(call: Call) -> QuerySet[Country]:
    """The members of today that a questionnaire asks; of a demonstration its placeholders."""
    return Country.objects.members().filter(is_placeholder=call.cycle.is_demonstration)


def members_asked(call: Call) -> list[tuple[Country, Response | None]]:
    """The members that a working group asks, each with its answer once it was submitted; nothing is said before."""
    members = asked_members(call)
    answered = {row.country_id: row for row in call.responses.submitted().exclude(country=None)}
    return [(country, answered.get(country.pk)) for country in sort_by_name(members)]


def respondents(call: Call) -> list[Response]:
    """Who was invited by mail and who submitted, by kind and name; who is still writing reads as invited.

    A country or body that writes in its own seat was invited by nobody: it is told once it has submitted.
    """
    order = list(RespondentKind)
    in_a_seat = Q(country__isnull=False) | Q(body__isnull=False)
    rows = call.responses.known().exclude(in_a_seat, ~Q(status=ResponseStatus.SUBMITTED))
    rows = rows.select_related("country", "body", "category")
    return sorted(rows, key=lambda row: (order.index(RespondentKind(row.kind)), row.name.casefold()))


def public_calls(seat: Seat) -> list[Call]:
    """Questionnaires that were opened, as far as the seat may know of them, newest first."""
    return list(Call.objects.announced_to(seat).filter(cycle__is_rehearsal=False).order_by("-due_at"))


def compiled(call: Call) -> list[tuple[Response, dict[Any, ResponseAnswer]]]:
    """What was submitted to a request, country by country in the order of the language, with its answers."""
    rows = list(call.responses.submitted().select_related("country", "body").prefetch_related("answers"))
    found = {row.pk: {answer.question_id: answer for answer in row.answers.all()} for row in rows}
    countries = sort_by_name({row.country_id: row.country for row in rows if row.country}.values())
    place: dict[Any, int] = {country.pk: number for number, country in enumerate(countries)}
    rows.sort(key=lambda row: (place.get(row.country_id, len(place)), row.name.casefold()))
    return [(row, found[row.pk]) for row in rows]


class Choices:
    """What can be named at a question, in its order and in both languages; looked up once."""

    def __init__(self) -> None:
        self.objectives: list[tuple[str, Pair]] | None = None
        self.principles: list[tuple[str, Pair]] | None = None

    def of(self, question: Question) -> list[tuple[str, Pair]]:
        if question.type == QuestionType.CHOICES:
            return [(one["code"], {"en": one["en"], "es": one["es"]}) for one in question.choices]
        if question.type == QuestionType.PRINCIPLES:
            if self.principles is None:
                rows = Principle.objects.order_by("letter")
                self.principles = [(row.letter, _pair(row, row.letter, "title")) for row in rows]
            return self.principles
        if self.objectives is None:
            self.objectives = [
                (str(row.number), _pair(row, row.number, "short")) for row in Objective.objects.order_by("number")
            ]
        return self.objectives

    def labels(self, question: Question) -> list[tuple[str, str]]:
        """(code, what it says) in the active language."""
        return [(code, pair[current_language()]) for code, pair in self.of(question)]


def _pair(row: Any, number: object, name: str) -> Pair:
    """ "8. Save lives" in each language."""
    return {language: f"{number}. {pick(row, name, language)}" for language in LANGUAGES}


def _group(
    question: Question,
    kind: RespondentKind,
    answers: list[ResponseAnswer],
    by_pk: dict[Any, Response],
    choices: "Choices",
    members: int,
) -> Group:
    group = Group(kind, len(answers), asked=members)
    named: Counter[str] = Counter()
    for answer in answers:
        named.update(set(answer.choices) | {str(item["objective"]) for item in answer.items})
        response = by_pk[answer.response_id]
        if response.consent:
            group.words += [
                Words(response, text, objective)
                for text, objective in [
                    (answer.text, None), *((item["text"], item["objective"]) for item in answer.items)
                ]
                if text
            ]  # fmt: skip
    group.words.sort(key=lambda words: (words.objective or 0, words.name.casefold()))
    if question.type in COUNTED:
        group.named = [(pair, named[code]) for code, pair in choices.of(question)]
    return group
