"""Countries, bodies with their hats and aliases, and since when each stands where."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable

from accounts.enums import BodyKind, HatKind, Language, StandingKind
from common.dates import today
from common.stamps import Stamped


def dated(on: date | Combinable, prefix: str = "") -> Q:
    """Rows whose [starts, ends] contains the day; an open end is still running."""
    return Q(**{f"{prefix}starts__lte": on}) & (Q(**{f"{prefix}ends": None}) | Q(**{f"{prefix}ends__gte": on}))


class CountryQuerySet(models.QuerySet["Country"]):
    def members(self, on: date | Combinable | None = None) -> "CountryQuerySet":
        """Member Countries of the Conference on a day, which may be a column (today by default)."""
        on = on or today()
        return self.filter(
            Q(standings__kind=StandingKind.MEMBER) & dated(on, "standings__"),
        ).distinct()


class CountryManager(models.Manager.from_queryset(CountryQuerySet)):  # type: ignore[misc]
    """All countries but the one in which forms are rehearsed: no list, choice, file or count holds it."""

    def get_queryset(self) -> CountryQuerySet:
        rows: CountryQuerySet = super().get_queryset().filter(is_rehearsal=False)
        return rows


class Country(Stamped):
    """A State, or a placeholder member of the demonstration ("Country A / País A")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=3, unique=True, help_text="ISO 3166-1 alpha-3")
    iso2 = models.CharField(max_length=2, unique=True)
    name_en = models.CharField(max_length=100)
    name_es = models.CharField(max_length=100)
    official_name_en = models.CharField(max_length=150, blank=True)
    official_name_es = models.CharField(max_length=150, blank=True)
    time_zone = models.CharField(max_length=40, default="America/Costa_Rica")
    is_placeholder = models.BooleanField(default=False)
    is_rehearsal = models.BooleanField(default=False, help_text="Where forms are tried; no country at all")
    source = models.TextField(blank=True)

    objects = CountryManager()
    everywhere = CountryQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["name_en"]
        verbose_name_plural = "countries"
        constraints = [
            models.UniqueConstraint(
                fields=["is_rehearsal"], condition=Q(is_rehearsal=True), name="one_country_of_rehearsal"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class Body(Stamped):
    """An organization or organ: observer, UN agency, network, regional process, ministry, working group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=30, choices=BodyKind)
    acronym_en = models.CharField(max_length=40, blank=True)
    acronym_es = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=200)
    name_es = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="bodies")
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta(Stamped.Meta):
        ordering = ["name_en"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name_en


class Alias(models.Model):
    """Another name under which a country or a body is met in documents."""

    country = models.ForeignKey(Country, models.CASCADE, null=True, blank=True, related_name="aliases")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="aliases")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=Language, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.CheckConstraint(condition=Q(country=None) ^ Q(body=None), name="alias_of_a_country_or_a_body"),
            models.UniqueConstraint(fields=["country", "body", "name"], nulls_distinct=False, name="alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Hat(models.Model):
    """One capacity in which a body acts."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="hats")
    kind = models.CharField(max_length=20, choices=HatKind)

    class Meta:
        ordering = ["body", "kind"]
        constraints = [models.UniqueConstraint(fields=["body", "kind"], name="one_hat_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.body} ({self.get_kind_display()})"


class Standing(models.Model):
    """Membership in the Conference, or observer status, from a day to a day."""

    country = models.ForeignKey(Country, models.CASCADE, null=True, blank=True, related_name="standings")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="standings")
    kind = models.CharField(max_length=10, choices=StandingKind)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(country=None) ^ Q(body=None), name="standing_of_a_country_or_a_body"),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gte=models.F("starts")), name="standing_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country or self.body}: {self.get_kind_display()}"


class PresidencyTerm(models.Model):
    """The Presidency Pro-Tempore (PPT) of one country. `letterhead_*` are the lines that open its papers."""

    country = models.ForeignKey(Country, models.PROTECT, related_name="presidency_terms")
    starts = models.DateField()
    ends = models.DateField()
    source = models.TextField(blank=True)
    letterhead_en = models.TextField(blank=True)
    letterhead_es = models.TextField(blank=True)

    class Meta:
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="term_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.starts.year}"


class StakeholderCategory(models.Model):
    """One of the thirteen categories of paragraph 44 of A/RES/73/195."""

    code = models.SlugField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(unique=True)
    name_en = models.CharField(max_length=120)
    name_es = models.CharField(max_length=120)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "stakeholder categories"

    def __str__(self) -> str:
        return self.name_en
