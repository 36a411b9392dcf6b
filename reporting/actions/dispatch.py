"""Writing to one person, or not, and a line in the ledger that says which and why.

The line, the notice and the mail are one transaction under the assignment's lock: a contribution that is submitted at
the same moment is reminded before or not at all. Two clocks write one line; a process that is killed has written all of
it or nothing, and the mail's row is what is delivered.
"""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from audit.models import AuditEvent
from notices.actions import take_back, tell_one
from notices.enums import Way
from notices.models import Mail
from notices.queries import preference_of, way_to
from reporting.enums import AssignmentStatus, Outcome
from reporting.models import Assignment, Dispatch, Letter, Reminder
from reporting.notify.reminder import key_of, more_of, subject_of
from reporting.queries.reminders import GRACE, Due, own_day

OF_WAY = {
    Way.AT_ONCE: Outcome.SENT,
    Way.DAILY: Outcome.DAILY,
    Way.OFF: Outcome.NO_REMINDERS,
    Way.UNREACHABLE: Outcome.UNREACHABLE,
}
OF_STATUS = {
    AssignmentStatus.SUBMITTED: Outcome.SUBMITTED,
    AssignmentStatus.WILL_NOT_REPORT: Outcome.WILL_NOT_REPORT,
}
WRITTEN_TO_SECRETARIAT = ("intention_stated", "extension_asked")
"""Acts by which a person tells the Secretariat how the country stands. Nothing that stays in the country counts."""
RECENT = timedelta(days=3)


@transaction.atomic
def remind(one: Due) -> Dispatch | None:
    """Settle a reminder for one person; None when it was settled already, or the rule or the call has ended."""
    reminder, membership = one.reminder, one.membership
    assignment = _locked(one.assignment)
    still = Reminder.objects.filter(pk=reminder.pk, is_active=True).exists()
    if not still or not assignment.call.is_open:
        return None
    preference = preference_of(membership.user)
    outcome = _why_not(one, assignment) or outcome_of(
        assignment, reminder.statuses, way_to(membership.user, preference, is_reminder=True)
    )
    line = _line(reminder=reminder, assignment=assignment, membership=membership, outcome=outcome, on=one.on)
    if line and line.is_told:
        _write(
            line, membership, key_of(reminder, assignment, one.on),
            lambda: subject_of(reminder, assignment), lambda: more_of(reminder, assignment, preference),
        )  # fmt: skip
    return line


def send(
    letter: Letter, assignment: Assignment, membership: Membership, outcome: Outcome, words: Callable[[str], str]
) -> Dispatch | None:
    """Settle a letter for one person; `words` gives "subject" and "text" in the active language."""
    line = _line(letter=letter, assignment=assignment, membership=membership, outcome=outcome)
    if line and line.is_told:
        text, more = (lambda: words("subject")), (lambda: words("text"))
        _write(line, membership, f"letter:{letter.pk}", text, more, is_letter=True)
    return line


def withhold_reminders(assignment: Assignment, outcome: Outcome) -> None:
    """A reminder that has not left yet goes, and the ledger says why: it would come after what it asks for."""
    lines = Dispatch.objects.filter(assignment=assignment, letter=None)
    # The ledger first: a mail that is deleted leaves its line.
    waiting = dict(lines.exclude(mail=None).values_list("mail", "pk"))
    taken = take_back(Mail.objects.filter(pk__in=waiting))
    lines.filter(pk__in=[waiting[mail] for mail in taken]).update(outcome=outcome)


def outcome_of(assignment: Assignment, statuses: Collection[str], way: Way) -> Outcome:
    """What becomes of a mail to a person whom mail reaches this way, as the contribution stands."""
    if assignment.status not in statuses:
        return OF_STATUS.get(AssignmentStatus(assignment.status), Outcome.OTHER_STATE)
    return OF_WAY[way]


def _why_not(one: Due, assignment: Assignment) -> Outcome | None:
    """Why a reminder has no sense for this person now; None when it has."""
    if assignment.status in OF_STATUS:
        return OF_STATUS[AssignmentStatus(assignment.status)]
    if one.on != own_day(assignment):
        return Outcome.LATER_DATE
    if timezone.now() - one.at > GRACE:
        return Outcome.MISSED
    if assignment.extension_asked_until:
        return Outcome.ASKED
    acts = AuditEvent.objects.filter(
        chain=assignment.chain, actor_id=str(one.membership.user_id), action__in=WRITTEN_TO_SECRETARIAT,
        at__gt=timezone.now() - RECENT,
    )  # fmt: skip
    return Outcome.ACTED if acts.exists() else None


def _locked(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self",)).select_related("call__cycle", "country")
    return rows.get(pk=assignment.pk)


def _line(*, membership: Membership, on: date | None = None, **fields: Any) -> Dispatch | None:
    """A line of the ledger; None when it stands there already."""
    try:
        with transaction.atomic():
            return Dispatch.objects.create(user=membership.user, role=membership.role, on=on, **fields)
    except IntegrityError:
        return None


def _write(
    line: Dispatch,
    membership: Membership,
    key: str,
    text: Callable[[], str],
    more: Callable[[], str],
    *,
    is_letter: bool = False,
) -> None:
    address = reverse("reporting:contribution", args=[line.assignment_id])
    line.mail = tell_one(
        membership, key=key, text=text, more=more, address=address, is_reminder=True, is_letter=is_letter, by_clock=True
    )
    line.save(update_fields=["mail"])
