"""Who takes part: delegations of countries and bodies, and the persons they consist of.

No history is kept of these rows: a name that was replaced or erased is gone. The trail says what was done, not to whom.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Body, Country
from accounts.seats import Seat
from common.i18n import pick, sort_key
from events.enums import DelegationStatus, Duty, PartyKind, Presence, Rank, WishedRole
from events.models.registration import DutyHolder, EntitlementRule, Registration


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, seat: Seat) -> "DelegationQuerySet":
        """The desk and the event's registrars see all of them; a country and a body their own."""
        if seat.is_desk:
            return self
        if seat.membership is None:
            return self.none()
        seen = Q(registration__in=with_duty(seat, Duty.REGISTRAR))
        if seat.is_workspace:
            seen |= Q(country=seat.home, registration__is_open=True) | Q(country=seat.home, answered_at__isnull=False)
        if seat.body:
            seen |= Q(body=seat.body, kind=seat.role)
        return self.filter(seen)


def with_duty(seat: Seat, *duties: Duty) -> Any:
    """The registrations for which this seat has one of these duties, as a subquery."""
    return DutyHolder.objects.filter(membership=seat.membership, duty__in=duties).values("registration")


class Delegation(models.Model):
    """One country, one body, or a guest named in words. Members' stand there from the day registration opens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="delegations")
    kind = models.CharField(_("Capacity"), max_length=15, choices=PartyKind)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="delegations")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="delegations")
    guest_en = models.CharField(_("Guest (English)"), max_length=200, blank=True)
    guest_es = models.CharField(_("Guest (Spanish)"), max_length=200, blank=True)
    status = models.CharField(max_length=15, choices=DelegationStatus, default=DelegationStatus.INVITED)
    contact = models.CharField(_("Contact for questions"), max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(_("Places by exception"), null=True, blank=True)
    places_note = models.CharField(_("Reason"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["registration", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "country"], condition=Q(country__isnull=False), name="delegation_of_a_country"
            ),
            models.UniqueConstraint(
                fields=["registration", "body", "kind"], condition=Q(body__isnull=False), name="delegation_of_a_body"
            ),
            models.CheckConstraint(
                condition=Q(country__isnull=False, body=None, guest_en="")
                | Q(country=None, body__isnull=False, guest_en="")
                | (Q(country=None, body=None) & ~Q(guest_en="")),
                name="delegation_of_one_party",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("events:delegation", args=[self.pk])

    @property
    def name(self) -> str:
        return self.named()

    def named(self, language: str | None = None) -> str:
        """The country, body or guest, in the reader's language or in this one."""
        who = self.country or self.body
        return pick(who, "name", language) if who else pick(self, "guest", language)

    @property
    def sort_name(self) -> str:
        return sort_key(self.name)

    @property
    def is_answered(self) -> bool:
        """Did it say who comes, or that nobody does?"""
        return self.status != DelegationStatus.INVITED

    @property
    def allowed_places(self) -> int:
        """What this delegation has, an exception included."""
        return self.registration.places if self.places is None else self.places


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, seat: Seat) -> "ParticipantQuerySet":
        """Those of the delegations that a seat sees; before a State notifies them, nobody outside it sees them."""
        rows = self.filter(delegation__in=Delegation.objects.visible_to(seat))
        if seat.membership is None:
            return rows.none()
        own = Q(notified_at__isnull=False)
        if seat.is_workspace:
            own |= Q(delegation__country=seat.home)
        if seat.body:
            own |= Q(delegation__body=seat.body, delegation__kind=seat.role)
        return rows.filter(own)


class Participant(models.Model):
    """One place in a delegation and the person who has it now. Another person takes the place over as it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="participants")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("Complete name"), max_length=200, blank=True)
    position = models.CharField(_("Position"), max_length=200, blank=True)
    institution = models.CharField(_("Institution"), max_length=200, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    rank = models.CharField(_("Level"), max_length=15, choices=Rank)
    is_head = models.BooleanField(_("Head of delegation"), default=False)
    role = models.CharField(_("Wishes to take part as"), max_length=12, choices=WishedRole, default="participant")
    theme = models.CharField(_("Theme or round table"), max_length=200, blank=True)
    presence = models.CharField(_("Takes part"), max_length=10, choices=Presence, default=Presence.IN_PERSON)
    language = models.CharField(_("Language of the letter"), max_length=2, choices=Language, default=Language.ENGLISH)
    notified_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    ticket = models.ForeignKey(
        EntitlementRule, models.SET_NULL, null=True, blank=True, related_name="travellers",
        help_text="by this rule somebody buys the ticket",
    )  # fmt: skip
    accepted_on = models.DateField(_("Accepted the invitation on"), null=True, blank=True)
    attended = models.BooleanField(_("Took part"), null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["delegation", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["delegation"], condition=Q(is_head=True), name="one_head_of_delegation"),
            models.CheckConstraint(
                condition=Q(registered_at=None) | Q(notified_at__isnull=False), name="registered_once_notified"
            ),
            models.CheckConstraint(
                condition=Q(ticket=None) | Q(registered_at__isnull=False), name="a_ticket_once_registered"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def said(self) -> str:
        """The name, or that it was erased."""
        return self.name or str(_("Name erased"))

    @property
    def is_traveller(self) -> bool:
        """Registered, and somebody buys the ticket: only then is anything about travel asked."""
        return self.registered_at is not None and self.ticket_id is not None and self.erased_at is None
