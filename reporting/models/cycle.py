"""Cycles, calls, and the assignment of each country."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import OUTSIDE_ROLES
from accounts.models import Country
from accounts.seats import Seat
from common.stamps import Stamped
from objectives.models import Objective, Scheme
from reporting.enums import AssignmentStatus, CallStatus, TemplateAudience
from reporting.models.template import TemplateVersion


class CycleQuerySet(models.QuerySet["Cycle"]):
    def announced(self) -> "CycleQuerySet":
        """Cycles with a call that was opened, or compiled from the record."""
        opened = Call.objects.exclude(status=CallStatus.DRAFT).filter(cycle=models.OuterRef("pk"))
        return self.filter(Q(from_record=True) | models.Exists(opened))


class Cycle(Stamped):
    """A round of review that ends in a forum. It records the mandate it rests on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name_en = models.CharField(_("Name (English)"), max_length=200)
    name_es = models.CharField(_("Name (Spanish)"), max_length=200)
    forum_en = models.CharField(_("Forum (English)"), max_length=200, blank=True)
    forum_es = models.CharField(_("Forum (Spanish)"), max_length=200, blank=True)
    mandate_en = models.TextField(_("Mandate (English)"), blank=True)
    mandate_es = models.TextField(_("Mandate (Spanish)"), blank=True)
    instruction_en = models.TextField(_("Instruction of the presidency (English)"), blank=True)
    instruction_es = models.TextField(_("Instruction of the presidency (Spanish)"), blank=True)
    starts = models.DateField(_("Starts"))
    ends = models.DateField(_("Ends"))
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="next")
    is_demonstration = models.BooleanField(default=False)
    from_record = models.BooleanField(default=False, help_text="No contributions held: compiled from the record")

    objects = CycleQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-starts", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="cycle_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name_en


class CallQuerySet(models.QuerySet["Call"]):
    def open_to(self, seat: Seat) -> "CallQuerySet":
        """Open calls to which observers, civil society and stakeholders contribute; for such a seat."""
        if seat.role not in OUTSIDE_ROLES:
            return self.none()
        rows = self.filter(status=CallStatus.OPEN, template_version__template__audience=TemplateAudience.STAKEHOLDERS)
        return rows.select_related("cycle", "template_version__template")


class Call(Stamped):
    """A request for contributions: a template version, an audience, an indicative date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="calls")
    template_version = models.ForeignKey(TemplateVersion, models.PROTECT, related_name="calls")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", help_text="Grouping shown first")
    status = models.CharField(max_length=10, choices=CallStatus, default=CallStatus.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(_("Indicative date"))
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-due_at"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "template_version"], name="one_call_per_template"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle.code} {self.template_version}"

    @property
    def is_open(self) -> bool:
        return self.status == CallStatus.OPEN


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, seat: Seat) -> "AssignmentQuerySet":
        """The desk sees every assignment (its state only); a country's people see their own."""
        if seat.is_workspace:
            return self.filter(country=seat.country)
        if seat.is_desk:
            return self
        return self.none()


class Assignment(models.Model):
    """What one country is asked for in one call. Its working copy is the country's own space."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="assignments")
    country = models.ForeignKey(Country, models.PROTECT, related_name="assignments")
    status = models.CharField(max_length=20, choices=AssignmentStatus, default=AssignmentStatus.INVITED)
    status_note = models.TextField(blank=True)
    extension_asked_until = models.DateField(null=True, blank=True)
    extension_until = models.DateField(null=True, blank=True)
    extension_note = models.TextField(blank=True, help_text="what the Secretariat answered")
    extension_decided_at = models.DateTimeField(null=True, blank=True)
    status_changed_at = models.DateTimeField(default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["call", "country"]
        constraints = [
            models.UniqueConstraint(fields=["call", "country"], name="one_assignment_per_country"),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.country.code}"

    @property
    def chain(self) -> str:
        """Name of this assignment's chain in the audit trail."""
        return f"assignment:{self.pk}"

    @property
    def indicative_date(self) -> datetime:
        """The call's instant, or 23:59 in San José of the day until which an extension was agreed."""
        if self.extension_until is None:
            return self.call.due_at
        local = self.call.due_at.astimezone(ZoneInfo(settings.SECRETARIAT_TIME_ZONE))
        return local.replace(
            year=self.extension_until.year, month=self.extension_until.month, day=self.extension_until.day
        )


class Delegation(models.Model):
    """A contributor's objective within an assignment: what a ministry was asked to propose text for."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="delegations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["objective"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "user", "objective"], name="delegated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.objective_id}"
