"""The terms of registration of an event: places, dates, who pays for what and for whom, and who helps with it."""

import uuid
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, Country, Membership
from common.dates import end_of_day
from common.i18n import pick
from events.enums import Duty, PartyKind, Rank, RuleKind
from events.models.record import Event
from sources.models import Source

BODY_KINDS = (PartyKind.OBSERVER, PartyKind.CIVIL_SOCIETY, PartyKind.STAKEHOLDER)


def check_ranks(codes: object) -> None:
    if not isinstance(codes, list) or not set(codes) <= set(Rank.values):
        raise ValidationError(_("This is no level of the list."))


def check_kinds(codes: object) -> None:
    if not isinstance(codes, list) or not set(codes) <= set(BODY_KINDS):
        raise ValidationError(_("This is no capacity of the list."))


class Registration(models.Model):
    """How people register for an event. `places` is what a delegation has; ranks in `beyond_places` do not count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.OneToOneField(Event, models.CASCADE, related_name="registration")
    is_open = models.BooleanField(default=False)
    due_on = models.DateField(_("Indicative date"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("Places for each delegation"), default=2)
    beyond_places = models.JSONField(_("Levels that do not count"), default=list, blank=True, validators=[check_ranks])
    open_to = models.JSONField(_("Also open to"), default=list, blank=True, validators=[check_kinds])
    nominations = models.BooleanField(_("A rapporteur is nominated"), default=False)
    terms_en = models.TextField(_("What is said above the form (English)"), blank=True)
    terms_es = models.TextField(_("What is said above the form (Spanish)"), blank=True)
    letter_en = models.TextField(_("Text of the invitation letter (English)"), blank=True)
    letter_es = models.TextField(_("Text of the invitation letter (Spanish)"), blank=True)
    signed_by_en = models.CharField(_("Who signs the letter (English)"), max_length=200, blank=True)
    signed_by_es = models.CharField(_("Who signs the letter (Spanish)"), max_length=200, blank=True)
    passport_copy = models.BooleanField(_("Ask travellers for a copy of the passport"), default=False)
    keep_days = models.PositiveSmallIntegerField(_("Days after the event until travel data is deleted"), default=30)
    list_shared = models.BooleanField(_("Those who take part read the list of participants"), default=False)
    erased_at = models.DateTimeField(null=True, blank=True, help_text="travel data and addresses were deleted")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="registrations")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["event"]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def due_at(self) -> datetime | None:
        """The last minute of the indicative date in San José. It closes nothing."""
        return end_of_day(self.due_on) if self.due_on else None

    @property
    def erase_on(self) -> date | None:
        """The first day on which travel data is held no longer; None while the event has no dates."""
        last = self.event.ends or self.event.starts
        return last + timedelta(days=self.keep_days + 1) if last else None

    @property
    def beyond_names(self) -> list[str]:
        return [str(Rank(code).label) for code in self.beyond_places]


class EntitlementRule(models.Model):
    """So many persons of each of these countries and bodies have something paid, in the words of the document.

    A rule without countries and bodies names a group that the document does not list.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="rules")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(_("What it gives"), max_length=10, choices=RuleKind)
    places = models.PositiveSmallIntegerField(_("Persons of each"), default=2)
    group_en = models.CharField(_("Whom it means (English)"), max_length=200)
    group_es = models.CharField(_("Whom it means (Spanish)"), max_length=200, blank=True)
    countries = models.ManyToManyField(
        Country, blank=True, related_name="entitlements", verbose_name=_("Member Countries")
    )
    bodies = models.ManyToManyField(Body, blank=True, related_name="entitlements", verbose_name=_("Organizations"))

    class Meta:
        ordering = ["registration", "order"]
        constraints = [models.UniqueConstraint(fields=["registration", "order"], name="entitlement_order_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.places} × {self.group_en}"

    def means(self, country_id: object, body_id: object) -> bool:
        """Does it name this country or body? Call with both prefetched."""
        named = {row.pk for row in self.countries.all()} if country_id else {row.pk for row in self.bodies.all()}
        return (country_id or body_id) in named


class FundingLine(models.Model):
    """One line of the matrix: what is paid, by whom (nobody: the delegations bear it), for whom (no rule: for all)."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="funding")
    order = models.PositiveSmallIntegerField()
    item_en = models.CharField(_("What is paid (English)"), max_length=200)
    item_es = models.CharField(_("What is paid (Spanish)"), max_length=200, blank=True)
    payer_country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Country that pays")
    )
    payer_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Organization that pays")
    )
    rule = models.ForeignKey(
        EntitlementRule, models.SET_NULL, null=True, blank=True, related_name="lines", verbose_name=_("For whom")
    )
    note_en = models.CharField(_("Remark (English)"), max_length=300, blank=True)
    note_es = models.CharField(_("Remark (Spanish)"), max_length=300, blank=True)

    class Meta:
        ordering = ["registration", "order"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "order"], name="funding_order_once"),
            models.CheckConstraint(condition=Q(payer_country=None) | Q(payer_body=None), name="funding_by_one"),
        ]

    def __str__(self) -> str:
        return self.item_en

    @property
    def payer(self) -> Country | Body | None:
        return self.payer_body or self.payer_country

    @property
    def payer_name(self) -> str:
        """Who pays, in the reader's language."""
        return pick(self.payer, "name") if self.payer else str(_("The delegations themselves"))


class DutyHolder(models.Model):
    """A person, in one seat, to whom the Secretariat gave a duty for one event; the seat opens no more than that."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="duties")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="duties")
    duty = models.CharField(_("Duty"), max_length=12, choices=Duty)

    class Meta:
        ordering = ["registration", "duty", "membership__user__name"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "membership", "duty"], name="duty_of_a_person_once")
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_duty_display()}"
