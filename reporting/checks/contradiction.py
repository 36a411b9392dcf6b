"""An objective or a single answer said not to be reported on, with content under it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.i18n import pick
from reporting.checks.finding import Finding, Severity
from reporting.enums import AnswerKind, QuestionType
from reporting.models import Answer, Assignment
from reporting.snapshots import holds_content

SILENT = (AnswerKind.NOTHING, AnswerKind.NOT_PRIORITY, AnswerKind.PREFER_NOT)


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    silent = {
        answer.objective_id: answer
        for answer in answers
        if answer.question.type == QuestionType.STATEMENT and answer.kind in SILENT
    }
    for answer in answers:
        if answer.question.type == QuestionType.STATEMENT or not holds_content(answer):
            continue
        statement = silent.get(answer.objective_id)
        if statement:
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
        elif answer.kind in SILENT:
            yield Finding(
                "contradiction",
                Severity.BLOCKER,
                _("“%(question)s” is marked “%(kind)s”, yet it holds an answer. Keep one of the two.")
                % {"question": pick(answer.question, "label"), "kind": answer.get_kind_display()},
                answer.objective_id,
                str(answer.pk),
            )
