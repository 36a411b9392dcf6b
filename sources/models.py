"""What is on the record: sources, figures, dated claims, recorded interventions.

Two rows that disagree are two sourced claims: nothing here is chosen silently.
"""

import uuid
from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.seats import Seat
from common.dates import today
from common.search import indexes, vector
from common.stamps import Stamped
from objectives.models import Objective, Principle


class Source(Stamped):
    """A document or page that something was taken from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    title_en = models.CharField(max_length=300)
    title_es = models.CharField(max_length=300, blank=True)
    es_unofficial = models.BooleanField(default=True)
    symbol = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    address = models.URLField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    search_en = vector("en", "symbol!", title="title")
    search_es = vector("es", "symbol!", title="title")

    class Meta(Stamped.Meta):
        ordering = ["code"]
        indexes = indexes("source")

    def __str__(self) -> str:
        return self.title_en


class Figure(Stamped):
    """A number on record, with unit, year, place and source. None without a source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    statement_en = models.TextField()
    statement_es = models.TextField(blank=True)
    es_unofficial = models.BooleanField(default=True)
    value = models.CharField(max_length=60)
    unit_en = models.CharField(max_length=80, blank=True)
    unit_es = models.CharField(max_length=80, blank=True)
    year = models.CharField(max_length=20, blank=True)
    place_en = models.CharField(max_length=120, blank=True)
    place_es = models.CharField(max_length=120, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="figures")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="figures")
    cycle_code = models.SlugField(max_length=40, blank=True, help_text=_("Cycle whose report quotes it"))
    order = models.PositiveSmallIntegerField(default=0)
    search_en = vector("en", "place", "unit", title="statement")
    search_es = vector("es", "place", "unit", title="statement")

    class Meta(Stamped.Meta):
        ordering = ["order", "code"]
        indexes = indexes("figure_record")

    def __str__(self) -> str:
        return f"{self.value} ({self.year})"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, seat: Seat) -> "ClaimQuerySet":
        """Claims are read within the Conference: by its members and the desk."""
        return self if seat.is_member or seat.is_desk else self.none()

    def in_force(self, on: date | None = None) -> "ClaimQuerySet":
        """Claims that stand on a day (today by default); the last day is still one of them."""
        return self.filter(Q(ends=None) | Q(ends__gte=on or today()))


@pghistory.track()
class Claim(models.Model):
    """What a source says about a country or a fact. Claims that disagree stand side by side.

    A claim is never deleted: it is corrected, which keeps every earlier wording, or ended on a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    country = models.ForeignKey(Country, models.CASCADE, null=True, blank=True, related_name="claims")
    topic_en = models.CharField(max_length=200)
    topic_es = models.CharField(max_length=200, blank=True)
    statement_en = models.TextField()
    statement_es = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)
    source = models.TextField()
    group = models.SlugField(max_length=80, blank=True, help_text=_("Claims of one group disagree"))
    ends = models.DateField(null=True, blank=True, help_text=_("Last day on which it stands"))
    remark = models.CharField(max_length=300, blank=True, help_text=_("Why it was last corrected or ended"))
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["topic_en", "date", "id"]

    def __str__(self) -> str:
        return f"{self.topic_en}: {self.statement_en}"

    def get_absolute_url(self) -> str:
        return reverse("sources:claim", args=[self.pk])

    @property
    def stands(self) -> bool:
        """Does it stand today?"""
        return self.ends is None or self.ends >= today()


class Statement(Stamped):
    """Words on record: an intervention, highlight or request as a document recorded it.

    It is the record of others, not a contribution of the State: `recorded_as_*` says how it came to be recorded
    ("as recorded by the notetakers, not cleared by the State").
    """

    class Kind(models.TextChoices):
        INTERVENTION = "intervention", _("Intervention from the floor")
        HIGHLIGHT = "highlight", _("Highlight")
        CONTEXT = "context", _("Regional context")
        PRIORITIZATION = "prioritization", _("Regional prioritization")
        REQUEST = "request", _("Request")
        CLOSING = "closing", _("Closing statement")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    order = models.PositiveSmallIntegerField(default=0)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="statements")
    attributed_to_en = models.CharField(max_length=200, blank=True)
    attributed_to_es = models.CharField(max_length=200, blank=True)
    text_en = models.TextField()
    text_es = models.TextField(blank=True)
    original_language = models.CharField(max_length=2, default="en")
    translation_unofficial = models.BooleanField(default=True)
    occasion_en = models.CharField(max_length=250)
    occasion_es = models.CharField(max_length=250)
    date = models.DateField(null=True, blank=True)
    recorded_as_en = models.CharField(max_length=250, blank=True)
    recorded_as_es = models.CharField(max_length=250, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="statements")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="statements")
    principles = models.ManyToManyField(Principle, blank=True, related_name="statements")
    cycle_code = models.SlugField(max_length=40, blank=True)
    search_en = vector("en", "text", "occasion", "attributed_to")
    search_es = vector("es", "text", "occasion", "attributed_to")

    class Meta(Stamped.Meta):
        ordering = ["order", "code"]
        indexes = indexes("statement")

    def __str__(self) -> str:
        return f"{self.country or self.attributed_to_en}: {self.text_en[:60]}"


class LoadedRow(models.Model):
    """What the loader of reference data last wrote to a row, so that it never overwrites what an editor changed."""

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    values = models.JSONField()

    class Meta:
        ordering = ["model", "key"]
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="loaded_row_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
