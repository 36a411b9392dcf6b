"""What a person who leaves a seat has open there."""

from dataclasses import dataclass

from accounts.clearance import SIGNERS
from accounts.enums import WORKSPACE_ROLES, Role
from accounts.models import ClearanceStep, Membership
from notices.models import Notice
from notices.queries import unread_of
from reporting.enums import AssignmentStatus, CallStatus, ProposalStatus, ThreadStatus
from reporting.models import Assignment, Delegation, Proposal, Thread

GIVES_TEXT = (Role.CONTRIBUTOR,)


@dataclass
class OpenWork:
    """The person's own (delegations, proposals, steps they are named for, unread notices) and the place's.

    `waiting` are proposals that a focal point decides on, `questions` threads of the Secretariat without a reply:
    they belong to the country and are there for whoever sits in the seat.
    """

    notices: list[Notice]
    delegations: list[Delegation]
    proposals: list[Proposal]
    steps: list[ClearanceStep]
    waiting: int = 0
    questions: int = 0


def assignments_open(membership: Membership) -> list[Assignment]:
    """The country's contributions to calls that are open."""
    rows = Assignment.objects.filter(country=membership.country, call__status=CallStatus.OPEN)
    return list(rows.exclude(status=AssignmentStatus.WILL_NOT_REPORT).select_related("call", "country"))


def open_work(membership: Membership) -> OpenWork:
    """What passes with this membership. What the person still needs in another role of the same place stays."""
    user, country = membership.user, membership.country
    if country is None or membership.role not in WORKSPACE_ROLES:
        return OpenWork(unread_of(membership), [], [], [])
    kept = set(
        Membership.objects.active()
        .filter(user=user, country=country)
        .exclude(pk=membership.pk)
        .values_list("role", flat=True)
    )
    assignments = list(Assignment.objects.filter(country=country))
    gives = not kept & set(GIVES_TEXT)
    own = Proposal.objects.filter(answer__assignment__in=assignments, author=user, status=ProposalStatus.OPEN)
    steps = ClearanceStep.objects.filter(country=country, clearers=user)
    waiting = Proposal.objects.filter(answer__assignment__in=assignments, status=ProposalStatus.OPEN).exclude(text="")
    questions = Thread.objects.filter(revision__assignment__in=assignments, status=ThreadStatus.OPEN)
    return OpenWork(
        notices=unread_of(membership),
        delegations=list(Delegation.objects.filter(assignment__in=assignments, user=user)) if gives else [],
        proposals=list(own) if gives else [],
        steps=[] if kept & set(SIGNERS) else list(steps),
        waiting=waiting.count() if membership.role == Role.FOCAL_POINT else 0,
        questions=questions.count() if membership.role == Role.FOCAL_POINT else 0,
    )
