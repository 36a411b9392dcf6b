"""One meeting that is to come, with delegations in every state. Persons are named by function alone."""

from typing import Any

from accounts.models import Body, Country, StakeholderCategory
from events.actions.delegations import (
    add_participant,
    decline,
    notify_delegation,
    register_delegation,
    replace_participant,
)
from events.actions.events import add_part, create_event
from events.actions.nominations import nominate
from events.actions.personal import accept_invitation, send_travel
from events.actions.registration import (
    add_funding,
    add_rule,
    allow_places,
    come_as_body,
    give_duty,
    invite,
    open_registration,
    save_terms,
    start_registration,
)
from events.enums import Duty, EventAudience, EventKind, Mode, PartRole, PartyKind, Presence, Rank, RuleKind
from events.models import Delegation, Event, Participant, Registration
from portal.loaders.demonstration.cast import BODIES, MINISTRIES, SPANISH
from portal.loaders.demonstration.stage import Stage

HOST = "E"
LISTED = "ABCDFHJK"
"""The countries whose tickets and courtesies the note of the demonstration lists."""


def hold_meeting(stage: Stage) -> None:
    """The meeting, its terms, and what each delegation did about it."""
    stage.clock.go(-20)
    registration = _terms(stage, _event(stage))
    stage.clock.go(-18)
    open_registration(registration=registration, by=stage.secretariat)
    _duties(stage, registration)
    _members(stage, registration)
    _others(stage, registration)


def _event(stage: Stage) -> Event:
    event = create_event(
        code="demo-preparatory-workshop",
        kind=EventKind.WORKSHOP,
        name_en="Preparatory workshop of the demonstration",
        name_es="Taller preparatorio de la demostración",
        es_unofficial=False,
        starts=stage.clock.day(45),
        ends=stage.clock.day(46),
        time_zone="America/Costa_Rica",
        mode=Mode.HYBRID,
        place_en="City of Country E",
        place_es="Ciudad del País E",
        languages=["en", "es"],
        interpretation=True,
        level_en="A technical level is expected, with capacity to decide; Vice-Ministers are welcome.",
        level_es="Se espera un nivel técnico con capacidad de decisión; las Viceministras y los Viceministros "
        "que deseen asistir son bienvenidos.",
        audience=EventAudience.MEMBERS,
        by=stage.secretariat,
    )
    add_part(event=event, role=PartRole.HOST, who=_country(HOST), by=stage.secretariat)
    add_part(event=event, role=PartRole.PRESIDENCY, who=_country("G"), by=stage.secretariat)
    return event


def _terms(stage: Stage, event: Event) -> Registration:
    by = stage.secretariat
    registration = start_registration(event=event, by=by)
    fields = {
        "due_on": stage.clock.day(9),
        "places": 2,
        "beyond_places": [Rank.MINISTER.value, Rank.VICE_MINISTER.value],
        "open_to": [PartyKind.OBSERVER.value, PartyKind.CIVIL_SOCIETY.value, PartyKind.STAKEHOLDER.value],
        "nominations": True,
        "passport_copy": True,
        "terms_en": "Kindly notify a maximum of two officials. Vice-Ministers who decide to attend do not count.",
        "terms_es": "Sírvase notificar un máximo de dos funcionarios o funcionarias. Las Viceministras y los "
        "Viceministros que decidan asistir no cuentan en estos cupos.",
        "signed_by_en": "Executive Secretariat",
        "signed_by_es": "Secretaría Ejecutiva",
    }
    save_terms(registration=registration, fields=fields, version=1, by=by)
    listed = [_country(letter) for letter in LISTED]
    civil, observer = _body("civil"), _body("observer")
    tickets = add_rule(
        registration=registration, kind=RuleKind.TICKET, places=2, group_en="Member Countries listed in the note",
        group_es="Países Miembros enumerados en la nota", countries=listed, bodies=[civil], by=by,
    )  # fmt: skip
    courtesies = add_rule(
        registration=registration, kind=RuleKind.COURTESY, places=2, group_en="Member Countries listed, civil society",
        group_es="Países Miembros enumerados, sociedad civil", countries=listed, bodies=[civil], by=by,
    )  # fmt: skip
    host = _country(HOST)
    lines: list[dict[str, Any]] = [
        {"item_en": "Venue and interpretation", "item_es": "Sede e interpretación", "payer_country": host},
        {"item_en": "Accommodation, 2 nights, with breakfast", "item_es": "Alojamiento, 2 noches, con desayuno",
         "payer_country": host, "rule": courtesies},
        {"item_en": "Flights", "item_es": "Vuelos", "payer_body": observer, "rule": tickets,
         "note_en": "Bought directly; tickets that participants buy are not reimbursed.",
         "note_es": "Se compran directamente; los boletos que compren los participantes no se reembolsan."},
        {"item_en": "Transfers between airport and hotel", "item_es": "Traslados entre el aeropuerto y el hotel"},
    ]  # fmt: skip
    for line in lines:
        add_funding(registration=registration, by=by, **line)
    registration.refresh_from_db()
    return registration


