"""Who is told when something happens to a commitment. Never who did it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from accounts.clearance import next_step, signers_of
from accounts.enums import Role
from accounts.models import Membership
from accounts.seats import Seat
from commitments.enums import PledgeStatus
from commitments.models import Commitment
from notices.actions import tell


def moved(pledge: Commitment, *, by: Seat) -> None:
    """Clearers of the next step: a pledge waits for them. Focal points: it was cleared or returned."""
    if pledge.country is None:
        return
    key = f"pledge:{pledge.pk}:{pledge.version}:{pledge.pledge_status}"
    rows = Membership.objects.active().filter(country=pledge.country, role=Role.FOCAL_POINT).select_related("user")

    def say(people: Iterable[Membership], words: str, key: str = key) -> None:
        tell(
            [one for one in people if one.user_id != by.person.pk],
            key=key,
            text=lambda: gettext(words) % {"reference": pledge.reference, "why": pledge.remark},
            address=reverse("commitments:pledge", args=[pledge.code]),
        )

    if step := next_step(pledge.steps):
        people = signers_of(pledge.country, step)
        say(people, _("The pledge %(reference)s waits for clearance"), f"{key}:{step['order']}")
    elif pledge.pledge_status == PledgeStatus.CLEARED:
        say(rows, _("The pledge %(reference)s was cleared and can be published"))
    elif pledge.pledge_status == PledgeStatus.WRITING and pledge.remark:
        say(rows, _("The pledge %(reference)s was returned: %(why)s"))
