"""Who is told when something happens to a country's practice. Never who did it."""

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
from common.dates import today
from common.i18n import pick
from notices.actions import tell
from practices.enums import Stage
from practices.models import PracticeVersion


def moved(version: PracticeVersion, *, by: Seat) -> None:
    """Clearers of the next step: it waits for them. Focal points: it was cleared or returned, or the chain no longer
    holds the step it waits for. The Secretariat: it was submitted, and once that it was published.
    """
    practice, to = version.practice, version.stage
    active = Membership.objects.active().select_related("user")
    focal_points = active.filter(country=practice.country, role=Role.FOCAL_POINT)
    desk = active.filter(role=Role.SECRETARIAT)
    page, public = (reverse(name, args=[practice.code]) for name in ("practices:own", "portal:practice"))
    asked = int(version.asked_at.timestamp()) if version.asked_at else 0
    key = f"practice:{practice.pk}:{version.number}:{asked}:{to}"

    def say(
        people: Iterable[Membership], words: str, address: str = page, key: str = key, more: Callable[[], str] = str
    ) -> None:
        def text() -> str:
            return gettext(words) % {"title": pick(practice, "title"), "why": version.remark}

        tell([one for one in people if one.user_id != by.person.pk], key=key, text=text, address=address, more=more)

    if to == Stage.ASKED and practice.country and (step := next_step(version.steps)):
        key = f"{key}:{step['order']}"
        if is_lost(practice.country, step):
            words = _("The practice “%(title)s” waits for a step of clearance that is no longer there")
            say(focal_points, words, key=f"{key}:lost:{today()}", more=lambda: say_lost(step))
        else:
            say(signers_of(practice.country, step), _("The practice “%(title)s” waits for clearance"), key=key)
    elif to == Stage.WRITING and version.remark:
        say(focal_points, _("The practice “%(title)s” was returned: %(why)s"))
    elif to == Stage.PUBLISHED:
        say(desk, _("A practice was published: “%(title)s”"), public, f"practice:{practice.pk}:published")
    elif to == Stage.CLEARED:
        say(focal_points, _("The practice “%(title)s” was cleared and can be published"))
        if practice.status == practice.Status.SUBMITTED:
            say(desk, _("A practice was submitted: “%(title)s”"), public, f"{key}:submitted")


@receiver(chain_was_set)
def chain_changed(country: Country, by: Seat, **_signal: Any) -> int:
    """What waits for a signature may wait for others now, or for nobody; gives how many of these."""
    waiting = PracticeVersion.objects.filter(practice__country=country, stage=Stage.ASKED)
    versions = list(waiting.select_related("practice__country"))
    for version in versions:
        moved(version, by=by)
    return lost_steps(country, (next_step(version.steps) for version in versions))
