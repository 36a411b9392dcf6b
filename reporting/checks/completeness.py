"""An included objective without a statement or without its core answers."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.i18n import pick
from reporting.checks.contradiction import SILENT
from reporting.checks.finding import Finding, Severity
from reporting.enums import AnswerKind, QuestionType
from reporting.models import Answer, Assignment
from reporting.snapshots import says_something


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    by_objective: dict[int | None, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_objective[answer.objective_id].append(answer)
    for number, rows in by_objective.items():
        said = {row.kind for row in rows if row.question.type == QuestionType.STATEMENT}
        if said & {*SILENT, AnswerKind.NO_CHANGE}:
            continue
        for row in rows:
            if row.question.is_core and row.question.type != QuestionType.STATEMENT and not says_something(row):
                yield Finding(
                    "completeness",
                    Severity.WARNING,
                    _("“%(question)s” is blank. Answer it, mark it “nothing to report”, or say why it stays blank.")
                    % {"question": pick(row.question, "label")},
                    number,
                    str(row.pk),
                )
