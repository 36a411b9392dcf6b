"""Mail of the accounts room, in the language of the person who gets it. The room of notices posts it: a row first."""

from django.conf import settings
from django.dispatch import Signal
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Invitation
from common.dates import say_moment

invitation_written = Signal()
"""A mail with the single-use link is to leave: `invitation`, `subject`, `body`."""
invitation_settled = Signal()
"""The link of an `invitation` was used or withdrawn: no mail with it is needed any more."""


def write_invitation(invitation: Invitation, token: str) -> None:
    """Write the single-use link. It is made from SITE_URL, never from a request's Host header."""
    with override(invitation.language):
        address = reverse("accounts:invitation-accept", args=[token])
        context = {
            "invitation": invitation,
            "place": invitation.place_name(),
            "link": f"{settings.SITE_URL}{address}",
            "expires": say_moment(invitation.expires_at),
        }
        words = render_to_string("emails/invitation.txt", context)
        subject = _("Invitation to the Global Compact reporting portal")
        invitation_written.send(Invitation, invitation=invitation, subject=subject, body=words)
