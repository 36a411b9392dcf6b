"""Nominations of one rapporteur, by category of stakeholders and by session."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, StakeholderCategory
from accounts.seats import Seat
from events.enums import Duty, NominationStatus
from events.models.delegation import with_duty
from events.models.registration import Registration
from events.models.session import Session


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, seat: Seat) -> "NominationQuerySet":
        """The desk and the task force see all; who nominated sees their own."""
        if seat.is_desk:
            return self
        if seat.membership is None:
            return self.none()
        return self.filter(Q(registration__in=with_duty(seat, Duty.TASK_FORCE)) | Q(nominated_by=seat.membership))


class Nomination(models.Model):
    """One person proposed as rapporteur. One is chosen for each session and category."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="nominees")
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("Session")
    )
    category = models.ForeignKey(
        StakeholderCategory, models.PROTECT, related_name="nominations", verbose_name=_("Category of stakeholders")
    )
    name = models.CharField(_("Complete name"), max_length=200, blank=True)
    organization = models.CharField(_("Organization"), max_length=200, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    reasons = models.TextField(_("Why this person"), blank=True)
    status = models.CharField(max_length=12, choices=NominationStatus, default=NominationStatus.NOMINATED)
    consulted = models.CharField(_("Who was consulted"), max_length=300, blank=True)
    nominated_by = models.ForeignKey(Membership, models.PROTECT, related_name="nominations")
    at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["registration", "session__order", "category__order", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session", "category"],
                condition=Q(status=NominationStatus.CHOSEN),
                nulls_distinct=False,
                name="one_rapporteur_of_a_category",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def said(self) -> str:
        """The name, or that it was erased."""
        return self.name or str(_("Name erased"))
