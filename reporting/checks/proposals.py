"""A contributor's proposal that nobody has taken or left."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.i18n import pick
from reporting.checks.finding import Finding, Severity
from reporting.enums import ProposalStatus
from reporting.models import Answer, Assignment, Proposal


def check(assignment: Assignment, answers: list[Answer]) -> Iterator[Finding]:
    waiting = set(
        Proposal.objects.filter(answer__assignment=assignment, status=ProposalStatus.OPEN)
        .exclude(text="")
        .values_list("answer_id", flat=True)
    )
    for answer in answers:
        if answer.pk in waiting:
            yield Finding(
                "proposals",
                Severity.WARNING,
                _("A proposed text for “%(question)s” waits: take it or leave it.")
                % {"question": pick(answer.question, "label")},
                answer.objective_id,
                str(answer.pk),
            )
