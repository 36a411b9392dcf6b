"""The trail of acts: who did what, when, through which channel. Rows are only ever added."""

import pgtrigger
from django.db import models


class AuditEvent(models.Model):
    """One act. Actor and object are kept as values, so that the trail outlives both.

    Events of one `chain` (for example one assignment) are numbered and linked by SHA-256, each hash covering the
    one before it: a changed or removed row is found by `audit.chains.verify_chain`.
    """

    chain = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    country_code = models.CharField(max_length=3, blank=True)
    channel = models.CharField(max_length=20, default="portal")
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_one_number_per_chain"),
        ]
        indexes = [
            models.Index(fields=["country_code", "-at"], name="audit_by_country"),
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.action}"
