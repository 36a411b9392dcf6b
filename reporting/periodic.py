"""What the reporting room does from time to time."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from common.clock import Periodic
from notices.actions import forget_mail
from reporting.actions.reminders import send_reminders
from reporting.emails import mail_key
from reporting.enums import CallStatus, ResponseStatus, TemplateAudience
from reporting.models import Call, Response
from reporting.notify import request_reminded
from reporting.queries.reminders import day_of
from reporting.queries.respondents import members_asked

KEPT = timedelta(days=180)
"""How long after a call is closed the addresses of its respondents are kept, and their links lead anywhere."""
UNCONFIRMED = timedelta(days=14)
REMIND = timedelta(days=7)


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


def remind_of_requests() -> int:
    """A week before its indicative date, tell members that have not answered what a working group asks; gives how many
    persons.

    Nothing is said of a request that was opened within that week.
    """
    now, count = timezone.now(), 0
    calls = Call.objects.questionnaires().filter(
        status=CallStatus.OPEN, template_version__template__audience=TemplateAudience.REQUEST,
        cycle__is_rehearsal=False, due_at__gte=now, due_at__lte=now + REMIND, opened_at__lt=F("due_at") - REMIND,
    )  # fmt: skip
    for call in calls:
        waiting = [country for country, response in members_asked(call) if response is None]
        count += len(request_reminded(call, waiting, occasion=day_of(call)))
    return count


JOBS = (
    Periodic("reminders of indicative dates", 60, send_reminders),
    Periodic("requests not answered yet", 3600, remind_of_requests),
    Periodic("addresses of respondents", 3600, forget_respondents),
)
