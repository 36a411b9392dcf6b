"""A document that organs take up: draft, recommended, approved; each step with its day and meeting."""

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, Country
from accounts.seats import Seat
from commitments.enums import CONCLUDED, PaperKind, Position, Stage
from common.search import indexes, vector
from common.stamps import Stamped
from sources.models import Source


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, seat: Seat) -> "PaperQuerySet":
        """Members and the desk read all; everybody else what was approved or accepted."""
        return self if seat.is_member or seat.is_desk else self.filter(stage__in=CONCLUDED)


@pghistory.track(exclude=["search_en", "search_es", "updated_at"])
class Paper(Stamped):
    """`stage` repeats the newest step. `group` prepared it. Its own text is a source on record or an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Code"), max_length=80, unique=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=PaperKind)
    title_en = models.CharField(_("Title (English)"), max_length=300)
    title_es = models.CharField(_("Title (Spanish)"), max_length=300, blank=True)
    es_unofficial = models.BooleanField(_("The Spanish title is an unofficial translation"), default=True)
    group = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("Prepared by")
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("Source")
    )
    address_en = models.URLField(_("Address of the English version"), max_length=500, blank=True)
    address_es = models.URLField(_("Address of the Spanish version"), max_length=500, blank=True)
    stage = models.CharField(_("Stage"), max_length=12, choices=Stage, default=Stage.DRAFT)
    stage_on = models.DateField(null=True, blank=True)
    search_en = vector("en", title="title")
    search_es = vector("es", title="title")

    objects = PaperQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-stage_on", "code"]
        indexes = indexes("paper")

    def __str__(self) -> str:
        return self.title_en

    def get_absolute_url(self) -> str:
        return reverse("portal:paper", args=[self.code])


@pghistory.track()
class PaperStep(models.Model):
    """What an organ did with the document on a day. `reference` cites the conclusion that says so."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="steps")
    on = models.DateField(_("Day"))
    stage = models.CharField(_("Stage"), max_length=12, choices=Stage)
    organ = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="paper_steps", verbose_name=_("Organ")
    )
    reference = models.CharField(max_length=120, blank=True)
    note_en = models.TextField(_("Note (English)"), blank=True, max_length=2000)
    note_es = models.TextField(_("Note (Spanish)"), blank=True, max_length=2000)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["paper", "-on", "-id"]

    def __str__(self) -> str:
        return f"{self.paper} {self.on}: {self.get_stage_display()}"


class StatementQuerySet(models.QuerySet["PaperStatement"]):
    def visible_to(self, seat: Seat) -> "StatementQuerySet":
        """Among members and the desk; for observers and the public there are none."""
        return self if seat.is_member or seat.is_desk else self.none()


@pghistory.track()
class PaperStatement(models.Model):
    """What a member said of the document on a day, as recorded: "needs more time to consult until …"."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="statements")
    country = models.ForeignKey(Country, models.PROTECT, related_name="paper_statements")
    on = models.DateField(_("Day"))
    position = models.CharField(_("Statement"), max_length=12, choices=Position)
    until_en = models.CharField(_("Until, as worded (English)"), max_length=120, blank=True)
    until_es = models.CharField(_("Until, as worded (Spanish)"), max_length=120, blank=True)
    text_en = models.TextField(_("Text in English"), blank=True, max_length=2000)
    text_es = models.TextField(_("Text in Spanish"), blank=True, max_length=2000)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="paper_statements")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "-on", "-id"]

    def __str__(self) -> str:
        return f"{self.paper}, {self.country}: {self.get_position_display()}"
