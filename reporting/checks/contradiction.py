"""An objective said not to be reported on, with text under it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.i18n import pick
from reporting.checks.finding import Finding, Severity
from reporting.enums import AnswerKind, QuestionType
from reporting.models import Answer, Assignment

SILENT = (AnswerKind.NOTHING, AnswerKind.NOT_PRIORITY, AnswerKind.PREFER_NOT)


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    silent = {
        answer.objective_id: answer
        for answer in answers
        if answer.question.type == QuestionType.STATEMENT and answer.kind in SILENT
    }
    for answer in answers:
        statement = silent.get(answer.objective_id)
        if not statement or answer.question.type == QuestionType.STATEMENT:
            continue
        if any(row.text for row in answer.texts.all()) or len(answer.items.all()):
            yield Finding(
                "contradiction",
                Severity.BLOCKER,
                _("Objective %(number)s is marked “%(kind)s”, yet “%(question)s” holds an answer. Keep one of the two.")
                % {
                    "number": answer.objective_id,
                    "kind": statement.get_kind_display(),
                    "question": pick(answer.question, "label"),
                },
                answer.objective_id,
                str(answer.pk),
            )
