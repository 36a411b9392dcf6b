"""The 23 objectives and ten guiding principles of the Compact, and the schemes that group the objectives."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from common.identifiers import made_from
from common.search import indexes, vector
from common.stamps import Stamped
from objectives.enums import MappingStatus


class Objective(Stamped):
    """One of the 23 objectives; titles are quoted verbatim from A/RES/73/195."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    uid = made_from("objective", "number")
    title_en = models.CharField(max_length=250)
    title_es = models.CharField(max_length=250)
    title_en_verified = models.BooleanField(default=False)
    title_es_verified = models.BooleanField(default=False)
    title_en_source = models.TextField(blank=True)
    title_es_source = models.TextField(blank=True)
    short_en = models.CharField(max_length=80)
    short_es = models.CharField(max_length=80)
    variants = models.JSONField(default=list, blank=True)
    search_en = vector("en", "short", title="title")
    search_es = vector("es", "short", title="title")

    class Meta(Stamped.Meta):
        ordering = ["number"]
        indexes = indexes("objective")

    def __str__(self) -> str:
        return f"{self.number}. {self.title_en}"


class Principle(Stamped):
    """One of the ten guiding principles, a to j."""

    letter = models.CharField(max_length=1, primary_key=True)
    uid = made_from("principle", "letter")
    title_en = models.CharField(max_length=120)
    title_es = models.CharField(max_length=120)
    title_es_verified = models.BooleanField(default=False)
    summary_en = models.TextField(blank=True)
    summary_es = models.TextField(blank=True)
    source = models.TextField(blank=True)

    class Meta(Stamped.Meta):
        ordering = ["letter"]

    def __str__(self) -> str:
        return f"({self.letter}) {self.title_en}"


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def with_groups(self) -> "SchemeQuerySet":
        """Schemes with their groups and the groups' objectives, in three queries."""
        groups = Group.objects.prefetch_related("objectives")
        return self.prefetch_related(Prefetch("groups", queryset=groups))


@pghistory.track()
class Scheme(Stamped):
    """A way to group the objectives. Overlaps and gaps are legal; counts are of distinct objectives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Code"), max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(default=100)
    name_en = models.CharField(_("Name (English)"), max_length=150)
    name_es = models.CharField(_("Name (Spanish)"), max_length=150)
    source = models.TextField(_("Source"), blank=True)
    note_en = models.TextField(_("Note (English)"), blank=True)
    note_es = models.TextField(_("Note (Spanish)"), blank=True)
    es_unofficial = models.BooleanField(default=False)
    mapping = models.CharField(max_length=10, choices=MappingStatus, default=MappingStatus.EXACT)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SchemeQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["order", "name_en"]

    def __str__(self) -> str:
        return self.name_en


class Group(Stamped):
    """A part of a scheme: a round table, pillar, thematic area or session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="groups")
    code = models.CharField(_("Code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    name_en = models.CharField(_("Name (English)"), max_length=250)
    name_es = models.CharField(_("Name (Spanish)"), max_length=250)
    topic_en = models.CharField(_("Topic (English)"), max_length=250, blank=True)
    topic_es = models.CharField(_("Topic (Spanish)"), max_length=250, blank=True)
    objectives = models.ManyToManyField(Objective, related_name="groups")

    class Meta(Stamped.Meta):
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="group_code_once_per_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme.code} {self.code}"
