"""Invitations to an account leave as all other mail: a row first, then sent, withheld, tried again; some come back.

The link opens an account: the row holds it until the mail system took it or refused it for good, and no longer. The row
itself goes once the link was used or withdrawn.
"""

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from accounts.emails import invitation_settled, invitation_written
from accounts.models import Invitation
from notices.actions import forget_mail, mail_address_once
from notices.models import INVITATION, Mail


@receiver(invitation_written)
def post_invitation(invitation: Invitation, subject: str, body: str, **_signal: Any) -> None:
    """Write the mail with its link in the transaction of the invitation; one with the link before it goes."""
    Mail.objects.filter(key__startswith=_of(invitation)).delete()
    mail_address_once(
        address=invitation.email, language=invitation.language, key=_key(invitation), subject=subject, body=body
    )


@receiver(invitation_settled)
def forget_invitation(invitation: Invitation, **_signal: Any) -> None:
    """Erase the mail: its link is good for nothing any more."""
    forget_mail([_of(invitation)])


def with_mail(invitations: Iterable[Invitation]) -> list[tuple[Invitation, Mail | None]]:
    """Each invitation with the mail that took it. One query."""
    keys = {_key(one): one for one in invitations}
    mails = {mail.key: mail for mail in Mail.objects.filter(key__in=keys)}
    return [(one, mails.get(key)) for key, one in keys.items()]


def _of(invitation: Invitation) -> str:
    return f"{INVITATION}{invitation.pk}:"


def _key(invitation: Invitation) -> str:
    """A link that is sent again is another mail."""
    return f"{_of(invitation)}{invitation.token_hash[:16]}"
