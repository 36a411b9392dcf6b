"""A Word file of a draft as a delegation sent it back."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Country
from accounts.seats import Seat
from declarations.enums import SentStatus
from declarations.models.declaration import Draft


class SentFileQuerySet(models.QuerySet["SentFile"]):
    def visible_to(self, seat: Seat) -> "SentFileQuerySet":
        """The delegation that sent it, and nobody else: what it proposes is seen once it is tabled."""
        if not seat.is_workspace:
            return self.none()
        return self.filter(country=seat.country, draft__in=Draft.objects.visible_to(seat))


class SentFile(models.Model):
    """`said` is what was read in it, `outcome` what came of it: the amendments that were drafted from it.

    Nobody changes or removes the file, whatever became of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="sent_files")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    file = models.FileField(upload_to="declarations/%Y/%m")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    said = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=SentStatus, default=SentStatus.READ)
    outcome = models.JSONField(default=list, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status_changed_at = models.DateTimeField(default=timezone.now)

    objects = SentFileQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.name
