"""Who is told when something happens to a commitment. Never who did it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from accounts.actions.chain import chain_was_set
from accounts.clearance import is_lost, lost_steps, next_step, say_lost, signers_of
from accounts.enums import Role
from accounts.models import Country, Membership
from accounts.seats import Seat
from commitments.enums import PledgeStatus
from commitments.models import Commitment
from common.dates import today
from notices.actions import tell


def moved(pledge: Commitment, *, by: Seat) -> None:
    """Clearers of the next step: a pledge waits for them. Focal points: it was cleared or returned, or the chain no
    longer holds the step it waits for.
    """
    if pledge.country is None:
        return
    key = f"pledge:{pledge.pk}:{pledge.version}:{pledge.pledge_status}"
    rows = Membership.objects.active().filter(country=pledge.country, role=Role.FOCAL_POINT).select_related("user")

    def say(people: Iterable[Membership], words: str, key: str = key, more: Callable[[], str] = str) -> None:
        tell(
            [one for one in people if one.user_id != by.person.pk],
            key=key,
            text=lambda: gettext(words) % {"reference": pledge.reference, "why": pledge.remark},
            address=reverse("commitments:pledge", args=[pledge.code]),
            more=more,
        )

    if step := next_step(pledge.steps):
        key = f"{key}:{step['order']}"
        if is_lost(pledge.country, step):
            words = _("The pledge %(reference)s waits for a step of clearance that is no longer there")
            say(rows, words, f"{key}:lost:{today()}", lambda: say_lost(step))
        else:
            say(signers_of(pledge.country, step), _("The pledge %(reference)s waits for clearance"), key)
    elif pledge.pledge_status == PledgeStatus.CLEARED:
        say(rows, _("The pledge %(reference)s was cleared and can be published"))
    elif pledge.pledge_status == PledgeStatus.WRITING and pledge.remark:
        say(rows, _("The pledge %(reference)s was returned: %(why)s"))


@receiver(chain_was_set)
def chain_changed(country: Country, by: Seat, **_signal: Any) -> int:
    """What waits for a signature may wait for others now, or for nobody; gives how many of these."""
    pledges = list(Commitment.objects.filter(country=country, pledge_status=PledgeStatus.ASKED))
    for pledge in pledges:
        moved(pledge, by=by)
    return lost_steps(country, (next_step(pledge.steps) for pledge in pledges))
