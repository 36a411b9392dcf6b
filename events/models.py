"""Meetings of the Conference and around it, and the conclusions they reached, as the documents record them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.search import indexes, vector
from common.stamps import Stamped
from sources.models import Source


class Event(Stamped):
    """A meeting, workshop, forum, consultation or side event."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        WORKSHOP = "workshop", _("Workshop")
        FORUM = "forum", _("Forum")
        CONSULTATION = "consultation", _("Consultation")
        REVIEW = "review", _("Regional review")
        SIDE_EVENT = "side_event", _("Side event")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name_en = models.CharField(max_length=250)
    name_es = models.CharField(max_length=250, blank=True)
    es_unofficial = models.BooleanField(default=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    place_en = models.CharField(max_length=150, blank=True)
    place_es = models.CharField(max_length=150, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="events")
    cycle_code = models.SlugField(max_length=40, blank=True)
    search_en = vector("en", "place", title="name")
    search_es = vector("es", "place", title="name")

    class Meta(Stamped.Meta):
        ordering = ["starts", "code"]
        indexes = indexes("event")

    def __str__(self) -> str:
        return self.name_en


class Conclusion(Stamped):
    """A numbered item of a conclusions document, verbatim. Letters run on, third level in Roman numerals."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="conclusions")
    reference = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField()
    text_en = models.TextField()
    text_es = models.TextField(blank=True)
    es_unofficial = models.BooleanField(default=True)
    kinds = models.JSONField(default=list, blank=True)
    cycle_code = models.SlugField(max_length=40, blank=True, help_text=_("Cycle whose report quotes this item"))
    search_en = vector("en", "text")
    search_es = vector("es", "text")

    class Meta(Stamped.Meta):
        ordering = ["event", "order"]
        indexes = indexes("conclusion")
        constraints = [
            models.UniqueConstraint(fields=["event", "order"], name="conclusion_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text_en[:60]}"