def _duties(stage: Stage, registration: Registration) -> None:
    for name, duty in (("observer", Duty.TICKETS), ("civil", Duty.TASK_FORCE), ("secretariat2", Duty.REGISTRAR)):
        membership = stage.cast[name].membership
        if membership:
            give_duty(registration=registration, membership=membership, duty=duty, by=stage.secretariat)


def _members(stage: Stage, registration: Registration) -> None:
    """A prepares; B, E, J are notified; D, G, K registered; F replaced a person; H stays away; C and I are silent."""
    scenes: tuple[tuple[float, str, list[dict[str, Any]], bool], ...] = (
        (-12, "D", [{"rank": Rank.SENIOR}, {"role": "speaker", "theme": "Labour migration"}], True),
        (-11, "G", [{"rank": Rank.VICE_MINISTER}, {"rank": Rank.SENIOR}, {}], True),
        (-10, "K", [{}, {"rank": Rank.MIDDLE}], True),
        (-9, "F", [{"rank": Rank.MIDDLE}, {}], True),
        (-6, "B", [{"rank": Rank.SENIOR, "role": "moderator"}, {}], False),
        (-4, "J", [{}, {"presence": Presence.ONLINE}], False),
    )
    for days, letter, people, registered in scenes:
        stage.clock.go(days)
        come(stage, registration, letter, people)
        if registered:
            stage.clock.go(days + 1)
            register_delegation(delegation=delegation_of(registration, letter), by=stage.secretariat)
    stage.clock.go(-8)
    host = delegation_of(registration, HOST)
    note = "Hosts the meeting / Anfitrión de la reunión"
    allow_places(delegation=host, places=4, note=note, by=stage.secretariat)
    come(stage, registration, HOST, [{"rank": Rank.SENIOR}, {}, {}])
    stage.clock.go(-7)
    decline(delegation=delegation_of(registration, "H"), by=stage.cast["focal.h"])
    stage.clock.go(-5)
    first = delegation_of(registration, "F").participants.order_by("order")[0]
    fields = {"name": _named("F", 3), "position": "", "email": "delegate3.f@demo.example"}
    replace_participant(participant=first, fields=fields, version=first.version, by=stage.cast["focal.f"])
    stage.clock.go(-3)
    middle: dict[str, Any] = {"rank": Rank.MIDDLE}
    for more in (middle, {}):
        _name(stage, delegation_of(registration, "A"), "A", more)
    _travels(stage, registration)


