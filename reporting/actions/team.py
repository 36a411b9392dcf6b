"""Who works on which objective of a contribution."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from reporting import rules
from reporting.models import Assignment, Delegation
from reporting.policy import Act
from reporting.trail import note


@transaction.atomic
def delegate(*, assignment: Assignment, user: User, objectives: list[int], by: Seat) -> list[int]:
    """Give a contributor exactly these objectives; gives their numbers. Text they proposed already stays.

    Raises Refused when the person is not a contributor of this country today.
    """
    require(rules.may(by, Act.DELEGATE, assignment))
    contributors = Membership.objects.active().filter(country=assignment.country, role=Role.CONTRIBUTOR, user=user)
    if not contributors.exists():
        raise Refused(_("Objectives are given to contributors of your country. Invite this person first."))
    wanted = sorted({n for n in objectives if 1 <= n <= 23})
    rows = Delegation.objects.filter(assignment=assignment, user=user)
    rows.exclude(objective_id__in=wanted).delete()
    present = set(rows.values_list("objective_id", flat=True))
    Delegation.objects.bulk_create(
        Delegation(assignment=assignment, user=user, objective_id=n) for n in wanted if n not in present
    )
    note("objectives_delegated", assignment=assignment, by=by, to=str(user), objectives=wanted)
    return wanted
