"""The concept note of an event: its sections in both languages, each saved alone."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import Stamped, stamp
from events.enums import ConceptKind, EventAudience
from events.models.record import Event


class ConceptSectionQuerySet(models.QuerySet["ConceptSection"]):
    def visible_to(self, seat: Seat) -> "ConceptSectionQuerySet":
        """The desk reads drafts; others what was opened to them, of events that they read."""
        if seat.is_desk:
            return self
        audiences = [EventAudience.PUBLIC, EventAudience.MEMBERS] if seat.is_member else [EventAudience.PUBLIC]
        return self.filter(event__concept_audience__in=audiences, event__in=Event.objects.visible_to(seat))


class ConceptSection(Stamped):
    """A section with its heading as the document words it; `^[…]` in the text is a footnote, as everywhere.

    `^[]` is a footnote whose mark stands in the document and whose text does not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="concept_sections")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Kind"), max_length=14, choices=ConceptKind)
    title_en = models.CharField(_("Heading (English)"), max_length=200, blank=True)
    title_es = models.CharField(_("Heading (Spanish)"), max_length=200, blank=True)
    text_en = models.TextField(_("Text (English)"), blank=True)
    text_es = models.TextField(_("Text (Spanish)"), blank=True)
    es_unofficial = models.BooleanField(_("The Spanish is an unofficial translation"), default=True)
    version = models.PositiveIntegerField(default=1)
    search_en = vector("en", "text", title="title")
    search_es = vector("es", "text", title="title")

    objects = ConceptSectionQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["event", "order"]
        indexes = indexes("concept_section")
        triggers = [stamp(kept=("version",))]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "order"], name="concept_section_order_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_es or self.kind
