"""Who came to the forum of the demonstration, the note that led them there, and the notes of its first session."""

from events.actions.concept import add_section, open_concept
from events.actions.delegations import decline, record_attendance, register_delegation
from events.actions.note_rows import Point, add_row, save_point, save_summary
from events.actions.notes import name_notetaker, open_notes, save_head, share_notes
from events.actions.registration import close_registration, open_registration, save_terms, start_registration
from events.enums import ConceptKind, EventAudience, NoteKind, NoteOf, Presence, Rank
from events.models import Event, Registration, Session
from portal.loaders.demonstration.meeting import come, delegation_of
from portal.loaders.demonstration.stage import Stage

CAME = "BDFGJK"
LOGISTICS = (
    (
        ConceptKind.VENUE,
        ("Venue", "Sede"),
        "Conference centre of the host ministry. The doors open at 8:00; a badge is given at the entrance against an "
        "identity document.",
        "Centro de conferencias del ministerio anfitrión. Las puertas abren a las 8:00; a la entrada se entrega un "
        "gafete contra un documento de identidad.",
    ),
    (
        ConceptKind.HOTEL,
        ("Hotels", "Hoteles"),
        "Rooms are held at two hotels within walking distance until two weeks before the forum.",
        "Hay habitaciones reservadas en dos hoteles a distancia caminable hasta dos semanas antes del foro.",
    ),
    (
        ConceptKind.TRANSFERS,
        ("Transfers", "Traslados"),
        "Participants arrange their own transfers between airport and hotel.",
        "Las personas participantes organizan por su cuenta los traslados entre el aeropuerto y el hotel.",
    ),
    (
        ConceptKind.CONNECTIVITY,
        ("Connection and remote participation", "Conexión y participación a distancia"),
        "The sessions can be followed online with interpretation. The address is sent two days before.",
        "Las sesiones pueden seguirse en línea con interpretación. La dirección se envía dos días antes.",
    ),
)
POINTS = (
    Point(
        text="One window for documents at the border shortened the wait.", kind=NoteKind.PRACTICE,
        attributed="Country D", objectives="4, 11",
    ),
    Point(
        text="Mobile teams reach persons who do not come to an office.", kind=NoteKind.PRACTICE,
        attributed="Civil-society organization A", objectives="15", principles="a",
    ),
    Point(
        text="El personal capacitado para una situación se traslada a otra antes de poder aplicar lo aprendido.",
        language="es", kind=NoteKind.CHALLENGE, attributed="Country B\nCountry F", objectives="7",
    ),
    Point(
        text="A common form for referrals, to be drafted before the next forum.", kind=NoteKind.NEXT_STEP,
        attributed="Member Countries", objectives="7, 12",
    ),
    Point(
        text="Asked that the experience of consulates along the route be heard in the next session.",
        kind=NoteKind.INTERVENTION, attributed="Country K", objectives="14",
    ),
    Point(
        text="Offered to share its protocol for the first interview in writing.",
        kind=NoteKind.INTERVENTION, attributed="Country D", objectives="12",
    ),
)  # fmt: skip
SUMMARY = {
    "en": "Introduction\nThe session asked what protects persons along the route and what four countries learned.\n\n"
    "Panel discussion\n- One window for documents at the border shortened the wait.\n- Mobile teams reach persons who "
    "do not come to an office.\n\nInterventions from the floor\nCountry K: the experience of consulates along the "
    "route should be heard.\nCountry D: its protocol for the first interview can be shared in writing.",
    "es": "Introducción\nLa sesión preguntó qué protege a las personas a lo largo de la ruta y qué aprendieron cuatro "
    "países.\n\nPanel de discusión\n- La ventanilla única para documentos en la frontera acortó la espera.\n- Los "
    "equipos móviles llegan a personas que no acuden a una oficina.\n\nIntervenciones de la sala\nPaís K: conviene oír "
    "la experiencia de los consulados a lo largo de la ruta.\nPaís D: puede compartir por escrito su protocolo de la "
    "primera entrevista.",
}


