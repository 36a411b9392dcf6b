"""A delegation: named, notified by the State, registered by the Secretariat; a person replaced by another."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from events import entitled, rules
from events.actions.events import save_row
from events.actions.personal import forget_files
from events.enums import DelegationStatus
from events.models import Delegation, Participant
from events.notify import delegation_declined, delegation_notified, delegation_registered, person_taken_out
from events.trail import trail
from events.workflow import move

PERSON = ("name", "position", "email")
"""What goes with a person; the rest belongs to the place."""
Seen = tuple[bool | None, bool | None]
"""Whether a person took part, before and now; None is "not recorded"."""


@transaction.atomic
def add_participant(*, delegation: Delegation, fields: dict[str, Any], by: Seat) -> Participant:
    """One more person. Raises Refused when the places are taken: two who name a third at once queue here."""
    delegation = _held(delegation, by)
    _check_places(delegation, fields["rank"])
    if fields.get("is_head"):
        _drop_head(delegation)
    order = (delegation.participants.aggregate(last=Max("order"))["last"] or 0) + 1
    entered = None if rules.is_own(by, delegation) else timezone.now()
    person = Participant.objects.create(delegation=delegation, order=order, notified_at=entered, **fields)
    _reopen(delegation)
    if entered and delegation.status in (DelegationStatus.INVITED, DelegationStatus.NOT_ATTENDING):
        move(delegation, DelegationStatus.NOTIFIED, answered_at=entered)
    _trail("participant.added", person, by)
    return person


@transaction.atomic
def save_participant(*, participant: Participant, fields: dict[str, Any], version: int, by: Seat) -> None:
    """Change what is said of a place. Raises Conflict with what is stored when `version` is stale."""
    delegation = _held(participant.delegation, by)
    _check_there(participant)
    rank = fields.get("rank", participant.rank)
    if rank != participant.rank:
        _check_places(delegation, rank, leaving=participant)
    if fields.get("is_head"):
        _drop_head(delegation, keep=participant)
    save_row(participant, fields, version)
    _trail("participant.saved", participant, by, fields=sorted(fields))


@transaction.atomic
def replace_participant(*, participant: Participant, fields: dict[str, Any], version: int, by: Seat) -> None:
    """Another person takes the place over: order, level, role and theme stay; what was personal is gone.

    The State notifies the new person, the Secretariat registers. Raises Conflict when `version` is stale.
    """
    delegation = _held(participant.delegation, by)
    _check_there(participant)
    own = rules.is_own(by, delegation)
    save_row(
        participant,
        {
            **fields,
            "notified_at": None if own else timezone.now(),
            "registered_at": None,
            "ticket": None,
            "accepted_on": None,
            "attended": None,
        },
        version,
    )
    forget_files(participant)
    _reopen(delegation)
    _trail("participant.replaced", participant, by)


@transaction.atomic
def remove_participant(*, participant: Participant, by: Seat) -> None:
    """The person does not come, and nobody instead. Whom the State had notified, the Secretariat is told of."""
    delegation = _held(participant.delegation, by)
    forget_files(participant)
    _trail("participant.removed", participant, by)
    if participant.notified_at and rules.is_own(by, delegation):
        person_taken_out(participant)
    participant.delete()


@transaction.atomic
def move_participant(*, participant: Participant, up: bool, by: Seat) -> None:
    """One place up or down in the order of protocol."""
    delegation = _held(participant.delegation, by)
    rows = list(delegation.participants.order_by("order", "pk"))
    at = next((place for place, row in enumerate(rows) if row.pk == participant.pk), None)
    to = -1 if at is None else at - 1 if up else at + 1
    if at is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for order, row in enumerate(rows, start=1):
        row.order = order
    Participant.objects.bulk_update(rows, ["order"])
    _trail("participant.moved", participant, by)


@transaction.atomic
def notify_delegation(*, delegation: Delegation, contact: str, by: Seat) -> None:
    """The State tells the Secretariat who comes. Raises Refused while nobody is named or without a head.

    Nobody else does it: whom a State has not notified yet, it may still think over.
    """
    require(rules.may_answer(by, delegation))
    delegation = _held(delegation, by)
    people = list(delegation.participants.all())
    if not people:
        raise Refused(_("Name at least one person first."))
    if len(people) > 1 and not any(person.is_head for person in people):
        raise Refused(_("Say who is head of the delegation first."))
    now = timezone.now()
    delegation.participants.filter(notified_at=None).update(notified_at=now)
    fields = {"answered_at": now, "contact": contact.strip()}
    if delegation.status == DelegationStatus.NOTIFIED:
        Delegation.objects.filter(pk=delegation.pk).update(**fields)
    else:
        move(delegation, DelegationStatus.NOTIFIED, **fields)
    _trail_of(delegation, "delegation.notified", by, people=len(people))
    delegation_notified(delegation)


@transaction.atomic
def decline(*, delegation: Delegation, by: Seat) -> None:
    """The State will not take part: an answer like any other, its own. Who was named is gone."""
    require(rules.may_answer(by, delegation))
    delegation = _held(delegation, by)
    for person in delegation.participants.all():
        forget_files(person)
    delegation.participants.all().delete()
    move(delegation, DelegationStatus.NOT_ATTENDING, answered_at=timezone.now(), registered_at=None)
    _trail_of(delegation, "delegation.declined", by)
    delegation_declined(delegation)


@transaction.atomic
def register_delegation(*, delegation: Delegation, by: Seat) -> int:
    """Confirm everybody who was notified; the tickets of the event's rule go to the first ones. Gives how many."""
    require(rules.may_register(by, delegation.registration))
    delegation = _lock(delegation)
    now = timezone.now()
    waiting = delegation.participants.exclude(notified_at=None).filter(registered_at=None)
    count = waiting.update(registered_at=now)
    if delegation.status != DelegationStatus.REGISTERED:
        move(delegation, DelegationStatus.REGISTERED, registered_at=now)
    elif not count:
        raise Refused(_("Nobody waits to be registered."))
    entitled.hand_out_tickets(delegation)
    _trail_of(delegation, "delegation.registered", by, people=count)
    delegation_registered(delegation)
    return count


