"""The hand-over from one presidency to the next: a frozen report, and what is carried over."""

from django.db import models
from django.utils import timezone

from accounts.models import PresidencyTerm
from commitments.models.commitment import Commitment
from publications.models import Document


class HandOver(models.Model):
    """The report of one term; its editions are frozen, the newest one counts."""

    term = models.OneToOneField(PresidencyTerm, models.PROTECT, related_name="hand_over")
    document = models.OneToOneField(Document, models.PROTECT, related_name="hand_over")
    frozen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["term"]

    def __str__(self) -> str:
        return f"{self.term}"


class Carried(models.Model):
    """A commitment was open at the hand-over and passed to the next presidency."""

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="carried")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="carried")

    class Meta:
        ordering = ["hand_over", "commitment"]
        constraints = [models.UniqueConstraint(fields=["hand_over", "commitment"], name="carried_once")]

    def __str__(self) -> str:
        return f"{self.hand_over} → {self.commitment}"
