"""The signed address that stops reminders by mail without log-in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User

SALT = "notices.reminders"


def stop_address(user: User) -> str:
    """The address that stops reminders to one person."""
    token = signing.Signer(salt=SALT).sign(str(user.pk))
    with override(user.language):
        return f"{settings.SITE_URL}{reverse('notices:reminders-stop', args=[token])}"


def person_of(token: str) -> User | None:
    """The person whom a signed address names; None where the signature is not ours."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first()


def how_to_stop(address: str) -> str:
    """The last line of a reminder."""
    return _("To stop reminders by mail: %(address)s. They stay in the inbox of the portal.") % {"address": address}
