"""The conclusions of a meeting: one document, kept line by line, verbatim."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, Country
from accounts.seats import Seat
from common.search import indexes, vector
from common.stamps import Stamped
from events.enums import Disposition, EventAudience, LineRole
from events.models.record import Event
from events.verbs import CALLS_FOR_ACTION, words_of


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    def visible_to(self, seat: Seat) -> "ConclusionQuerySet":
        """Every line of the documents that the seat may read: members read all, others what was published."""
        lines = self.filter(event__in=Event.objects.visible_to(seat))
        return lines if seat.is_desk or seat.is_member else lines.published()

    def published(self) -> "ConclusionQuerySet":
        """Lines that everybody reads: of a published document, of a meeting that is public itself."""
        return self.filter(event__conclusions_public=True, event__audience=EventAudience.PUBLIC)


class Conclusion(Stamped):
    """One line of a conclusions document, verbatim.

    `reference` is stable ("7", "7.p", "7.p.iii"); headings and lines without a number have none and stand in `order`
    among the items. Letters may run on across headings. `verbs` are codes of `events.verbs`, several at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="conclusions")
    role = models.CharField(max_length=10, choices=LineRole, default=LineRole.ITEM)
    reference = models.CharField(max_length=20, blank=True)
    order = models.PositiveSmallIntegerField()
    text_en = models.TextField(blank=True)
    text_es = models.TextField(blank=True)
    es_unofficial = models.BooleanField(default=True)
    verbs = models.JSONField(default=list, blank=True)
    proposer_country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="proposals_made")
    proposer_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="proposals_made")
    disposition = models.CharField(_("What was done with it"), max_length=12, choices=Disposition, blank=True)
    thanked_countries = models.ManyToManyField(
        Country, blank=True, related_name="thanked_in", verbose_name=_("Countries thanked")
    )
    thanked_bodies = models.ManyToManyField(
        Body, blank=True, related_name="thanked_in", verbose_name=_("Bodies thanked")
    )
    addressee_en = models.CharField(_("Addressed to somebody outside (English)"), max_length=200, blank=True)
    addressee_es = models.CharField(_("Addressed to somebody outside (Spanish)"), max_length=200, blank=True)
    cycle_code = models.SlugField(max_length=40, blank=True, help_text=_("Cycle whose report quotes this item"))

    search_en = vector("en", "text")
    search_es = vector("es", "text")

    objects = ConclusionQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["event", "order"]
        indexes = indexes("conclusion")
        constraints = [
            models.UniqueConstraint(fields=["event", "order"], name="conclusion_order_once"),
            models.UniqueConstraint(
                fields=["event", "reference"], condition=~Q(reference=""), name="conclusion_reference_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text_en[:60]}"

    def get_absolute_url(self) -> str:
        """The page of a numbered item."""
        return reverse("portal:conclusion", args=[self.event.code, self.reference])

    @property
    def level(self) -> int:
        """1 for "7", 2 for "7.p", 3 for "7.p.iii"; 0 for a line without a number."""
        return self.reference.count(".") + 1 if self.reference else 0

    @property
    def label(self) -> str:
        """What is printed before the text: "7.", "p.", "iii."."""
        return f"{self.reference.rpartition('.')[2]}." if self.reference else ""

    @property
    def anchor(self) -> str:
        return f"c-{self.reference.replace('.', '-')}" if self.reference else ""

    @property
    def verb_words(self) -> list[str]:
        return words_of(self.verbs)

    @property
    def asks_for_action(self) -> bool:
        """Does it ask for something, or name an activity? Thanks and recognition alone do not enter follow-up, nor does
        what is asked of somebody outside the Conference.
        """
        if self.addressee_en or self.addressee_es:
            return False
        return self.role == LineRole.ITEM and (not self.verbs or bool(CALLS_FOR_ACTION & set(self.verbs)))

    @property
    def proposer(self) -> Country | Body | None:
        return self.proposer_country or self.proposer_body
