"""An event whose registration is open, and people in its delegations."""

import io
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.seats import Seat
from common.dates import today
from events.actions.delegations import add_participant, notify_delegation, register_delegation
from events.actions.registration import add_rule, open_registration, start_registration
from events.models import Delegation, Event, Participant, Registration
from tests.factories.world import World

TRAVEL = {
    "passport_name": "Delegate 1 of Country A", "born_on": "1980-02-03", "nationality": "A", "document": "X1",
    "valid_until": "2099-12-31", "departure": "City A",
}  # fmt: skip


def make_registration(world: World, **terms: object) -> Registration:
    """A meeting that is to come, with registration open to Countries A, B and C."""
    event = Event.objects.create(
        code="m", kind="meeting", name_en="Meeting M", name_es="Reunión M", starts=date(2099, 3, 1),
        ends=date(2099, 3, 2), audience="members",
    )  # fmt: skip
    registration = start_registration(event=event, by=world.secretariat)
    Registration.objects.filter(pk=registration.pk).update(**terms)
    registration.refresh_from_db()
    open_registration(registration=registration, by=world.secretariat)
    return registration


def delegation_of(registration: Registration, letter: str) -> Delegation:
    rows = Delegation.objects.select_related("registration__event", "country", "body")
    return rows.get(registration=registration, country__code=f"XX{letter}")


def a_person(number: int = 1, letter: str = "A", **fields: object) -> dict[str, object]:
    """The fields of a participant by function, as no real person is named."""
    return {
        "name": f"Delegate {number} of Country {letter}", "position": "Official", "institution": "Ministry",
        "email": f"delegate{number}@{letter.lower()}.example", "rank": "technical", "is_head": number == 1,
        "role": "participant", "theme": "", "presence": "in_person", "language": "en", **fields,
    }  # fmt: skip


def come(delegation: Delegation, by: Seat, *people: dict[str, object]) -> list[Participant]:
    """Name and notify these people; Delegate 1 alone without any."""
    for fields in people or (a_person(letter=delegation.name[-1]),):
        add_participant(delegation=delegation, fields=fields, by=by)
    notify_delegation(delegation=delegation, contact="", by=by)
    delegation.refresh_from_db()
    return list(delegation.participants.order_by("order"))


def with_ticket(world: World, registration: Registration) -> Participant:
    """Delegate 1 of Country A, registered, whose ticket is bought."""
    add_rule(
        registration=registration, kind="ticket", places=2, group_en="Countries A and B", group_es="Países A y B",
        countries=[world.countries["A"], world.countries["B"]], bodies=[], by=world.secretariat,
    )  # fmt: skip
    delegation = delegation_of(registration, "A")
    come(delegation, world.focal_point)
    register_delegation(delegation=delegation, by=world.secretariat)
    return Participant.objects.select_related("delegation__registration__event", "delegation__country").get()


def picture(name: str = "scan.png", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    saved = io.BytesIO()
    Image.new("RGB", size, "white").save(saved, format="PNG")
    return SimpleUploadedFile(name, saved.getvalue(), content_type="image/png")


def pass_by(registration: Registration, days: int) -> None:
    """The event ended so many days ago."""
    ended = today() - timedelta(days=days)
    Event.objects.filter(pk=registration.event_id).update(starts=ended, ends=ended)
