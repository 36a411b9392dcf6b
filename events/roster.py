"""Reads of registration that several pages and documents share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import DateField, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Country, PresidencyTerm, dated
from accounts.seats import Seat, say_who
from common.dates import today
from common.i18n import sort_key
from events.enums import DelegationStatus, Duty, PartyKind, SlotOrder
from events.models import Delegation, Event, Participant, PersonalFile, Registration
from events.models.delegation import with_duty
from events.trail import acts_on

ORDER = {kind: place for place, kind in enumerate(PartyKind)}


def delegations_of(registration: Registration, seat: Seat) -> list[Delegation]:
    """The delegations that a seat sees, each with the persons it sees, by kind and in the order of the language.

    Three queries.
    """
    people = Participant.objects.visible_to(seat).order_by("order", "pk")
    rows = Delegation.objects.visible_to(seat).filter(registration=registration)
    return sort_delegations(with_people(rows, people))


def with_people(rows: QuerySet[Delegation], people: QuerySet[Participant]) -> QuerySet[Delegation]:
    rows = rows.select_related("country", "body", "registration__event")
    return rows.prefetch_related(Prefetch("participants", people.select_related("ticket").prefetch_related("files")))


def sort_delegations(rows: QuerySet[Delegation], language: str | None = None) -> list[Delegation]:
    """By kind, then in the alphabetical order of the language (of the page where none is named)."""

    def key(delegation: Delegation) -> tuple[int, str]:
        return ORDER[PartyKind(delegation.kind)], sort_key(delegation.named(language))

    return sorted(rows, key=key)


def listed(registration: Registration, order: str, language: str | None = None) -> list[Delegation]:
    """Delegations with registered persons, for the official list: alphabetical, the presidency first by protocol."""
    people = Participant.objects.exclude(registered_at=None).order_by("order", "pk")
    rows = Delegation.objects.filter(registration=registration, participants__in=people).distinct()
    found = sort_delegations(with_people(rows, people), language)
    if order == SlotOrder.PROTOCOL:
        first = protocol_first(registration.event)
        found.sort(key=lambda delegation: (ORDER[PartyKind(delegation.kind)], delegation.country_id not in first))
    return found


def protocol_first(event: Event) -> set[object]:
    """Who stands before the alphabet: the country in the presidency on the event's first day."""
    return set(PresidencyTerm.objects.filter(dated(event.starts or today())).values_list("country", flat=True))


def members_to_invite(event: Event) -> list[Country]:
    """The members on the event's first day: those of the record for an event on record, else whoever is there."""
    return list(Country.objects.members(event.starts).filter(is_placeholder=of_demonstration(event)))


def of_demonstration(event: Event) -> bool:
    """Is it a meeting of placeholder members? One query."""
    return Event.objects.filter(is_of_demonstration(), pk=event.pk).exists()


def is_of_demonstration() -> Q:
    """The condition on events: what is on no record is of placeholder members, where any are on its first day."""
    first_day = Coalesce(OuterRef("starts"), Value(today(), DateField()))
    placeholders = Country.objects.members(first_day).filter(is_placeholder=True)
    return Q(Exists(placeholders), source=None)


@dataclass
class Counted:
    """How far registration is, calmly: who has not answered stands as a list, without a mark."""

    by_status: dict[str, list[Delegation]] = field(default_factory=dict)

    @property
    def silent(self) -> list[Delegation]:
        return self.by_status.get(DelegationStatus.INVITED, [])

    @property
    def lines(self) -> list[tuple[str, int]]:
        return [
            (str(DelegationStatus(status).label), len(self.by_status[status]))
            for status in DelegationStatus.values
            if status in self.by_status and status != DelegationStatus.INVITED
        ]


def count(delegations: Sequence[Delegation]) -> Counted:
    counted = Counted()
    for delegation in delegations:
        counted.by_status.setdefault(delegation.status, []).append(delegation)
    return counted


def open_to(seat: Seat) -> QuerySet[Registration]:
    """Registrations that concern a seat: of its own delegation, of its duties, or open to its capacity."""
    if seat.membership is None:
        return Registration.objects.none()
    own = Q(delegations__in=Delegation.objects.visible_to(seat)) | Q(pk__in=with_duty(seat, *Duty))
    if seat.body:
        own |= Q(is_open=True, open_to__contains=[seat.role])
    return Registration.objects.filter(own).distinct()


def travellers(registration: Registration) -> list[Participant]:
    """Whose ticket somebody buys, by delegation, with whether they sent what is needed."""
    rows = Participant.objects.filter(
        delegation__registration=registration, ticket__isnull=False, registered_at__isnull=False, erased_at=None
    )
    rows = rows.select_related("delegation__country", "delegation__body", "ticket", "travel")
    files = Prefetch("files", PersonalFile.objects.order_by("kind"))
    return sorted(rows.prefetch_related(files), key=lambda row: (row.delegation.sort_name, row.order))


LOOKS = {
    "travel.seen": _("Data for the ticket"),
    "file.seen": _("A file"),
    "participant.given_out": _("Everything, for the person"),
}
SHOWN_LOOKS = 100


@dataclass(frozen=True)
class Look:
    """That somebody looked at what a person sent: who, when, at what, and whose (None for who is out since)."""

    by: str
    at: datetime
    what: str
    whose: Participant | None


def looks_at(registration: Registration) -> list[Look]:
    """The last looks at personal data of an event, the newest first. Two queries."""
    acts = acts_on(registration.event, *LOOKS, last=SHOWN_LOOKS)
    people = Participant.objects.in_bulk([act.detail["participant"] for act in acts])
    whose = {str(pk): person for pk, person in people.items()}
    return [
        Look(say_who(act.actor_label), act.at, str(LOOKS[act.action]), whose.get(act.detail["participant"]))
        for act in acts
    ]


def reads_list(seat: Seat, registration: Registration) -> bool:
    """May the seat have the official list? The desk always; once it is shared, delegations that somebody of is in it.

    One query at most.
    """
    if seat.is_desk:
        return True
    registered = Q(registration=registration, participants__registered_at__isnull=False)
    return registration.list_shared and Delegation.objects.visible_to(seat).filter(registered).exists()
