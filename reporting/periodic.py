"""What the reporting room does from time to time."""

from datetime import timedelta

from django.utils import timezone

from common.clock import Periodic
from reporting.actions.reminders import send_reminders
from reporting.enums import ResponseStatus
from reporting.models import Response

KEPT = timedelta(days=180)
"""How long after a call is closed the addresses of its respondents are kept."""
UNCONFIRMED = timedelta(days=14)


def forget_respondents() -> int:
    """Erase the addresses of closed calls, and whoever never confirmed one; gives how many rows."""
    now = timezone.now()
    never = Response.objects.filter(status=ResponseStatus.UNCONFIRMED, created_at__lt=now - UNCONFIRMED)
    gone, _rows = never.delete()
    past = Response.objects.exclude(email="").filter(call__closed_at__lt=now - KEPT)
    return gone + past.update(email="")


JOBS = (
    Periodic("reminders of indicative dates", 60, send_reminders),
    Periodic("addresses of respondents", 3600, forget_respondents),
)
