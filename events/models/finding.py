"""What a session found: rows under its guiding questions, and the report that its rapporteurs hand over."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Membership
from accounts.seats import Seat
from events.enums import FindingKind, SessionReportStatus
from events.models.agenda import AgendaItem
from events.models.note import Notetaker
from events.models.record import Event
from events.models.session import Session, SessionQuestion


class Rapporteur(models.Model):
    """A person, in one seat, whom the desk named to report on a session."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="rapporteurs")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="reports_on")

    class Meta:
        ordering = ["session", "membership__user__name"]
        constraints = [models.UniqueConstraint(fields=["session", "membership"], name="rapporteur_once")]

    def __str__(self) -> str:
        return f"{self.session}: {self.membership}"


class SessionReportQuerySet(models.QuerySet["SessionReport"]):
    def visible_to(self, seat: Seat) -> "SessionReportQuerySet":
        """The desk reads all; rapporteurs and notetakers those they write; members what is part of the record."""
        if seat.is_desk:
            return self
        if seat.membership is None:
            return self.none()
        own = Rapporteur.objects.filter(membership=seat.membership).values("session")
        noted = Notetaker.objects.filter(membership=seat.membership).values("event")
        read = Q(session__in=own) | Q(session__event__in=noted)
        if seat.is_member:
            events = Event.objects.visible_to(seat)
            read |= Q(status=SessionReportStatus.ACCEPTED, session__event__in=events)
        return self.filter(read)


class SessionReport(models.Model):
    """What the session's findings and report have come to; who reads it reads the findings too.

    `why` is what the desk said when it gave the report back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.OneToOneField(Session, models.PROTECT, related_name="report")
    status = models.CharField(max_length=12, choices=SessionReportStatus, default=SessionReportStatus.DRAFT)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=500, blank=True)

    objects = SessionReportQuerySet.as_manager()

    class Meta:
        ordering = ["session__event", "session__order"]

    def __str__(self) -> str:
        return f"{self.session}, {self.status}"

    def get_absolute_url(self) -> str:
        return reverse("events:findings-session", args=[self.pk])

    @property
    def is_accepted(self) -> bool:
        return self.status == SessionReportStatus.ACCEPTED


class SessionReportText(models.Model):
    """The report in one language; both are there from the start, and each is saved under its own version."""

    report = models.ForeignKey(SessionReport, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2, choices=Language)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["report_id", "language"]
        constraints = [models.UniqueConstraint(fields=["report", "language"], name="session_report_text_once")]

    def __str__(self) -> str:
        return f"{self.report}, {self.language}"


class Finding(models.Model):
    """A row under a guiding question, in the language in which it was written, saved alone under its version.

    `said_by` is whom it comes from as the rapporteur words it ("Group 2"); nobody has to be named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(SessionQuestion, models.PROTECT, related_name="findings")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("Kind"), max_length=8, choices=FindingKind, default=FindingKind.FINDING)
    text = models.TextField(blank=True)
    said_by = models.CharField(_("From"), max_length=250, blank=True)
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="findings",
        help_text="the item of the agenda in whose discussion it was said",
    )  # fmt: skip
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.ENGLISH)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "order"], name="finding_order_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
