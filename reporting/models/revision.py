"""What a country submitted, frozen; and what of it the country lets others read."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.stamps import stamp
from publications.readers import readable_audiences
from reporting.enums import PUBLISHED_CHOICES, Channel, RevisionStatus
from reporting.models.cycle import Assignment, never_rehearsed


class RevisionQuerySet(models.QuerySet["Revision"]):
    def visible_to(self, seat: Seat) -> "RevisionQuerySet":
        """As submitted: for the country itself, and for the desk unless the country took it back."""
        if seat.is_workspace:
            return self.filter(assignment__country=seat.country)
        if seat.is_desk:
            return self.filter(status__in=(RevisionStatus.SUBMITTED, RevisionStatus.ACKNOWLEDGED))
        return self.none()

    def current(self) -> "RevisionQuerySet":
        """The latest submitted and neither recalled nor withdrawn, one per assignment."""
        return self.filter(is_current=True)


class Revision(models.Model):
    """An immutable, numbered submission. Its hash covers the one before it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField(help_text="Shape in reporting.snapshots")
    objectives = ArrayField(models.PositiveSmallIntegerField(), default=list)
    hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    what_changed = models.TextField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PORTAL)
    typed_by = models.JSONField(default=list, help_text="Labels of those who typed")
    clearance = models.JSONField(default=list, help_text="[{step, name_en, name_es, signer, office, at}]")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_by_label = models.CharField(max_length=200)
    submitted_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=15, choices=RevisionStatus, default=RevisionStatus.SUBMITTED)
    status_changed_at = models.DateTimeField(default=timezone.now)
    status_note = models.TextField(blank=True)
    is_current = models.BooleanField(default=True)
    compiled_at = models.DateTimeField(null=True, blank=True, help_text="First frozen into an edition")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["assignment", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["assignment"], condition=Q(is_current=True), name="one_current_revision"),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(status__in=(RevisionStatus.SUBMITTED, RevisionStatus.ACKNOWLEDGED)),
                name="current_is_in_force",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="frozen",
                fields=[
                    "assignment",
                    "number",
                    "snapshot",
                    "objectives",
                    "hash",
                    "previous_hash",
                    "submitted_at",
                ],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} revision {self.number}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def in_force(self) -> "PublicationQuerySet":
        """What may be read now: not ended, embargo passed."""
        return self.filter(ended_at=None, embargo_until__lte=timezone.now())

    def visible_to(self, seat: Seat) -> "PublicationQuerySet":
        """Publications in force whose audience includes the seat."""
        return self.in_force().filter(audience__in=readable_audiences(seat))

    def traces_for(self, seat: Seat) -> "PublicationQuerySet":
        """Ended ones that the seat could once read."""
        return self.filter(
            ended_at__isnull=False, embargo_until__lte=F("ended_at"), audience__in=readable_audiences(seat)
        )


class Publication(models.Model):
    """The country's pointer from an assignment to the revision that others may read, and who they are.

    It never moves by itself. Ended rows stay as dated traces: replaced by another, or withdrawn.
    """

    class Ending(models.TextChoices):
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Withdrawn by the country")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="publications")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="publications")
    audience = models.CharField(max_length=10, choices=PUBLISHED_CHOICES)
    embargo_until = models.DateTimeField(default=timezone.now)
    narrowed = models.JSONField(default=dict, help_text="{answer id: narrower audience}")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    note_en = models.TextField(blank=True)
    note_es = models.TextField(blank=True)
    updated_at = models.DateTimeField(db_default=Now(), editable=False, db_index=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(fields=["assignment"], condition=Q(ended_at=None), name="one_publication_in_force"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("published_at")),
                name="publication_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["embargo_until"], name="publication_embargo")]
        # A publication is news to its readers when its embargo passes.
        triggers = [
            stamp("GREATEST(clock_timestamp(), NEW.embargo_until)"),
            never_rehearsed(
                "never_rehearsed",
                "SELECT k.cycle_id FROM reporting_call k JOIN reporting_assignment a ON a.call_id = k.id "
                "WHERE a.id = NEW.assignment_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision} for {self.audience}"

    @property
    def is_held(self) -> bool:
        """Does nobody read it yet, because its embargo has not passed?"""
        return self.embargo_until > timezone.now()
