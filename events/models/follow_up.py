"""What became of conclusions: links from commitments to the items they come from and the events that answer them."""

from django.db import models

from commitments.models import Commitment
from events.models.conclusion import Conclusion
from events.models.record import Event


class Origin(models.Model):
    """A commitment was made from an item. Two items that share one activity are two origins of one commitment."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="origins")
    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="origins")

    class Meta:
        ordering = ["commitment", "conclusion__order"]
        constraints = [models.UniqueConstraint(fields=["commitment", "conclusion"], name="origin_once")]

    def __str__(self) -> str:
        return f"{self.commitment} ← {self.conclusion.reference}"


class Fulfilment(models.Model):
    """An event carries a commitment out. An unconfirmed one is an editor's inference and says so."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="fulfilments")
    event = models.ForeignKey(Event, models.CASCADE, related_name="fulfilments")
    note_en = models.CharField(max_length=300, blank=True)
    note_es = models.CharField(max_length=300, blank=True)
    confirmed = models.BooleanField(default=True)

    class Meta:
        ordering = ["commitment", "event__starts"]
        constraints = [models.UniqueConstraint(fields=["commitment", "event"], name="fulfilment_once")]

    def __str__(self) -> str:
        return f"{self.event} → {self.commitment}"