def _travels(stage: Stage, registration: Registration) -> None:
    """The delegation of Country D accepted; one of its two travellers sent the data for the ticket."""
    stage.clock.go(-2)
    for person in delegation_of(registration, "D").participants.order_by("order"):
        stored = Participant.objects.select_related("delegation__registration__event").get(pk=person.pk)
        accept_invitation(participant=stored, on=stage.clock.day(-2), upload=None, by=stage.cast["focal.d"])
        if stored.is_head:
            values = {
                "passport_name": stored.name, "born_on": "1980-01-01", "nationality": "Country D", "document": "D-0001",
                "valid_until": f"{stage.clock.today.year + 5}-01-01", "departure": "Capital of Country D",
            }  # fmt: skip
            send_travel(participant=stored, values=values, version=0, by=stage.cast["focal.d"])


def _others(stage: Stage, registration: Registration) -> None:
    """An observer and civil society come, a guest takes part online, and two persons are nominated as rapporteur."""
    stage.clock.go(-6)
    for name, words in (("observer", "Observer body A"), ("civil", "Civil-society organization A")):
        row = come_as_body(registration=registration, by=stage.cast[name])
        fields = _fields(f"Representative of {words}", f"{name}.delegate@demo.example", {"rank": Rank.REPRESENTATIVE})
        add_participant(delegation=row, fields=fields | {"institution": words}, by=stage.cast[name])
        notify_delegation(delegation=row, contact="", by=stage.cast[name])
    guest = invite(
        registration=registration, kind=PartyKind.GUEST, guest_en="Champion country (guest)",
        guest_es="País campeón (invitado)", by=stage.secretariat,
    )  # fmt: skip
    online = {"presence": Presence.ONLINE, "role": "speaker"}
    fields = _fields("Guest speaker 1", "guest1@demo.example", online)
    add_participant(delegation=guest, fields=fields, by=stage.secretariat)
    stage.clock.go(-4)
    for name, category in (("civil", "civil-society"), ("stakeholder", "academia")):
        found = StakeholderCategory.objects.filter(code=category).first() or StakeholderCategory.objects.first()
        if found:
            nominate(
                registration=registration, session=None, category=found, name=f"Nominee of {BODIES[name][2]}",
                organization=BODIES[name][2], email=f"{name}.nominee@demo.example", reasons="", by=stage.cast[name],
            )  # fmt: skip


def come(stage: Stage, registration: Registration, letter: str, people: list[dict[str, Any]]) -> None:
    """The focal point of a country names these persons and notifies them."""
    delegation = delegation_of(registration, letter)
    for more in people:
        _name(stage, delegation, letter, more)
    notify_delegation(delegation=delegation, contact="", by=stage.cast[f"focal.{letter.lower()}"])


def _name(stage: Stage, delegation: Delegation, letter: str, more: dict[str, Any]) -> None:
    number = delegation.participants.count() + 1
    fields = _fields(_named(letter, number), f"delegate{number}.{letter.lower()}@demo.example", more)
    spanish = letter in SPANISH
    fields |= {
        "institution": MINISTRIES["foreign"][spanish],
        "is_head": number == 1,
        "language": "es" if spanish else "en",
    }
    add_participant(delegation=delegation, fields=fields, by=stage.cast[f"focal.{letter.lower()}"])


def _named(letter: str, number: int) -> str:
    """By function, in the country's language."""
    return (
        f"Persona delegada {number} del País {letter}"
        if letter in SPANISH
        else f"Delegate {number} of Country {letter}"
    )


def _fields(name: str, email: str, more: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name, "position": "", "institution": "", "email": email, "rank": Rank.TECHNICAL, "is_head": False,
        "role": "participant", "theme": "", "presence": Presence.IN_PERSON, "language": "en", **more,
    }  # fmt: skip


def delegation_of(registration: Registration, letter: str) -> Delegation:
    """The delegation of a placeholder member, with all that its acts need."""
    rows = Delegation.objects.select_related("registration__event", "country", "body")
    return rows.get(registration=registration, country__code=f"XX{letter}")


def _country(letter: str) -> Country:
    return Country.objects.get(code=f"XX{letter}")


def _body(name: str) -> Body:
    return Body.objects.get(code=BODIES[name][0])
