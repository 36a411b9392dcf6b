"""May it be submitted? One check per file, the same for page, import and interface.

A blocker stops, a warning asks for a reason that stays on the record, a note only informs.
"""

from collections.abc import Iterable

from reporting.checks import audience, completeness, contradiction, figures, language, limits, proposals
from reporting.checks.finding import Finding, Severity
from reporting.models import Answer, Assignment
from reporting.snapshots import answers_of

CHECKS = (contradiction, completeness, limits, figures, proposals, audience, language)


def run_checks(
    assignment: Assignment,
    *,
    objectives: Iterable[int],
    includes_whole: bool,
    answers: list[Answer] | None = None,
) -> list[Finding]:
    """Findings on the included subset, blockers first, then in the order of the report."""
    chosen = set(objectives)
    included = [
        answer
        for answer in (answers if answers is not None else answers_of(assignment))
        if (includes_whole if answer.objective_id is None else answer.objective_id in chosen)
    ]
    findings = [finding for check in CHECKS for finding in check.check(assignment, included)]
    order = list(Severity)
    return sorted(findings, key=lambda f: (order.index(f.severity), f.objective or 0))


__all__ = ["CHECKS", "Finding", "Severity", "run_checks"]
