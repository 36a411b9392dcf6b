"""What the reporting room does from time to time."""

from datetime import timedelta

from django.utils import timezone

from common.clock import Periodic
from notices.actions import forget_mail
from reporting.actions.reminders import send_reminders
from reporting.emails import mail_key
from reporting.enums import ResponseStatus
from reporting.models import Response

KEPT = timedelta(days=180)
"""How long after a call is closed the addresses of its respondents are kept, and their links lead anywhere."""
UNCONFIRMED = timedelta(days=14)


def forget_respondents() -> int:
    """Erase the addresses of closed calls, and whoever never confirmed one; gives how many rows.

    The mail to them goes with it; a link ends with its address.
    """
    now = timezone.now()
    never = Response.objects.filter(status=ResponseStatus.UNCONFIRMED, created_at__lt=now - UNCONFIRMED)
    past = Response.objects.exclude(email="").filter(call__closed_at__lt=now - KEPT)
    forget_mail(mail_key(response) for response in [*never, *past])
    gone, _rows = never.delete()
    return gone + past.update(email="")


JOBS = (
    Periodic("reminders of indicative dates", 60, send_reminders),
    Periodic("addresses of respondents", 3600, forget_respondents),
)
