"""Private addresses of calendars: who holds one reads what the seat it was made in may read."""

import hashlib

from django.db import models
from django.utils import timezone

from accounts.models import Membership


class CalendarKey(models.Model):
    """A private calendar address of a person in one seat; only the hash of its token is stored, one in force a seat."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="calendar_keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(revoked_at=None), name="one_private_calendar_of_a_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}, {self.made_at:%Y-%m-%d}"

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()
