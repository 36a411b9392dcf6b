"""What can be named at a question of a questionnaire, in its order and in both languages."""

from typing import Any

from common.i18n import LANGUAGES, current_language, pick
from objectives.models import Objective, Principle
from reporting.enums import QuestionType
from reporting.models import Question

Pair = dict[str, str]


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