@transaction.atomic
def give_ticket(*, participant: Participant, gives: bool, by: Seat) -> None:
    """Say whose ticket is bought, within the places of the rule. What was sent for the travel goes with it."""
    require(rules.may_register(by, participant.delegation.registration))
    delegation = _lock(participant.delegation)
    if gives:
        rule = entitled.free_ticket(delegation)
        registered = delegation.participants.filter(pk=participant.pk, registered_at__isnull=False)
        if rule is None or not registered.update(ticket=rule):
            raise Refused(_("By the rules of the event no further ticket is bought for this delegation."))
    else:
        Participant.objects.filter(pk=participant.pk).update(ticket=None)
        forget_files(participant, travel_only=True)
    _trail("participant.ticket", participant, by, gives=gives)


@transaction.atomic
def record_attendance(*, delegation: Delegation, took_part: dict[str, Seen], by: Seat) -> tuple[int, list[Participant]]:
    """Keep who took part, by the participant's id: what the page said before and what it says now.

    Gives how many changed, and those whom somebody recorded otherwise in the meantime, which stands.
    """
    require(rules.may_register(by, delegation.registration))
    changed, otherwise = 0, []
    for person in delegation.participants.exclude(registered_at=None).select_for_update(of=("self",)):
        before, now = took_part.get(str(person.pk), (person.attended, person.attended))
        if now is before or now is person.attended:
            continue
        if person.attended is not before:
            otherwise.append(person)
            continue
        Participant.objects.filter(pk=person.pk).update(attended=now)
        changed += 1
    if changed:
        _trail_of(delegation, "delegation.attendance", by, changed=changed)
    return changed, otherwise


def _held(delegation: Delegation, by: Seat) -> Delegation:
    """The row, locked, for who may name the delegation while registration is open."""
    require(rules.may_name_delegation(by, delegation))
    if not delegation.registration.is_open and not rules.may_register(by, delegation.registration):
        raise Refused(_("Registration is closed. Write to the Secretariat."))
    return _lock(delegation)


def _lock(delegation: Delegation) -> Delegation:
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("registration__event", "country", "body")
    return rows.get(pk=delegation.pk)


def _check_there(participant: Participant) -> None:
    if participant.erased_at:
        raise Refused(_("What was known of this person was erased."))


def _check_places(delegation: Delegation, rank: str, leaving: Participant | None = None) -> None:
    """Raises Refused when a person of this level finds no place."""
    beyond = delegation.registration.beyond_places
    if rank in beyond:
        return
    others = delegation.participants.exclude(rank__in=beyond)
    taken = others.exclude(pk=leaving.pk).count() if leaving else others.count()
    places = delegation.allowed_places
    if taken >= places:
        said = ngettext(
            "The delegation has %(n)s place, and it is taken.", "The delegation has %(n)s places, and they are taken.",
            places,
        ) % {"n": places}  # fmt: skip
        more = _("Replace a person, or ask the Secretariat to note an exception.")
        names = ", ".join(delegation.registration.beyond_names)
        besides = _("Beyond them come: %(levels)s.") % {"levels": names} if names else ""
        raise Refused(" ".join(filter(None, [said, besides, more])))


def _drop_head(delegation: Delegation, keep: Participant | None = None) -> None:
    heads = delegation.participants.filter(is_head=True)
    (heads.exclude(pk=keep.pk) if keep else heads).update(is_head=False)


def _reopen(delegation: Delegation) -> None:
    """A registered delegation with somebody new in it is notified, not yet registered."""
    if delegation.status == DelegationStatus.REGISTERED:
        move(delegation, DelegationStatus.NOTIFIED)


def _trail(action: str, participant: Participant, by: Seat, **detail: Any) -> None:
    event = participant.delegation.registration.event
    trail(action, event, by=by, participant=str(participant.pk), **detail)


def _trail_of(delegation: Delegation, action: str, by: Seat, **detail: Any) -> None:
    trail(action, delegation.registration.event, by=by, delegation=str(delegation.pk), who=_code(delegation), **detail)


def _code(delegation: Delegation) -> str:
    who = delegation.country or delegation.body
    return who.code if who else "guest"
