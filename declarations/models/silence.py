"""The silence procedure: a draft that stands unless a member speaks before an instant.

What is kept is what somebody did: the presidency invoked, extended or cancelled it, a delegation broke it, it ended.
Of those that said nothing there is no row. What they wrote says in which language it is: it is translated by nobody.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Country
from declarations.enums import SilenceStatus
from declarations.models.declaration import Draft
from declarations.models.paragraph import Paragraph
from publications.models import Edition


class Silence(models.Model):
    """One procedure on one draft. `text` is the edition of the words under silence, `outcome` the proof of its end.

    `status_changed_at` is the moment of its end; without `closed_by` the clock ended it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="silences")
    until = models.DateTimeField(_("Deadline"))
    remark = models.TextField(_("Why the Presidency invokes it"), blank=True)
    remark_language = models.CharField(max_length=2, choices=Language, default=Language.SPANISH)
    status = models.CharField(max_length=10, choices=SilenceStatus, default=SilenceStatus.RUNNING)
    status_changed_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(_("Reason"), blank=True)
    reason_language = models.CharField(max_length=2, choices=Language, default=Language.SPANISH)
    text = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    outcome = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["draft", "-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft"], condition=Q(status=SilenceStatus.RUNNING), name="one_silence_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft}: {self.status}"

    @property
    def is_running(self) -> bool:
        return self.status == SilenceStatus.RUNNING

    @property
    def is_due(self) -> bool:
        """The deadline has passed, whether the clock has come round or not."""
        return self.is_running and timezone.now() >= self.until


class SilenceExtension(models.Model):
    """The presidency set a later deadline, and why."""

    silence = models.ForeignKey(Silence, models.CASCADE, related_name="extensions")
    was = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField(_("Reason"))
    language = models.CharField(max_length=2, choices=Language, default=Language.SPANISH)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["silence", "at"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=models.F("was")), name="a_silence_is_extended_forward")
        ]

    def __str__(self) -> str:
        return f"{self.silence}: {self.until}"


class SilenceBreak(models.Model):
    """The delegation that broke the silence: at once and for all, on the paragraphs that it names."""

    silence = models.OneToOneField(Silence, models.CASCADE, related_name="broken")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    paragraphs = models.ManyToManyField(Paragraph, related_name="+")
    reason = models.TextField(_("Reason"))
    language = models.CharField(max_length=2, choices=Language, default=Language.SPANISH)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["silence"]

    def __str__(self) -> str:
        return f"{self.silence}: {self.country}"
