"""A figure whose value means one number in English and another in Spanish: "8.510", "8,510"."""

from collections.abc import Iterator

from reporting.checks.finding import Finding, Severity
from reporting.enums import QuestionType
from reporting.items import doubt
from reporting.models import Answer, Assignment


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if answer.question.type != QuestionType.FIGURES:
            continue
        doubts = [words for item in answer.items.all() if (words := doubt(item.data.get("value") or ""))]
        if doubts:
            yield Finding("figures", Severity.WARNING, " ".join(doubts), answer.objective_id, str(answer.pk))
