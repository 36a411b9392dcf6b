"""Files that came back from outside the portal: the evidence of the channel, and what was read in them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from reporting.enums import Channel, FileStatus
from reporting.models.cycle import Assignment


class IncomingFile(models.Model):
    """A form or another document as it was sent. `said` is what was read in it, `outcome` what came of it.

    Nobody changes or removes the file; it stays with the country's contribution, whatever became of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="incoming")
    channel = models.CharField(max_length=10, choices=Channel)
    is_form = models.BooleanField(default=True, help_text="Made by this portal; else a document to be taken apart")
    file = models.FileField(upload_to="incoming/%Y/%m")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    said = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=FileStatus, default=FileStatus.READ)
    outcome = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name
