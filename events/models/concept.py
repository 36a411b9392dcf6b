"""The concept note and the logistics note of an event: sections in both languages, each saved alone."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import Stamped, stamp
from events.enums import ConceptKind, EventAudience, NoteOf
from events.models.record import Event


class ConceptSectionQuerySet(models.QuerySet["ConceptSection"]):
    def visible_to(self, seat: Seat) -> "ConceptSectionQuerySet":
        """The desk reads drafts; others the notes that were opened to them, of events that they read."""
        if seat.is_desk:
            return self
        audiences = [EventAudience.PUBLIC, EventAudience.MEMBERS] if seat.is_member else [EventAudience.PUBLIC]
        opened = Q(note=NoteOf.CONCEPT, event__concept_audience__in=audiences)
        opened |= Q(note=NoteOf.LOGISTICS, event__logistics_audience__in=audiences)
        return self.filter(opened, event__in=Event.objects.visible_to(seat))

    def of(self, note: str) -> "ConceptSectionQuerySet":
        """The sections of one of the two notes, in their order."""
        return self.filter(note=note).order_by("order")


class ConceptSection(Stamped):
    """A section with its heading as the document words it; `^[…]` in the text is a footnote, as everywhere.

    `^[]` is a footnote whose mark stands in the document and whose text does not. `behind` is the language whose text
    has not followed the last change of the other one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="concept_sections")
    note = models.CharField(max_length=12, choices=NoteOf, default=NoteOf.CONCEPT)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Kind"), max_length=14, choices=ConceptKind)
    title_en = models.CharField(_("Heading (English)"), max_length=200, blank=True)
    title_es = models.CharField(_("Heading (Spanish)"), max_length=200, blank=True)
    text_en = models.TextField(_("Text (English)"), blank=True)
    text_es = models.TextField(_("Text (Spanish)"), blank=True)
    es_unofficial = models.BooleanField(_("The Spanish is an unofficial translation"), default=True)
    behind = models.CharField(max_length=2, choices=Language, blank=True)
    version = models.PositiveIntegerField(default=1)
    search_en = vector("en", "text", title="title")
    search_es = vector("es", "text", title="title")

    objects = ConceptSectionQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["event", "note", "order"]
        indexes = indexes("concept_section")
        triggers = [stamp(kept=("version",))]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "note", "order"],
                name="concept_section_order_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_es or self.kind

    @property
    def absent(self) -> str:
        """The language in which the section does not say anything yet, while it does in the other one."""
        if bool(self.text_en) == bool(self.text_es):
            return ""
        return Language.SPANISH if self.text_en else Language.ENGLISH

    @property
    def translation(self) -> str:
        """How the two languages stand to one another, in words; '' while nothing is written."""
        if not (self.text_en or self.text_es):
            return ""
        if self.absent:
            return _("%(language)s: not there yet") % {"language": Language(self.absent).label}
        if self.behind:
            return _("%(language)s: to be brought up to date") % {"language": Language(self.behind).label}
        return str(_("English and Spanish agree"))
