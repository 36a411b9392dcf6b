"""Clearance of a report: rounds through the chain that each country sets, and their signatures."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone

from reporting.enums import RoundStatus
from reporting.models.answer import Attachment
from reporting.models.cycle import Assignment


class ClearanceRound(models.Model):
    """A subset of the working copy, frozen by hash, on its way through the chain."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="rounds")
    objectives = models.JSONField(default=list, help_text="Numbers of the objectives included")
    includes_whole = models.BooleanField(default=True, help_text="The sections on the whole report are included")
    what_changed = models.TextField(blank=True)
    warnings = models.JSONField(default=list, help_text="[{key, message, reason}] as they were when asked")
    content_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=RoundStatus, default=RoundStatus.OPEN)
    steps = models.JSONField(default=list, help_text="[{order, name_en, name_es}] as they were when asked")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=models.Q(status__in=(RoundStatus.OPEN, RoundStatus.CLEARED)),
                name="one_live_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} {self.status}"


@pghistory.track()
class Reason(models.Model):
    """Why the country goes on all the same after a warning: given once, offered again with the next round."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reasons")
    key = models.CharField(max_length=100, help_text="of the finding that it answers")
    text = models.CharField(max_length=300)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["assignment", "key"], name="one_reason_per_warning")]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"


class Signature(models.Model):
    """A clearer's act on one step of a round."""

    round = models.ForeignKey(ClearanceRound, models.CASCADE, related_name="signatures")
    step = models.PositiveSmallIntegerField()
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200, blank=True)
    cleared = models.BooleanField()
    note = models.TextField(blank=True)
    document = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+", help_text="Signed or stamped on paper"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["round", "step"], name="one_signature_per_step")]

    def __str__(self) -> str:
        return f"{self.round} step {self.step}"
