"""The register of good practices."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import Stamped
from objectives.models import Objective, Principle
from sources.models import Source


class PracticeQuerySet(models.QuerySet["Practice"]):
    def visible_to(self, seat: Seat) -> "PracticeQuerySet":
        """Published practices for all; a country's own drafts for its people."""
        shown = models.Q(status__in=(Practice.Status.PUBLISHED, Practice.Status.TO_BE_PUBLISHED))
        if seat.is_workspace:
            shown |= models.Q(country=seat.country)
        return self.filter(shown)


class Practice(Stamped):
    """A good practice, of a country or of the Conference (`country` empty)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        TO_BE_PUBLISHED = "to_be_published", _("To be published")
        PUBLISHED = "published", _("Published")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    title_en = models.CharField(_("Title (English)"), max_length=250)
    title_es = models.CharField(_("Title (Spanish)"), max_length=250, blank=True)
    es_unofficial = models.BooleanField(default=False)
    summary_en = models.TextField(_("Summary (English)"), blank=True)
    summary_es = models.TextField(_("Summary (Spanish)"), blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="practices")
    repository_en = models.CharField(max_length=200, blank=True)
    repository_es = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=500, blank=True)
    objectives = models.ManyToManyField(Objective, blank=True, related_name="practices")
    objectives_inferred = models.BooleanField(default=False)
    principles = models.ManyToManyField(Principle, blank=True, related_name="practices")
    sdgs = models.JSONField(_("Sustainable Development Goals"), default=list, blank=True, help_text="numbers, 1 to 17")
    sdgs_inferred = models.BooleanField(_("The goals were inferred"), default=False)
    starts = models.DateField(_("Date of start"), null=True, blank=True)
    ends = models.DateField(_("Date of end"), null=True, blank=True)
    implementer_en = models.CharField(_("Main implementing organization (English)"), max_length=250, blank=True)
    implementer_es = models.CharField(_("Main implementing organization (Spanish)"), max_length=250, blank=True)
    scope_en = models.CharField(_("Geographic scope (English)"), max_length=250, blank=True)
    scope_es = models.CharField(_("Geographic scope (Spanish)"), max_length=250, blank=True)
    partners_en = models.TextField(_("Partners (English)"), blank=True)
    partners_es = models.TextField(_("Partners (Spanish)"), blank=True)
    impact_en = models.TextField(_("Benefit and impact (English)"), blank=True)
    impact_es = models.TextField(_("Benefit and impact (Spanish)"), blank=True)
    lessons_en = models.TextField(_("Key lessons (English)"), blank=True)
    lessons_es = models.TextField(_("Key lessons (Spanish)"), blank=True)
    replication_en = models.TextField(_("Recommendations for replication (English)"), blank=True)
    replication_es = models.TextField(_("Recommendations for replication (Spanish)"), blank=True)
    innovation_en = models.TextField(_("Innovation (English)"), blank=True)
    innovation_es = models.TextField(_("Innovation (Spanish)"), blank=True)
    evaluation_en = models.TextField(_("Evaluation (English)"), blank=True)
    evaluation_es = models.TextField(_("Evaluation (Spanish)"), blank=True)
    saves = models.PositiveIntegerField(default=0, help_text="Counts the saves: a stale one is told")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="practices")
    cycle_code = models.SlugField(max_length=40, blank=True)
    search_en = vector("en", "summary", title="title")
    search_es = vector("es", "summary", title="title")

    objects = PracticeQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["order", "title_en"]
        indexes = indexes("practice")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts=None) | models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="practice_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en
