"""A text longer than the template advises, counted by the one rule of `common.words`."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.i18n import pick
from common.words import count_words
from reporting.checks.finding import Finding, Severity
from reporting.models import Answer, Assignment


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    for answer in answers:
        limit = answer.question.word_limit
        longest = max((count_words(row.text) for row in answer.texts.all()), default=0)
        if limit and longest > limit:
            yield Finding(
                "limits",
                Severity.WARNING,
                _("“%(question)s” has %(count)s words; the template asks for up to %(limit)s.")
                % {"question": pick(answer.question, "label"), "count": longest, "limit": limit},
                answer.objective_id,
                str(answer.pk),
            )
