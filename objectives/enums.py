"""Choices of the objectives room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MappingStatus(models.TextChoices):
    """Where the objectives of a scheme come from."""

    EXACT = "exact", _("As in the source")
    INFERRED = "inferred", _("Inferred, not confirmed")
    CONFIRMED = "confirmed", _("Confirmed by the Secretariat")
