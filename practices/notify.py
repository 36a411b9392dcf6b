"""Who is told when something happens to a country's practice. Never who did it."""

from django.db.models import QuerySet
from django.dispatch import Signal
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from accounts.enums import Role
from accounts.models import Membership
from accounts.seats import Seat
from common.i18n import pick
from notices.actions import tell
from practices.enums import Stage
from practices.models import PracticeVersion

practice_published = Signal()
"""A version was published (`version`, `by`): for rooms above, which know what the practice answers."""


def moved(version: PracticeVersion, to: Stage, *, by: Seat) -> None:
    """Clearers: it waits for them. Focal points: it was cleared or returned. The Secretariat: it was submitted."""
    practice = version.practice
    own = Membership.objects.active().filter(country=practice.country)
    page = reverse("practices:own", args=[practice.code])
    asked = int(version.asked_at.timestamp()) if version.asked_at else 0
    key = f"practice:{practice.pk}:{version.number}:{asked}:{to}"

    def say(people: QuerySet[Membership], words: str, address: str = page, key: str = key) -> None:
        def text() -> str:
            return gettext(words) % {"title": pick(practice, "title"), "why": version.remark}

        tell(people.exclude(user=by.person).select_related("user"), key=key, text=text, address=address)

    if to == Stage.ASKED:
        say(own.filter(role=Role.CLEARER), _("The practice “%(title)s” waits for clearance"))
    elif to == Stage.WRITING and version.remark:
        say(own.filter(role=Role.FOCAL_POINT), _("The practice “%(title)s” was returned: %(why)s"))
    elif to == Stage.PUBLISHED:
        practice_published.send(PracticeVersion, version=version, by=by)
    elif to == Stage.CLEARED:
        say(own.filter(role=Role.FOCAL_POINT), _("The practice “%(title)s” was cleared and can be published"))
        if practice.status == practice.Status.SUBMITTED:
            say(
                Membership.objects.active().filter(role=Role.SECRETARIAT), _("A practice was submitted: “%(title)s”"),
                reverse("portal:practice", args=[practice.code]), f"{key}:submitted",
            )  # fmt: skip
