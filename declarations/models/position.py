"""What a State volunteers about a paragraph, dated. Nothing is ever counted, and silence is no position."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Country
from declarations.enums import Stance
from declarations.models.paragraph import Paragraph


class Position(models.Model):
    """One statement of a delegation; the newest is in force, those before it stay as its history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="positions")
    country = models.ForeignKey(Country, models.PROTECT, related_name="+")
    stance = models.CharField(pgettext_lazy("of a State", "Position"), max_length=15, choices=Stance)
    until = models.DateField(_("Until"), null=True, blank=True)
    note = models.TextField(_("Note"), blank=True)
    is_current = models.BooleanField(default=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["paragraph", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "country"], condition=Q(is_current=True), name="one_position_in_force"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(stance=Stance.CONSULTING), name="only_a_consultation_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.stance}"
