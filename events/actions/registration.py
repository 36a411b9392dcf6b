"""The terms of registration: opened and closed, who pays what, who has a duty, who comes as a guest."""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import Body, Country, Membership
from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from events import rules
from events.actions.events import save_row
from events.enums import Duty, PartyKind
from events.models import Delegation, DutyHolder, EntitlementRule, Event, FundingLine, Registration
from events.notify import duty_given, registration_opened
from events.roster import members_to_invite
from events.trail import trail


@transaction.atomic
def start_registration(*, event: Event, by: Seat) -> Registration:
    """The terms of an event, with the usual values; those that are there already."""
    require(rules.may_keep_registration(by))
    registration, created = Registration.objects.get_or_create(event=event)
    if created:
        trail("registration.started", event, by=by)
    return registration


@transaction.atomic
def save_terms(*, registration: Registration, fields: dict[str, Any], version: int, by: Seat) -> None:
    """Change the terms. Raises Conflict with what is stored when `version` is stale."""
    require(rules.may_keep_registration(by))
    save_row(registration, fields, version)
    trail("registration.terms_saved", registration.event, by=by, fields=sorted(fields))


@transaction.atomic
def open_registration(*, registration: Registration, by: Seat) -> int:
    """Invite every Member Country at once; gives how many were invited now. Opened again, it invites who is missing."""
    require(rules.may_keep_registration(by))
    Registration.objects.filter(pk=registration.pk).update(is_open=True)
    registration.is_open = True
    there = set(registration.delegations.values_list("country", flat=True))
    missing = [country for country in members_to_invite(registration.event) if country.pk not in there]
    invited = Delegation.objects.bulk_create(
        Delegation(registration=registration, kind=PartyKind.MEMBER, country=country) for country in missing
    )
    trail("registration.opened", registration.event, by=by, invited=len(invited))
    registration_opened(registration, [delegation.country_id for delegation in invited])
    return len(invited)


@transaction.atomic
def close_registration(*, registration: Registration, by: Seat) -> None:
    """No more is notified; what was notified stays."""
    require(rules.may_keep_registration(by))
    Registration.objects.filter(pk=registration.pk).update(is_open=False)
    registration.is_open = False
    trail("registration.closed", registration.event, by=by)


@transaction.atomic
def come_as_body(*, registration: Registration, by: Seat) -> Delegation:
    """The delegation of the seat's own body. Raises Refused where the event is not open to its capacity."""
    body = by.body
    if body is None or not registration.is_open or by.role not in registration.open_to:
        raise Refused(_("Registration for this event is not open to you."))
    delegation, created = Delegation.objects.get_or_create(registration=registration, kind=by.role, body=body)
    if created:
        trail("delegation.came", registration.event, by=by, delegation=str(delegation.pk), who=body.code)
    return delegation


@transaction.atomic
def invite(
    *, registration: Registration, kind: str, by: Seat, country: Country | None = None, body: Body | None = None,
    guest_en: str = "", guest_es: str = "",
) -> Delegation:  # fmt: skip
    """Enter a body, a country or a guest by hand. Raises Refused when it is there already."""
    require(rules.may_keep_registration(by))
    try:
        with transaction.atomic():
            delegation = Delegation.objects.create(
                registration=registration, kind=kind, country=country, body=body, guest_en=guest_en, guest_es=guest_es
            )
    except IntegrityError as error:
        raise Refused(_("This delegation is there already.")) from error
    trail("delegation.invited", registration.event, by=by, delegation=str(delegation.pk), kind=kind)
    return delegation


@transaction.atomic
def add_rule(
    *, registration: Registration, countries: Collection[Country], bodies: Collection[Body], by: Seat, **fields: Any
) -> EntitlementRule:
    """So many persons of each of these have something paid."""
    require(rules.may_keep_registration(by))
    rule = EntitlementRule.objects.create(registration=registration, order=_next(registration.rules), **fields)
    rule.countries.set(countries)
    rule.bodies.set(bodies)
    trail("registration.rule_added", registration.event, by=by, kind=rule.kind, places=rule.places)
    return rule


@transaction.atomic
def add_funding(*, registration: Registration, by: Seat, **fields: Any) -> FundingLine:
    """One line of the matrix of who pays what."""
    require(rules.may_keep_registration(by))
    line = FundingLine.objects.create(registration=registration, order=_next(registration.funding), **fields)
    trail("registration.funding_added", registration.event, by=by)
    return line


@transaction.atomic
def remove_term(*, row: EntitlementRule | FundingLine, by: Seat) -> None:
    """Take a rule or a line away. Raises Refused for a rule by which tickets are bought."""
    require(rules.may_keep_registration(by))
    if isinstance(row, EntitlementRule) and row.travellers.exists():
        raise Refused(_("Tickets are bought by this rule. Take them from the travellers first."))
    trail("registration.term_removed", row.registration.event, by=by, row=str(row)[:250])
    row.delete()


def _next(rows: Any) -> int:
    """The place after the last one; two who add at once queue behind the event's terms."""
    Registration.objects.select_for_update().get(pk=rows.instance.pk)
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def give_duty(*, registration: Registration, membership: Membership, duty: str, by: Seat) -> DutyHolder:
    """Ask a person, in one seat, to register, to buy the tickets, or to choose the rapporteur."""
    require(rules.may_keep_registration(by))
    holder, created = DutyHolder.objects.get_or_create(registration=registration, membership=membership, duty=duty)
    if created:
        trail("registration.duty_given", registration.event, by=by, duty=duty, membership=str(membership.pk))
        duty_given(holder)
    return holder


@transaction.atomic
def take_duty(*, holder: DutyHolder, by: Seat) -> None:
    """The seat sees and does no more for this event than any other."""
    require(rules.may_keep_registration(by))
    event, duty = holder.registration.event, Duty(holder.duty)
    trail("registration.duty_taken", event, by=by, duty=duty, membership=str(holder.membership_id))
    holder.delete()


@transaction.atomic
def allow_places(*, delegation: Delegation, places: int | None, note: str, by: Seat) -> None:
    """Note an exception to the places of a delegation, with its reason; None takes it back."""
    require(rules.may_register(by, delegation.registration))
    if places is not None and not note.strip():
        raise Refused(_("An exception is noted with its reason."))
    kept = "" if places is None else note.strip()
    Delegation.objects.filter(pk=delegation.pk).update(places=places, places_note=kept)
    delegation.refresh_from_db()
    trail("delegation.places", delegation.registration.event, by=by, delegation=str(delegation.pk), places=places)
