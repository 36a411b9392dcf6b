"""The only writer of a status: a table of transitions and `move`.

Every transition is a conditional UPDATE: of two people who act at once, one succeeds and the other is told what
the state is now.
"""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from reporting.enums import (
    AssignmentStatus,
    CallStatus,
    FileStatus,
    ProposalStatus,
    ReportStatus,
    ResponseStatus,
    RevisionStatus,
    RoundStatus,
    ThreadStatus,
)
from reporting.models import (
    Assignment,
    Call,
    ClearanceRound,
    IncomingFile,
    Proposal,
    Report,
    Response,
    Revision,
    Thread,
)

_A, _R, _V, _T, _P = AssignmentStatus, RoundStatus, RevisionStatus, ThreadStatus, ReportStatus

TRANSITIONS: dict[type[models.Model], dict[str, frozenset[str]]] = {
    Call: {
        CallStatus.DRAFT: frozenset({CallStatus.OPEN}),
        CallStatus.OPEN: frozenset({CallStatus.CLOSED}),
        CallStatus.CLOSED: frozenset({CallStatus.OPEN}),
    },
    Assignment: {
        _A.INVITED: frozenset({_A.ACKNOWLEDGED, _A.NEEDS_TIME, _A.WILL_NOT_REPORT, _A.SUBMITTED}),
        _A.ACKNOWLEDGED: frozenset({_A.NEEDS_TIME, _A.WILL_NOT_REPORT, _A.SUBMITTED}),
        _A.NEEDS_TIME: frozenset({_A.ACKNOWLEDGED, _A.WILL_NOT_REPORT, _A.SUBMITTED}),
        _A.WILL_NOT_REPORT: frozenset({_A.ACKNOWLEDGED, _A.NEEDS_TIME}),
        _A.SUBMITTED: frozenset({_A.ACKNOWLEDGED}),
    },
    Proposal: {
        ProposalStatus.OPEN: frozenset({ProposalStatus.TAKEN, ProposalStatus.LEFT}),
    },
    IncomingFile: {
        FileStatus.READ: frozenset({FileStatus.TAKEN, FileStatus.LEFT}),
    },
    ClearanceRound: {
        _R.OPEN: frozenset({_R.CLEARED, _R.RETURNED, _R.CANCELLED}),
        _R.CLEARED: frozenset({_R.SUBMITTED, _R.CANCELLED}),
    },
    Revision: {
        _V.SUBMITTED: frozenset({_V.ACKNOWLEDGED, _V.RECALLED, _V.WITHDRAWN}),
        _V.ACKNOWLEDGED: frozenset({_V.RECALLED, _V.WITHDRAWN}),
    },
    Thread: {
        _T.DRAFT: frozenset({_T.OPEN}),
        _T.OPEN: frozenset({_T.ANSWERED, _T.RESOLVED, _T.TAKEN, _T.LEFT}),
        _T.ANSWERED: frozenset({_T.OPEN, _T.RESOLVED}),
        _T.RESOLVED: frozenset({_T.OPEN}),
    },
    Response: {
        ResponseStatus.UNCONFIRMED: frozenset({ResponseStatus.WRITING, ResponseStatus.SUBMITTED}),
        ResponseStatus.INVITED: frozenset({ResponseStatus.WRITING, ResponseStatus.SUBMITTED}),
        ResponseStatus.WRITING: frozenset({ResponseStatus.SUBMITTED}),
        ResponseStatus.SUBMITTED: frozenset({ResponseStatus.WRITING}),
    },
    Report: {
        _P.DRAFT: frozenset({_P.CIRCULATED}),
        _P.CIRCULATED: frozenset({_P.REVISED}),
        _P.REVISED: frozenset({_P.CIRCULATED, _P.APPROVED}),
        _P.APPROVED: frozenset({_P.PUBLISHED, _P.REVISED}),
    },
}


@transaction.atomic
def move(thing: Any, to: str, *, by: Seat, **fields: Any) -> None:
    """Change `thing.status` to `to`, with other columns written in the same UPDATE.

    `by` is the seat that acts (rules are the action's business). Raises Refused when the table has no such
    transition or when somebody else moved it first.
    """
    before = thing.status
    if to not in TRANSITIONS[type(thing)].get(before, frozenset()):
        raise Refused(
            _("This is not possible while it is marked “%(status)s”.") % {"status": thing.get_status_display()}
        )
    if any(field.name == "status_changed_at" for field in thing._meta.fields):
        fields.setdefault("status_changed_at", timezone.now())
    changed = type(thing).objects.filter(pk=thing.pk, status=before).update(status=to, **fields)
    if not changed:
        raise Refused(_("Somebody else acted on this a moment ago. Load the page again to see its state."))
    thing.status = to
    for name, value in fields.items():
        setattr(thing, name, value)
