"""The register of good practices."""

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import Stamped
from objectives.models import Objective, Principle
from practices.enums import NEW, OPEN, PUBLISHED_ONCE, SHOWN, Stage
from practices.enums import Status as PracticeStatus
from publications.enums import Audience
from publications.readers import SHOWN_TO, readable_audiences
from sources.models import Source

AUDIENCES = [(one.value, one.label) for one in SHOWN_TO]


def _shown(seat: Seat) -> models.Q:
    return models.Q(status__in=SHOWN, audience__in=readable_audiences(seat))


class PracticeQuerySet(models.QuerySet["Practice"]):
    def shown_to(self, seat: Seat) -> "PracticeQuerySet":
        """What is published for an audience that the seat belongs to: what lists, files and search hold."""
        return self.filter(_shown(seat))

    def visible_to(self, seat: Seat) -> "PracticeQuerySet":
        """Besides what is shown, a country's own for its people, and for the desk what a country submitted."""
        seen = _shown(seat)
        if seat.is_workspace:
            seen |= models.Q(country=seat.country)
        if seat.is_desk:
            seen |= models.Q(status=PracticeStatus.SUBMITTED)
        return self.filter(seen)

    def standing(self) -> "PracticeQuerySet":
        """Neither withdrawn nor given up before anybody else read it."""
        on_its_way = PracticeVersion.objects.filter(practice=models.OuterRef("pk"), stage__in=OPEN)
        given_up = models.Q(status=PracticeStatus.DRAFT) & ~models.Exists(on_its_way)
        return self.exclude(status=PracticeStatus.WITHDRAWN).exclude(given_up)

    def nameable(self, country: Country) -> "PracticeQuerySet":
        """What a country's answer may name: what everybody reads, and its own. Its title is read with the answer."""
        of_all = models.Q(status__in=SHOWN, audience=Audience.PUBLIC)
        return self.filter(of_all | models.Q(country=country)).standing()

    def traces_for(self, seat: Seat) -> "PracticeQuerySet":
        """What was withdrawn, for those who could read it."""
        return self.filter(status=PracticeStatus.WITHDRAWN, audience__in=readable_audiences(seat))

    def own(self, seat: Seat) -> "PracticeQuerySet":
        """All practices of the seat's country, wherever they stand; nobody else's."""
        return self.filter(country=seat.country) if seat.is_workspace and not seat.is_rehearsal else self.none()


class Practice(Stamped):
    """A good practice as it is shown: of a country, or (`country` empty) an entry of the record.

    An entry is kept by the Secretariat and attributed to its source. A country's words come from its versions; before
    the first one is published the row follows it, afterwards it changes only with the next that is.
    """

    Status = PracticeStatus

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    title_en = models.CharField(_("Title (English)"), max_length=250, blank=True)
    title_es = models.CharField(_("Title (Spanish)"), max_length=250, blank=True)
    es_unofficial = models.BooleanField(default=False)
    summary_en = models.TextField(_("Summary (English)"), blank=True)
    summary_es = models.TextField(_("Summary (Spanish)"), blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    audience = models.CharField(_("Who may read it"), max_length=20, choices=AUDIENCES, default=Audience.PUBLIC)
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("Withdrawn on"), null=True, blank=True)
    ending_en = models.CharField(_("Why it was withdrawn (English)"), max_length=300, blank=True)
    ending_es = models.CharField(_("Why it was withdrawn (Spanish)"), max_length=300, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="practices")
    repository_en = models.CharField(max_length=200, blank=True)
    repository_es = models.CharField(max_length=200, blank=True)
    repository_address = models.URLField(_("Its address in the repository"), max_length=500, blank=True)
    address = models.URLField(max_length=500, blank=True)
    objectives = models.ManyToManyField(Objective, blank=True, related_name="practices")
    objectives_inferred = models.BooleanField(default=False)
    principles = models.ManyToManyField(Principle, blank=True, related_name="practices")
    sdgs = models.JSONField(_("Sustainable Development Goals"), default=list, blank=True, help_text="numbers, 1 to 17")
    sdgs_inferred = models.BooleanField(_("The goals were inferred"), default=False)
    criteria = models.JSONField(_("Criteria that it meets"), default=list, blank=True, help_text="codes of Criterion")
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
        return self.title_en or self.title_es

    @property
    def is_shown(self) -> bool:
        return self.status in SHOWN

    @property
    def is_new(self) -> bool:
        """Never published so far."""
        return self.status in NEW


class PracticeVersionQuerySet(models.QuerySet["PracticeVersion"]):
    def published_to(self, seat: Seat) -> "PracticeVersionQuerySet":
        """What is or was published for an audience that the seat belongs to, each as it was published then."""
        return self.filter(stage__in=PUBLISHED_ONCE, audience__in=readable_audiences(seat))

    def in_clearance(self, seat: Seat) -> "PracticeVersionQuerySet":
        """What waits in the seat's own country for its clearance; nobody else's."""
        return self.filter(stage=Stage.ASKED, practice__in=Practice.objects.own(seat))


@pghistory.track()
class PracticeVersion(models.Model):
    """One version of a country's practice: written by a focal point, cleared as a whole, published by the country."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WRITING)
    fields = models.JSONField(default=dict, help_text="name of a box of the form: what it holds")
    saves = models.PositiveIntegerField(default=0, help_text="Counts the saves: what is cleared is one of them")
    what_changed = models.CharField(_("What changes"), max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    steps = models.JSONField(default=list, blank=True, help_text="accounts.clearance: the chain as it was when asked")
    remark = models.CharField(max_length=300, blank=True, help_text="Why it was returned")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.CharField(max_length=250, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    audience = models.CharField(_("Who may read it"), max_length=20, choices=AUDIENCES, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PracticeVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "number"], name="practice_version_once"),
            models.UniqueConstraint(
                fields=["practice"], condition=models.Q(stage__in=OPEN), name="practice_one_open_version"
            ),
            models.UniqueConstraint(
                fields=["practice"], condition=models.Q(stage=Stage.PUBLISHED), name="practice_one_published_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN
