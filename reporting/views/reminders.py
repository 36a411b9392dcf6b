"""What the pages of the desk and of a country say alike of rules and of the ledger."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from common.i18n import pick
from notices.enums import MailState
from reporting.enums import AssignmentStatus, Outcome
from reporting.models import Call, Dispatch, Reminder
from reporting.queries.reminders import day_of

LOOK = {
    MailState.WAITING: "queued",
    MailState.REFUSED: "returned",
    MailState.BOUNCED: "returned",
    MailState.GIVEN_UP: "returned",
}
"""Tags of mails that are told instead of the outcome: it was written, and did not arrive or not yet."""


class RuleRow(NamedTuple):
    """A rule in words; `on` is its day for a country whose date was not moved."""

    rule: Reminder
    when: str
    roles: str
    statuses: str
    on: date


class Line(NamedTuple):
    """A line of the ledger in words; `look` is that of a tag."""

    row: Dispatch
    what: str
    role: str
    look: str
    outcome: str


def rule_rows(call: Call, on: date | None = None) -> list[RuleRow]:
    """The rules in force, counted from the call's day or from a country's own."""
    day = on or day_of(call)
    return [
        RuleRow(
            rule, when_of(rule.days), _labels(Role, rule.roles), _labels(AssignmentStatus, rule.statuses),
            day + timedelta(days=rule.days),
        )
        for rule in call.reminders.filter(is_active=True)
    ]  # fmt: skip


def when_of(days: int) -> str:
    """ "7 days before the indicative date"."""
    if days < 0:
        words = ngettext("%(count)s day before the indicative date", "%(count)s days before the indicative date", -days)
    elif days > 0:
        words = ngettext("%(count)s day after the indicative date", "%(count)s days after the indicative date", days)
    else:
        return _("On the indicative date")
    return words % {"count": abs(days)}


def lines(rows: Iterable[Dispatch]) -> list[Line]:
    """Lines of the ledger, read with their reminder, letter and mail."""
    return [
        Line(
            row,
            when_of(row.reminder.days) if row.reminder else pick(row.letter, "subject"),
            str(Role(row.role).label),
            *_became(row),
        )
        for row in rows
    ]


def _became(row: Dispatch) -> tuple[str, str]:
    """(look, words)"""
    if row.mail and row.mail.state in LOOK:
        return LOOK[MailState(row.mail.state)], str(row.mail.get_state_display())
    return "submitted" if row.is_told else "closed", str(Outcome(row.outcome).label)


def _labels(choices: type[Role] | type[AssignmentStatus], codes: Iterable[str]) -> str:
    return ", ".join(str(choices(code).label) for code in codes)
