"""Mail of the accounts room, in the language of the person who gets it."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Invitation
from common.automatic import AUTOMATIC
from common.dates import say_moment


def send_invitation(invitation: Invitation, token: str) -> None:
    """Send the single-use link. The link is made from SITE_URL, never from a request's Host header."""
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
        EmailMessage(subject, words, to=[invitation.email], headers=AUTOMATIC).send()
