"""Reasons that a country gives for going on after a warning."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from reporting import rules
from reporting.actions.answers import cleaned
from reporting.checks import Finding, Severity
from reporting.models import Assignment, Reason
from reporting.policy import Act

MAX_REASON = 300


@transaction.atomic
def keep_reasons(*, assignment: Assignment, findings: Iterable[Finding], reasons: Mapping[str, str], by: Seat) -> None:
    """Keep what was written beside the warnings among `findings`, by their keys; an emptied box takes a reason back.

    A warning that `reasons` does not name keeps its reason, and one that no longer stands keeps it for the time it
    comes again. Raises Refused when one is too long.
    """
    require(rules.may(by, Act.ASK_CLEARANCE, assignment))
    kept = {row.key: row for row in assignment.reasons.select_for_update()}
    warnings = {finding.key for finding in findings if finding.severity == Severity.WARNING}
    for key in warnings & reasons.keys():
        row = kept.get(key) or Reason(assignment=assignment, key=key)
        text = " ".join(cleaned(reasons[key]).text.split())
        if len(text) > MAX_REASON:
            raise Refused(_("A reason has up to %(limit)s characters.") % {"limit": MAX_REASON})
        if text and text != row.text:
            row.text, row.given_by, row.given_at = text, by.person, timezone.now()
            row.save()
        elif not text and key in kept:
            row.delete()
