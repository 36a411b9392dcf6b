"""The log of corrections: what this portal said wrongly, and since when it says it right."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.dates import today
from common.stamps import Stamped


class Correction(Stamped):
    """One correction. It is never changed; a mistake in it is a correction of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    day = models.DateField(_("Day of the correction"), default=today)
    place_en = models.CharField(_("What was corrected (English)"), max_length=250)
    place_es = models.CharField(_("What was corrected (Spanish)"), max_length=250)
    address = models.CharField(
        _("Address"), max_length=500, blank=True, help_text=_("Of the page or document, where there is one.")
    )
    text_en = models.TextField(_("What it said, and what it says now (English)"), max_length=4000)
    text_es = models.TextField(_("What it said, and what it says now (Spanish)"), max_length=4000)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Stamped.Meta):
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(self.number)
