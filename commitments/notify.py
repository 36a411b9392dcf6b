"""Who is told when something happens to a commitment."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership
from commitments.models import Commitment
from notices.actions import tell


def clearance_asked(pledge: Commitment) -> None:
    """To the clearers of the country: a pledge waits for them. Asked again, they are told again."""
    clearers = Membership.objects.active().filter(country=pledge.country, role=Role.CLEARER).select_related("user")
    tell(
        [membership.user for membership in clearers],
        key=f"pledge:{pledge.pk}:{pledge.version}",
        text=lambda: _("The pledge %(reference)s waits for clearance") % {"reference": pledge.reference},
        address=reverse("commitments:pledge", args=[pledge.code]),
    )
