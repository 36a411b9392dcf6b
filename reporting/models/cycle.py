"""Cycles, calls, and the assignment of each country."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import OUTSIDE_ROLES, BodyKind
from accounts.models import Body, Country
from accounts.seats import Seat
from common.stamps import Stamped
from objectives.models import Objective, Scheme
from reporting.enums import AssignmentStatus, CallStatus, TemplateAudience
from reporting.models.template import TemplateVersion


def never_rehearsed(name: str, cycle: str) -> pgtrigger.Trigger:
    """No row of this table belongs to a rehearsal; `cycle` (SQL) gives the cycle of NEW."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=(
            f"IF EXISTS (SELECT 1 FROM reporting_cycle c WHERE c.is_rehearsal AND c.id = ({cycle})) "  # noqa: S608
            "THEN RAISE EXCEPTION 'a rehearsal is never published'; END IF; RETURN NEW;"
        ),
    )


class CycleQuerySet(models.QuerySet["Cycle"]):
    def announced(self) -> "CycleQuerySet":
        """Cycles with a call that was opened, or compiled from the record; never a rehearsal."""
        opened = Call.objects.exclude(status=CallStatus.DRAFT).filter(cycle=models.OuterRef("pk"))
        opened = opened.exclude(template_version__template__audience=TemplateAudience.REQUEST)
        return self.real().filter(Q(from_record=True) | models.Exists(opened))

    def real(self) -> "CycleQuerySet":
        """All but rehearsals of a form."""
        return self.filter(is_rehearsal=False)


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
    is_rehearsal = models.BooleanField(default=False, help_text="A form is tried here; nothing of it is ever published")

    objects = CycleQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-starts", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="cycle_ends_after_start"),
        ]
        triggers = [*Stamped.Meta.triggers, pgtrigger.ReadOnly(name="rehearsal_for_good", fields=["is_rehearsal"])]

    def __str__(self) -> str:
        return self.name_en


class CallQuerySet(models.QuerySet["Call"]):
    def contributions(self) -> "CallQuerySet":
        """Calls to which Member Countries contribute, section by section; never a rehearsal."""
        members = self.filter(template_version__template__audience=TemplateAudience.MEMBERS)
        return members.filter(cycle__is_rehearsal=False)

    def questionnaires(self) -> "CallQuerySet":
        """Calls that are answered on one page, with what their pages name."""
        rows = self.exclude(template_version__template__audience=TemplateAudience.MEMBERS)
        return rows.select_related("cycle", "template_version__template", "owner")

    def open_to(self, seat: Seat) -> "CallQuerySet":
        """Open questionnaires that this seat may answer for its country or body."""
        rows = self.questionnaires().filter(status=CallStatus.OPEN, cycle__is_rehearsal=seat.is_rehearsal)
        return rows.filter(template_version__template__audience__in=audiences_of(seat))

    def announced_to(self, seat: Seat) -> "CallQuerySet":
        """Questionnaires that were opened, as far as this seat may know of them: a request is among the members.

        What is tried in a rehearsal is there for who tries it, and nothing else is.
        """
        rows = self.questionnaires().exclude(status=CallStatus.DRAFT).filter(cycle__is_rehearsal=seat.is_rehearsal)
        if seat.is_member or seat.is_desk or seat.is_rehearsal:
            return rows
        return rows.exclude(template_version__template__audience=TemplateAudience.REQUEST)


def audiences_of(seat: Seat) -> list[str]:
    """The audiences that a seat belongs to as a respondent; who tries a form answers in place of everybody."""
    if seat.is_focal_point and seat.is_rehearsal:
        return list(TemplateAudience)
    if seat.is_focal_point:
        return [TemplateAudience.SURVEY, TemplateAudience.REQUEST]
    if seat.role not in OUTSIDE_ROLES:
        return []
    if seat.body and seat.body.kind == BodyKind.CIVIL_SOCIETY_NETWORK:
        return [TemplateAudience.SURVEY, TemplateAudience.STAKEHOLDERS, TemplateAudience.RNCOM]
    return [TemplateAudience.SURVEY, TemplateAudience.STAKEHOLDERS]


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
    owner = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", help_text="The working group that asks"
    )
    is_open_to_all = models.BooleanField(default=False, help_text="Whoever confirms an address may answer")
    results_at = models.DateTimeField(null=True, blank=True, help_text="Since when the results are read")
    results_taken_back_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when they wait to be published anew: a respondent was taken out"
    )

    objects = CallQuerySet.as_manager()

    class Meta(Stamped.Meta):
        ordering = ["-due_at"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "template_version"], name="one_call_per_template"),
        ]
        triggers = [
            *Stamped.Meta.triggers,
            never_rehearsed("results_never_rehearsed", "CASE WHEN NEW.results_at IS NOT NULL THEN NEW.cycle_id END"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle.code} {self.template_version}"

    @property
    def is_open(self) -> bool:
        return self.status == CallStatus.OPEN

    @property
    def has_results(self) -> bool:
        """The results were published, and nothing can change them now."""
        return self.results_at is not None and self.status == CallStatus.CLOSED

    @property
    def is_request(self) -> bool:
        """A working group asks the members; nobody else reads of it."""
        return self.template_version.template.audience == TemplateAudience.REQUEST


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
    machine_agreed_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when its texts may leave the portal to be drafted by a machine"
    )

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
