"""The chain of clearance that each country sets."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.directory import Country


class ClearanceStep(models.Model):
    """One step of a country's chain, for example "Ministry of Foreign Affairs"."""

    country = models.ForeignKey(Country, models.CASCADE, related_name="clearance_steps")
    order = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(3)])
    name_en = models.CharField(_("Name (English)"), max_length=150)
    name_es = models.CharField(_("Name (Spanish)"), max_length=150)
    clearers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="clearance_steps")

    class Meta:
        # The table is older than this room's hold on it.
        db_table = "reporting_clearancestep"
        ordering = ["country", "order"]
        constraints = [
            models.UniqueConstraint(fields=["country", "order"], name="one_step_per_place"),
            models.CheckConstraint(condition=models.Q(order__range=(1, 3)), name="one_to_three_steps"),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.name_en}"
