"""What is recorded of a commitment, day by day."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.seats import Seat
from commitments.enums import Progress
from commitments.models.commitment import Commitment
from common.search import indexes, vector
from common.stamps import Stamped, stable_id
from sources.models import Source


class StatusNoteQuerySet(models.QuerySet["StatusNote"]):
    def visible_to(self, seat: Seat) -> "StatusNoteQuerySet":
        """Notes of what the seat reads; a member's own statement stays among members and the desk."""
        notes = self.filter(commitment__in=Commitment.objects.visible_to(seat))
        return notes if seat.is_member or seat.is_desk else notes.filter(country=None)


@pghistory.track(exclude=["updated_at", "uid", "search_en", "search_es"])
class StatusNote(Stamped):
    """A dated note with its evidence: a source on record, an address, or both.

    `until` says, as it was worded, until when more time is needed; `country` is the member whose statement it is.
    """

    uid = stable_id()
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="notes")
    on = models.DateField(_("Day"))
    status = models.CharField(_("Status"), max_length=12, choices=Progress)
    text_en = models.TextField(_("Text in English"), blank=True, max_length=4000)
    text_es = models.TextField(_("Text in Spanish"), blank=True, max_length=4000)
    until_en = models.CharField(_("Until, as worded (English)"), max_length=120, blank=True)
    until_es = models.CharField(_("Until, as worded (Spanish)"), max_length=120, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="status_notes")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="status_notes")
    address = models.URLField(_("Address of the evidence"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    search_en = vector("en", "text")
    search_es = vector("es", "text")

    objects = StatusNoteQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["commitment", "-on", "-id"]
        indexes = indexes("statusnote")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Progress.SET_ASIDE) | ~Q(text_en="", text_es=""), name="set_aside_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} {self.on}: {self.get_status_display()}"
