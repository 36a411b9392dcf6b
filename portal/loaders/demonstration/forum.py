"""A forum of the demonstration: two sessions, what they found, and a rapporteur's report in the record."""

from datetime import time

from accounts.models import Country
from accounts.seats import Seat
from events.actions.agenda import add_item, save_day
from events.actions.concept import add_section, open_concept
from events.actions.events import add_part, create_event
from events.actions.findings import Found, save_finding
from events.actions.session_reports import accept, hand_over, name_rapporteur, save_text
from events.actions.sessions import Asked, add_session
from events.enums import (
    ConceptKind,
    EventAudience,
    EventKind,
    FindingKind,
    ItemKind,
    Mode,
    PartRole,
    QuestionTopic,
    SessionMethod,
)
from events.models import AgendaSpeaker, Event, Finding, Session, SessionReport
from objectives.models import Objective
from portal.loaders.demonstration.stage import Stage

QUESTIONS = {
    QuestionTopic.PRACTICES: (
        "Which practices of recent years have worked, and what made them work?",
        "¿Qué prácticas de los últimos años han funcionado y qué hizo que funcionaran?",
    ),
    QuestionTopic.CHALLENGES: (
        "Which challenges remain, and which of them are shared?",
        "¿Qué desafíos persisten y cuáles de ellos son compartidos?",
    ),
    QuestionTopic.COOPERATION: (
        "What can regional cooperation add to what each country does?",
        "¿Qué puede aportar la cooperación regional a lo que hace cada país?",
    ),
}
FOUND = {
    "1": {
        QuestionTopic.PRACTICES: (
            Found("One window for documents at the border shortened the wait and was understood by everybody."),
            Found("Mobile teams reach persons who do not come to an office.", said_by="Panel"),
        ),
        QuestionTopic.CHALLENGES: (
            Found("Staff trained for one situation are moved to another before they can use what they learned."),
        ),
        QuestionTopic.COOPERATION: (
            Found("A common form for referrals, so that nobody has to tell the same story twice."),
            Found("Los países vecinos pueden avisarse de un aumento repentino de llegadas.", language="es"),
        ),
    },
    "2": {
        QuestionTopic.PRACTICES: (
            Found("Recognition of diplomas decided within a stated number of days.", said_by="Group 1"),
            Found("The deadline helps only where the reasons are given in writing.", FindingKind.COMMENT, "Group 3"),
        ),
        QuestionTopic.CHALLENGES: (
            Found("Las empresas pequeñas no conocen los permisos que existen.", said_by="Grupo 2", language="es"),
        ),
        QuestionTopic.COOPERATION: (
            Found("Publish vacancies and requirements of several countries in one place.", said_by="Group 3"),
        ),
    },
}
REPORTS = {
    "1": {
        "en": "The session heard four practices and agreed on what they share: they begin with the person, and they "
        "name one institution that answers.\n\n- One window and mobile teams were described by several participants.\n"
        "- Continuity of trained staff was named as the challenge that most have in common.\n- A common form for "
        "referrals was proposed as a first step among neighbouring countries.",
        "es": "La sesión conoció cuatro prácticas y coincidió en lo que comparten: parten de la persona y designan una "
        "institución que responde.\n\n- Varias personas participantes describieron la ventanilla única y los equipos "
        "móviles.\n- La continuidad del personal capacitado se señaló como el desafío más común.\n- Como primer paso "
        "entre países vecinos se propuso un formulario común de remisión.",
    },
    "2": {
        "en": "Three groups worked on one question each and commented on the findings of the others. Stated times and "
        "written reasons were the finding on which all three agreed.",
    },
}
CONCEPT = (
    (
        ConceptKind.BACKGROUND,
        ("Background", "Antecedentes"),
        "Contributions to the demonstration cycle are being compiled by round table^[See the mandate of the cycle.]. "
        "The forum lets those who carry the measures out compare what they found.",
        "Las contribuciones al ciclo de demostración se compilan por mesa redonda^[Véase el mandato del ciclo.]. El "
        "foro permite que quienes ejecutan las medidas comparen lo que han encontrado.",
    ),
    (
        ConceptKind.PRODUCT,
        ("Product", "Producto"),
        "A report of the sessions, with findings under the same three questions, read by Member Countries.",
        "Un informe de las sesiones, con hallazgos bajo las mismas tres preguntas, leído por los Países Miembros.",
    ),
    (ConceptKind.AGENDA, ("Agenda", "Agenda"), "", ""),
)


