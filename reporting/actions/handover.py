"""Handing a seat and the work that is open in it to a successor: everything in one transaction."""

from django.db import transaction

from accounts.actions import people
from accounts.models import Membership, User
from accounts.seats import Seat
from notices.actions import pass_on
from reporting import notify
from reporting.enums import ProposalStatus
from reporting.models import Delegation, Proposal
from reporting.queries.handover import OpenWork, assignments_open, open_work
from reporting.trail import note

MAX_REMARK = 2_000


@transaction.atomic
def hand_over(*, membership: Membership, to: User, remark: str, by: Seat) -> Membership:
    """End `membership`, give its role to `to`, and with it what is open: delegations, open proposals, steps of the
    clearance chain, unread notices. Proposals that wait and questions of the Secretariat belong to the country and
    stay where they are.

    The successor gets a notice with `remark`; the trail of each open contribution gets a line. Raises PermissionDenied
    and Refused as `accounts.actions.people.hand_over` does. Returns the successor's membership.
    """
    work = open_work(membership)
    successor = people.hand_over(membership=membership, to=to, by=by)
    _pass(work, membership.user, successor)
    remark = remark.strip()[:MAX_REMARK]
    if membership.country is not None:
        for assignment in assignments_open(membership):
            note(
                "handed_over",
                assignment=assignment,
                by=by,
                object_type="membership",
                object_id=membership.pk,
                from_=str(membership.user),
                to=str(to),
                role=membership.role,
                remark=remark,
                objectives=sorted(d.objective_id for d in work.delegations if d.assignment_id == assignment.pk),
            )
    notify.handed_over(membership, successor, remark, by=by)
    return successor


def _pass(work: OpenWork, user: User, successor: Membership) -> None:
    """Give the open things to the successor; what the successor has already is not doubled."""
    to = successor.user
    have = set(Delegation.objects.filter(user=to).values_list("assignment", "objective"))
    doubled = [d.pk for d in work.delegations if (d.assignment_id, d.objective_id) in have]
    Delegation.objects.filter(pk__in=doubled).delete()
    Delegation.objects.filter(pk__in=[d.pk for d in work.delegations]).update(user=to)
    theirs = set(
        Proposal.objects.filter(
            author=to, answer__in=[p.answer_id for p in work.proposals], status=ProposalStatus.OPEN
        ).values_list("answer", "language")
    )
    free = [p.pk for p in work.proposals if (p.answer_id, p.language) not in theirs]
    Proposal.objects.filter(pk__in=free).update(author=to)
    for step in work.steps:
        step.clearers.remove(user)
        step.clearers.add(to)
    pass_on(notices=work.notices, to=successor)