def people_of_the_forum(stage: Stage) -> None:
    """Six delegations come, one stays away, the others did not answer; attendance is not recorded of everybody."""
    event = Event.objects.get(code="demo-forum")
    stage.clock.go(-40)
    registration = _registration(stage, event)
    _logistics(stage, event)
    _delegations(stage, registration)
    _notes(stage, event)
    _attendance(stage, registration)


def _registration(stage: Stage, event: Event) -> Registration:
    registration = start_registration(event=event, by=stage.secretariat)
    fields = {
        "due_on": stage.clock.day(-25), "places": 2, "beyond_places": [Rank.MINISTER.value, Rank.VICE_MINISTER.value],
        "list_shared": True, "signed_by_en": "Executive Secretariat", "signed_by_es": "Secretaría Ejecutiva",
    }  # fmt: skip
    save_terms(registration=registration, fields=fields, version=1, by=stage.secretariat)
    registration.refresh_from_db()
    open_registration(registration=registration, by=stage.secretariat)
    return registration


def _logistics(stage: Stage, event: Event) -> None:
    for kind, (title_en, title_es), english, spanish in LOGISTICS:
        fields = {
            "kind": kind, "title_en": title_en, "title_es": title_es, "text_en": english, "text_es": spanish,
            "es_unofficial": False,
        }  # fmt: skip
        add_section(event=event, fields=fields, by=stage.secretariat, note=NoteOf.LOGISTICS)
    open_concept(event=event, audience=EventAudience.MEMBERS, by=stage.secretariat, note=NoteOf.LOGISTICS)


def _delegations(stage: Stage, registration: Registration) -> None:
    for days, letter in enumerate(CAME, start=-36):
        stage.clock.go(days)
        second = {"presence": Presence.ONLINE} if letter in "FK" else {"role": "speaker", "theme": "Protection"}
        come(stage, registration, letter, [{"rank": Rank.SENIOR}, second])
        stage.clock.go(days + 1)
        register_delegation(delegation=delegation_of(registration, letter), by=stage.secretariat)
    stage.clock.go(-27)
    decline(delegation=delegation_of(registration, "H"), by=stage.cast["focal.h"])


def _notes(stage: Stage, event: Event) -> None:
    """Two of Country A's officials take notes of the first session with the desk; members read them."""
    stage.clock.go(-13)
    takers = [stage.cast[name] for name in ("contributor.a", "focal2.a")]
    for taker in takers:
        if taker.membership:
            name_notetaker(event=event, membership=taker.membership, by=stage.secretariat)
    table = open_notes(event=event, session=Session.objects.get(event=event, code="1"), by=stage.secretariat)
    stage.clock.go(-12)
    save_head(table=table, fields={"date": stage.clock.day(-12)}, by=takers[0])
    while table.rows.count() < len(POINTS):
        add_row(table=table, by=takers[0])
    for number, (row, point) in enumerate(zip(table.rows.all(), POINTS, strict=True)):
        save_point(row=row, point=point, version=row.version, by=takers[number % 2])
    for summary in table.summaries.all():
        save_summary(summary=summary, text=SUMMARY[summary.language], version=summary.version, by=stage.secretariat)
    share_notes(table=table, shared=True, by=stage.secretariat)


def _attendance(stage: Stage, registration: Registration) -> None:
    """As somebody saw it: one stayed away, of one it is not recorded."""
    stage.clock.go(-11)
    close_registration(registration=registration, by=stage.secretariat)
    for letter in CAME:
        delegation = delegation_of(registration, letter)
        people = list(delegation.participants.order_by("order"))
        said: dict[str, tuple[bool | None, bool | None]] = {str(person.pk): (None, True) for person in people}
        if letter == "J":
            said[str(people[1].pk)] = (None, False)
        if letter == "K":
            del said[str(people[1].pk)]
        record_attendance(delegation=delegation, took_part=said, by=stage.secretariat)
