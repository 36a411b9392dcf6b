"""The adopted text: when, where and by whom; and, once the presidency publishes it, its paragraphs for everybody.

What is public stands in these two tables alone. Nothing that is open to the world reads a table of drafting.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Body
from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import Stamped
from declarations.enums import Kind, Style
from declarations.models.declaration import Declaration, Draft
from publications.models import Document, Edition


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def published(self) -> "AdoptionQuerySet":
        return self.filter(published_at__isnull=False)

    def visible_to(self, seat: Seat) -> "AdoptionQuerySet":
        """Members and the desk from the adoption on, everybody once the presidency has published it."""
        return self if seat.is_desk or seat.is_member else self.published()


class Adoption(Stamped):
    """A declaration as adopted. `present` are the codes of the members present, `authentic` the languages that count.

    `hindrances` are the pairs, brackets and amendments that were still open, `reason` why it was adopted with them.
    `sha256` is the hash of both languages as frozen in `edition`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declaration = models.OneToOneField(Declaration, models.PROTECT, related_name="adoption")
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="adoption")
    edition = models.OneToOneField(Edition, models.PROTECT, related_name="adoption")
    code = models.SlugField(max_length=20, unique=True)
    symbol = models.CharField(_("Symbol"), max_length=40, unique=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    title_en = models.CharField(_("Title (English)"), max_length=250)
    title_es = models.CharField(_("Title (Spanish)"), max_length=250)
    style = models.CharField(max_length=5, choices=Style)
    cycle_code = models.SlugField(max_length=40, blank=True)
    event_code = models.SlugField(max_length=60, blank=True)
    is_demonstration = models.BooleanField(default=False)
    on = models.DateField(_("Day of adoption"))
    organ = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("Organ that adopts"))
    place_en = models.CharField(_("Place (English)"), max_length=150, blank=True)
    place_es = models.CharField(_("Place (Spanish)"), max_length=150, blank=True)
    present = ArrayField(models.CharField(max_length=3), default=list)
    authentic = ArrayField(models.CharField(max_length=2, choices=Language), default=list)
    hindrances = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    transmitted_on = models.DateField(null=True, blank=True)
    # The text with the statements that States published; made anew whenever they publish or take back.
    annexed = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    search_en = vector("en", "place", "symbol!", title="title")
    search_es = vector("es", "place", "symbol!", title="title")

    objects = AdoptionQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-year", "-number"]
        indexes = indexes("adoption")

    def __str__(self) -> str:
        return self.symbol


class AdoptedParagraph(Stamped):
    """A paragraph of a published declaration. The row is there while the declaration is published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="paragraphs")
    code = models.CharField(max_length=40, unique=True)
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    label = models.CharField(max_length=12, blank=True)
    text_en = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    search_en = vector("en", "text")
    search_es = vector("es", "text")

    class Meta(Stamped.Meta):
        ordering = ["adoption", "order"]
        indexes = indexes("adopted")
        constraints = [models.UniqueConstraint(fields=["adoption", "order"], name="adopted_order_once")]

    def __str__(self) -> str:
        return self.code
