"""Annual contributions: what the Secretariat recorded, for itself and for the country concerned."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from accounts.seats import Seat
from commitments.enums import Fund, Receipt


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, seat: Seat) -> "ContributionQuerySet":
        """The Secretariat sees all, a country (its presidency seat, too) its own; nobody else any."""
        if seat.is_secretariat:
            return self
        return self.filter(country=seat.country) if seat.country else self.none()


@pghistory.track()
class Contribution(models.Model):
    """One member's contribution to one fund for one year. It stands in no list, search or file of the portal."""

    country = models.ForeignKey(Country, models.PROTECT, related_name="contributions")
    fund = models.CharField(_("Contribution to"), max_length=10, choices=Fund)
    year = models.PositiveSmallIntegerField(_("Year"), validators=[MinValueValidator(1996), MaxValueValidator(2100)])
    receipt = models.CharField(_("Recorded as"), max_length=10, choices=Receipt, default=Receipt.NOT_YET)
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "fund", "country"]
        constraints = [
            models.UniqueConstraint(fields=["country", "fund", "year"], name="one_contribution_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.country}, {self.get_fund_display()} {self.year}"
