"""Choices of the notices room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """What became of a mail. A row is written first; the mail system gets it afterwards."""

    WAITING = "waiting", _("Waits for the mail system")
    SENT = "sent", _("Taken by the mail system")
    GATHERED = "gathered", _("Kept for the message of the day")
    TOLD = "told", _("Told in the message of the day")
    REFUSED = "refused", _("Refused by the mail system")
    BOUNCED = "bounced", _("Came back")
    GIVEN_UP = "given_up", _("Not taken for three days")
    WITHHELD = "withheld", _("Not sent: the address does not work")


DID_NOT_ARRIVE = (MailState.REFUSED, MailState.BOUNCED, MailState.GIVEN_UP, MailState.WITHHELD)
"""What somebody has to look into: the person has not got the mail and will not get it."""


class Way(models.TextChoices):
    """How mail reaches a person."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("In one message a day")
    OFF = "off", _("Not by mail")
    UNREACHABLE = "unreachable", _("The address does not work")
