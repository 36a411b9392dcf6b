"""What became of conclusions: links from commitments and documents to items and events."""

from calendar import monthrange
from datetime import date

from django.db import models

from commitments.models import Commitment, Paper, PaperStep
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


class Decision(models.Model):
    """A step of a document for approval was taken by an item of the conclusions."""

    step = models.OneToOneField(PaperStep, models.CASCADE, related_name="decision")
    conclusion = models.ForeignKey(Conclusion, models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["step"]

    def __str__(self) -> str:
        return f"{self.step} ← {self.conclusion.reference}"


class PaperFor(models.Model):
    """A document is to be before members some months ahead of a meeting."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="meetings")
    event = models.ForeignKey(Event, models.CASCADE, related_name="papers")
    months = models.PositiveSmallIntegerField(default=1)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["paper", "event__starts"]
        constraints = [models.UniqueConstraint(fields=["paper", "event"], name="paper_for_a_meeting_once")]

    def __str__(self) -> str:
        return f"{self.paper}: {self.event}"

    @property
    def circulate_on(self) -> date | None:
        """The indicative day: as many months before the first day of the meeting; None while that has no date."""
        return months_before(self.event.starts, self.months) if self.event.starts else None


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
