"""Answers the country wants fewer people to read than the rest."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.i18n import pick
from reporting.checks.finding import Finding, Severity
from reporting.enums import Audience
from reporting.models import Answer, Assignment
from reporting.snapshots import says_something


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    for answer in answers:
        if answer.audience and says_something(answer):
            if answer.audience == Audience.OWN:
                words = _("“%(question)s” is for your own country only: it is not submitted.")
            else:
                words = _("“%(question)s” is for: %(audience)s, whatever audience the rest gets.")
            yield Finding(
                "audience",
                Severity.NOTE,
                words % {"question": pick(answer.question, "label"), "audience": answer.get_audience_display()},
                answer.objective_id,
                str(answer.pk),
            )
