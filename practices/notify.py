"""Who is told when something happens to a country's practice. Never who did it."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership
from accounts.seats import Seat
from common.i18n import pick
from notices.actions import tell
from practices.enums import Stage
from practices.models import PracticeVersion


def moved(version: PracticeVersion, to: Stage, *, by: Seat) -> None:
    """Clearers: it waits for them. Focal points: it was cleared or returned. The Secretariat: it was submitted."""
    practice = version.practice
    own = Membership.objects.active().filter(country=practice.country)
    page = reverse("practices:own", args=[practice.code])
    asked = int(version.asked_at.timestamp()) if version.asked_at else 0
    key = f"practice:{practice.pk}:{version.number}:{asked}:{to}"

    def say(people: object, key: str, text: Callable[[], str], address: str) -> None:
        rows = people.exclude(user=by.person).select_related("user")  # type: ignore[attr-defined]
        tell(rows, key=key, text=text, address=address)

    if to == Stage.ASKED:
        say(
            own.filter(role=Role.CLEARER), key,
            lambda: _("The practice “%(title)s” waits for clearance") % {"title": pick(practice, "title")}, page,
        )  # fmt: skip
    elif to == Stage.WRITING and version.remark:
            say(
            own.filter(role=Role.FOCAL_POINT), key,
            lambda: _("The practice “%(title)s” was returned: %(why)s") 
            % {"title": pick(practice, "title"), "why": version.remark}, page,
        )  # fmt: skip
    elif to == Stage.CLEARED:
        say(
            own.filter(role=Role.FOCAL_POINT), key,
            lambda: _("The practice “%(title)s” was cleared and can be published") % {"title": pick(practice, "title")}, page,
        )  # fmt: skip
        if practice.status == practice.Status.SUBMITTED:
            say(
                Membership.objects.active().filter(role=Role.SECRETARIAT), f"{key}:submitted",
                lambda: _("A practice was submitted: “%(title)s”") % {"title": pick(practice, "title")},
                reverse("portal:practice", args=[practice.code]),
            )  # fmt: skip