def hold_forum(stage: Stage) -> None:
    """Its sessions; the report of the first is part of the record, that of the second waits at the desk."""
    stage.clock.go(-45)
    event = _event(stage)
    _concept(stage, event)
    sessions = {
        "1": _session(stage, event, "1", SessionMethod.PANEL, [7, 8, 14, 15], "Protection along the route",
                      "Protección a lo largo de la ruta"),
        "2": _session(stage, event, "2", SessionMethod.KNOWLEDGE_CAFE, [5, 6, 18], "Regular pathways and work",
                      "Vías regulares y trabajo"),
    }  # fmt: skip
    _agenda(stage, event, sessions)
    stage.clock.go(-11)
    for code, who in (("1", "stakeholder"), ("2", "focal.b")):
        _report(stage, sessions[code], stage.cast[who])
    stage.clock.go(-9)
    accept(report=SessionReport.objects.get(session=sessions["1"]), by=stage.secretariat)


def _event(stage: Stage) -> Event:
    event = create_event(
        code="demo-forum", kind=EventKind.FORUM, name_en="Forum of the demonstration",
        name_es="Foro de la demostración", es_unofficial=False, starts=stage.clock.day(-12), ends=stage.clock.day(-11),
        time_zone="America/Costa_Rica", mode=Mode.HYBRID, place_en="City of Country G", place_es="Ciudad del País G",
        languages=["en", "es"], interpretation=True, cycle_code="demo", audience=EventAudience.MEMBERS,
        purpose_en="To compare what the measures of recent years have brought, and to name what regional cooperation "
        "can add.",
        purpose_es="Comparar lo que han aportado las medidas de los últimos años y señalar lo que puede añadir la "
        "cooperación regional.",
        by=stage.secretariat,
    )  # fmt: skip
    host = Country.objects.get(code="XXG")
    add_part(event=event, role=PartRole.HOST, who=host, by=stage.secretariat)
    return event


def _concept(stage: Stage, event: Event) -> None:
    for kind, (title_en, title_es), english, spanish in CONCEPT:
        fields = {
            "kind": kind, "title_en": title_en, "title_es": title_es, "text_en": english, "text_es": spanish,
            "es_unofficial": False,
        }  # fmt: skip
        add_section(event=event, fields=fields, by=stage.secretariat)
    open_concept(event=event, audience=EventAudience.MEMBERS, by=stage.secretariat)


def _session(
    stage: Stage, event: Event, code: str, method: str, numbers: list[int], title_en: str, title_es: str
) -> Session:
    fields = {
        "code": code, "title_en": title_en, "title_es": title_es, "method": method, "experts": 3,
        "es_unofficial": False,
    }  # fmt: skip
    return add_session(
        event=event, fields=fields, objectives=list(Objective.objects.filter(number__in=numbers)),
        questions=[Asked(None, topic, *texts) for topic, texts in QUESTIONS.items()], by=stage.secretariat,
    )  # fmt: skip


def _agenda(stage: Stage, event: Event, sessions: dict[str, Session]) -> None:
    day = save_day(event=event, on=stage.clock.day(-12), opens=time(9), closes=time(17), by=stage.secretariat)
    slots = add_item(
        day=day, by=stage.secretariat, start=time(9), end=time(10), number="1", kind=ItemKind.COUNTRY_PRESENTATIONS,
        title_en="Progress of Member Countries", title_es="Avances de los Países Miembros", es_unofficial=False,
    )  # fmt: skip
    AgendaSpeaker.objects.bulk_create(
        AgendaSpeaker(item=slots, order=order, country=country)
        for order, country in enumerate(Country.objects.filter(code__in=["XXD", "XXG", "XXK"]).order_by("code"), 1)
    )
    for number, (code, start, end) in enumerate((("1", time(10), time(12)), ("2", time(14), time(16))), start=2):
        session = sessions[code]
        add_item(
            day=day, by=stage.secretariat, start=start, end=end, number=str(number), kind=ItemKind.ROUND_TABLE,
            title_en=session.title_en, title_es=session.title_es, es_unofficial=False, session=session,
        )  # fmt: skip


def _report(stage: Stage, session: Session, by: Seat) -> None:
    """The rapporteur writes what was found, then the report, and hands it over."""
    if by.membership is None:
        raise LookupError(session.code)
    name_rapporteur(session=session, membership=by.membership, by=stage.secretariat)
    report = SessionReport.objects.get(session=session)
    for topic, found in FOUND[session.code].items():
        rows = Finding.objects.filter(question__session=session, question__topic=topic).order_by("order")
        for row, one in zip(rows, found, strict=False):
            save_finding(finding=row, found=one, version=row.version, by=by)
    for language, words in REPORTS[session.code].items():
        text = report.texts.get(language=language)
        save_text(text=text, written=words, version=text.version, by=by)
    hand_over(report=report, by=by)
