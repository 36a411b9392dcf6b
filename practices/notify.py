"""Who is told when something happens to a country's practice. Never who did it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from accounts.clearance import next_step, signers_of
from accounts.enums import Role
from accounts.models import Membership
from accounts.seats import Seat
from common.i18n import pick
from notices.actions import tell
from practices.enums import Stage
from practices.models import PracticeVersion


def moved(version: PracticeVersion, *, by: Seat) -> None:
    """Clearers of the next step: it waits for them. Focal points: it was cleared or returned. The Secretariat: it was
    submitted, and once that it was published.
    """
    practice, to = version.practice, version.stage
    active = Membership.objects.active().select_related("user")
    focal_points = active.filter(country=practice.country, role=Role.FOCAL_POINT)
    desk = active.filter(role=Role.SECRETARIAT)
    page, public = (reverse(name, args=[practice.code]) for name in ("practices:own", "portal:practice"))
    asked = int(version.asked_at.timestamp()) if version.asked_at else 0
    key = f"practice:{practice.pk}:{version.number}:{asked}:{to}"

    def say(people: Iterable[Membership], words: str, address: str = page, key: str = key) -> None:
        def text() -> str:
            return gettext(words) % {"title": pick(practice, "title"), "why": version.remark}

        tell([one for one in people if one.user_id != by.person.pk], key=key, text=text, address=address)

    if to == Stage.ASKED and practice.country and (step := next_step(version.steps)):
        people = signers_of(practice.country, step)
        say(people, _("The practice “%(title)s” waits for clearance"), key=f"{key}:{step['order']}")
    elif to == Stage.WRITING and version.remark:
        say(focal_points, _("The practice “%(title)s” was returned: %(why)s"))
    elif to == Stage.PUBLISHED:
        say(desk, _("A practice was published: “%(title)s”"), public, f"practice:{practice.pk}:published")
    elif to == Stage.CLEARED:
        say(focal_points, _("The practice “%(title)s” was cleared and can be published"))
        if practice.status == practice.Status.SUBMITTED:
            say(desk, _("A practice was submitted: “%(title)s”"), public, f"{key}:submitted")
