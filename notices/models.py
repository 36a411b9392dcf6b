"""The inbox of a person, the ledger of mail that left the portal, and how a person wants to have it."""

import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Language
from accounts.models import Membership
from accounts.seats import Seat
from common.dates import secretariat_zone
from common.zones import ZONES, label
from notices.enums import MailState

DIGEST_HOUR = 8
"""The hour of the reader's own day at which the message of the day leaves."""


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, seat: Seat) -> "NoticeQuerySet":
        """The person's own, of the capacity in which they act now; what is for the person alone in every one."""
        return self.filter(Q(membership=None) | Q(membership=seat.membership), user=seat.user)


INVITATION = "invitation:"
"""What the keys of mail begin with whose link opens an account."""
RESPONSE_LINK = "response-link:"
"""What the keys of mail begin with whose link opens the answers of a respondent."""
KEYS = (INVITATION, RESPONSE_LINK)


class Notice(models.Model):
    """One line in a person's inbox. `key` makes it idempotent: one event, one notice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="notices", help_text="capacity it is for"
    )
    key = models.CharField(max_length=150)
    text_en = models.TextField()
    text_es = models.TextField()
    address = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_notice_per_event")]
        indexes = [models.Index(fields=["user", "read_at"], name="unread_notices")]

    def __str__(self) -> str:
        return self.text_en


class Mail(models.Model):
    """A message to one person. `due_at` is when it is to be handed over next; whoever does it moves that first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="mails")
    key = models.CharField(max_length=150, unique=True)
    to = models.EmailField()
    language = models.CharField(max_length=2, choices=Language)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    unsubscribe = models.CharField(max_length=500, blank=True, help_text="address that stops mail like this one")
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, help_text="what the mail system said")
    digest = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="gathered", help_text="message of the day"
    )

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_that_is_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_tried_again(self) -> bool:
        """The mail system did not take it, and it is handed over again later."""
        return self.state == MailState.WAITING and bool(self.problem)

    @property
    def is_a_key(self) -> bool:
        """It holds a link that opens something: its words are kept no longer than it takes to hand them over."""
        return self.key.startswith(KEYS)


class Preference(models.Model):
    """How a person wants to have mail. Without a row: at once, with reminders, in San José time."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_preference"
    )
    daily = models.BooleanField(default=False)
    reminders = models.BooleanField(default=True)
    zone = models.CharField(max_length=40, blank=True, choices=[(name, label(name)) for name in ZONES])

    def __str__(self) -> str:
        return f"{self.user_id}"

    @property
    def clock(self) -> ZoneInfo:
        """The time zone in which this person reads hours."""
        return ZoneInfo(self.zone) if self.zone else secretariat_zone()

    def next_digest(self, now: datetime) -> datetime:
        """When the next message of the day leaves."""
        local = now.astimezone(self.clock)
        at = datetime.combine(local.date(), time(DIGEST_HOUR), self.clock)
        return at if at > now else datetime.combine(local.date() + timedelta(days=1), time(DIGEST_HOUR), self.clock)


class BouncedAddress(models.Model):
    """An address of which a mail system said that there is no such mailbox. Nothing is sent to it until it is freed."""

    email = models.EmailField(unique=True)
    since = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-since"]

    def __str__(self) -> str:
        return self.email
