"""The results of a questionnaire: what was answered, by kind of respondent, and what members told a working group.

Kinds stand side by side and are never added up. A kind of which fewer than three answered shows no number. What the
civil-society network contributes is one voice: it is read in its words, and nothing of it is counted.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from common.i18n import current_language, sort_by_name
from publications.blocks import Bar
from reporting import phrases
from reporting.enums import QuestionType, RespondentKind, TemplateAudience
from reporting.models import Call, Question, Response, ResponseAnswer
from reporting.phrases import MINIMUM_BEHIND_A_FIGURE
from reporting.queries.choices import Choices, Pair
from reporting.queries.respondents import asked_members
from reporting.queries.templates import questions_of

COUNTED = (QuestionType.CHOICES, QuestionType.PRINCIPLES, QuestionType.PRIORITIES)


@dataclass(frozen=True)
class Words:
    """What one respondent wrote, or chose without a word (`named`), who let it be quoted."""

    response: Response
    text: str
    objective: int | None = None
    named: Pair | None = None

    @property
    def name(self) -> str:
        return self.response.name

    @property
    def said(self) -> str:
        return self.text or (self.named[current_language()] if self.named else "")

    @property
    def language(self) -> str:
        return self.response.language if self.text else current_language()


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
        """What was named, in the order of the question; nothing where a number of it stays unsaid or one bar stands
        alone: a picture without what most named would tell another story than the table.
        """
        named = [row for row in self.rows if row[1]]
        if len(named) < 2 or not all(self.said(count).isdecimal() for _label, count in named):
            return ()
        return tuple(Bar(label, count) for label, count in named)


@dataclass
class QuestionResult:
    """The answers to one question, by kind of respondent."""

    question: Question
    groups: list[Group]
    is_counted: bool

    @property
    def is_answered(self) -> bool:
        return any(group.answered for group in self.groups)

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
    def is_counted(self) -> bool:
        return _is_counted(self.call)

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
            if self.is_counted and count >= MINIMUM_BEHIND_A_FIGURE
        ]

    @property
    def hidden(self) -> list[str]:
        """Kinds that answered and are too few to be counted."""
        return [label for label, count in self.counts if self.is_counted and count < MINIMUM_BEHIND_A_FIGURE]

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


def results(call: Call, audiences: Collection[str]) -> Results:
    """Everything that was submitted, by kind, of the questions that these audiences read. A fixed number of queries."""
    responses = list(call.responses.submitted().select_related("country", "body"))
    by_pk = {response.pk: response for response in responses}
    answers: dict[tuple[object, str], list[ResponseAnswer]] = {}
    for answer in ResponseAnswer.objects.filter(response__in=by_pk):
        answers.setdefault((answer.question_id, by_pk[answer.response_id].kind), []).append(answer)
    present = [kind for kind in RespondentKind if any(response.kind == kind for response in responses)]
    per_kind = Counter(response.kind for response in responses)
    choices, is_counted = Choices(), _is_counted(call)
    members = asked_members(call).count() if RespondentKind.MEMBER in present else 0
    return Results(
        call=call,
        members=members,
        kinds=[(kind, per_kind[kind]) for kind in present],
        questions=[
            QuestionResult(
                question,
                [
                    _group(question, kind, answers.get((question.pk, kind), []), by_pk, choices, members, is_counted)
                    for kind in present
                ],
                is_counted=question.type in COUNTED and is_counted,
            )
            for question in questions_of(call.template_version)
            if not question.audience or question.audience in audiences
        ],
    )


def _is_counted(call: Call) -> bool:
    return call.template_version.template.audience != TemplateAudience.RNCOM


def compiled(call: Call) -> list[tuple[Response, dict[Any, ResponseAnswer]]]:
    """What was submitted to a request, country by country in the order of the language, with its answers."""
    rows = list(call.responses.submitted().select_related("country", "body").prefetch_related("answers"))
    found = {row.pk: {answer.question_id: answer for answer in row.answers.all()} for row in rows}
    countries = sort_by_name({row.country_id: row.country for row in rows if row.country}.values())
    place: dict[Any, int] = {country.pk: number for number, country in enumerate(countries)}
    rows.sort(key=lambda row: (place.get(row.country_id, len(place)), row.name.casefold()))
    return [(row, found[row.pk]) for row in rows]


def _group(
    question: Question,
    kind: RespondentKind,
    answers: list[ResponseAnswer],
    by_pk: dict[Any, Response],
    choices: "Choices",
    members: int,
    is_counted: bool,
) -> Group:
    group = Group(kind, len(answers), asked=members)
    labels = dict(choices.of(question)) if question.type in COUNTED else {}
    named: Counter[str] = Counter()
    for answer in answers:
        named.update(set(answer.choices) | {str(item["objective"]) for item in answer.items})
        response = by_pk[answer.response_id]
        if response.consent:
            said = [Words(response, answer.text)]
            said += [Words(response, "", named=labels.get(code)) for code in answer.choices]
            said += [
                Words(response, item["text"], item["objective"], labels.get(str(item["objective"])))
                for item in answer.items
            ]
            # What is counted need not be said again.
            group.words += [words for words in said if (words.text if is_counted else words.said)]
    group.words.sort(key=lambda words: (words.objective or 0, words.name.casefold()))
    group.named = [(pair, named[code]) for code, pair in labels.items()]
    return group
