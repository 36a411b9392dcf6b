"""What became of the conclusions of a demonstration meeting: commitments, documents, hand-over, pledges, money."""

from datetime import timedelta

from accounts.models import Body, Country, PresidencyTerm
from commitments.actions.commitments import add_note
from commitments.actions.contributions import record_contribution
from commitments.actions.papers import create_paper, state
from commitments.actions.pledges import move_pledge, start_pledge
from commitments.enums import Fund, PaperKind, PledgeStatus, Position, Progress, Readers, Receipt
from commitments.enums import Stage as PaperStage
from commitments.models import Commitment
from events.actions.conclusions import store_conclusions
from events.actions.events import create_event, publish_conclusions, save_event
from events.actions.follow_up import link_event, make_commitment
from events.actions.handover import freeze_handover
from events.actions.papers import decide, prepare_for
from events.intake.conclusions import parse_conclusions
from events.models import Event
from portal.loaders.demonstration.cast import NOTE
from portal.loaders.demonstration.stage import Stage

BEFORE = "F"
CONCLUSIONS = {
    "en": """1. To thank Country F as Presidency Pro-Tempore for the organization of the meeting.
2. To update the calendar as follows:
Working Group on Labour Migration:
a. To develop a common guide on the recognition of skills, with the support of Country B.
Working Group on Irregular and Mass Migration:
b. Review and approve the campaign on the risks of irregular migration, in coordination with the Working Group on \
Border Management.
Working Group on Border Management:
c. Review and approve the campaign on the risks of irregular migration.
d. Exchange of experts on border posts, to be held in Country D.
3. To request the Executive Secretariat to prepare a calendar of courses.
4. To recommend approval of the guidelines on the first interview.""",
    "es": """1. Agradecer al País F, Presidencia Pro-Témpore, la organización de la reunión.
2. Actualizar el calendario como sigue:
Grupo de Trabajo sobre Migración Laboral:
a. Elaborar una guía común sobre el reconocimiento de competencias, con el apoyo del País B.
Grupo de Trabajo sobre Migración Irregular y Masiva:
b. Revisar y aprobar la campaña sobre los riesgos de la migración irregular, en coordinación con el Grupo de Trabajo \
sobre Gestión Fronteriza.
Grupo de Trabajo sobre Gestión Fronteriza:
c. Revisar y aprobar la campaña sobre los riesgos de la migración irregular.
d. Intercambio de especialistas sobre puestos fronterizos, que se celebrará en el País D.
3. Solicitar a la Secretaría Ejecutiva que prepare un calendario de cursos.
4. Recomendar la aprobación de las directrices sobre la primera entrevista.""",
}
PLEDGE = {
    "en": "Country A will train two hundred consular officers on the rights of migrants in the next two years.",
    "es": "El País A capacitará en los próximos dos años a doscientas personas del servicio consular en los derechos "
    "de las personas migrantes.",
}


def follow_up(stage: Stage) -> None:
    """A meeting under the presidency of Country F, and what the next presidency found open."""
    countries = {row.code: row for row in Country.objects.filter(is_placeholder=True)}
    bodies = {row.code: row for row in Body.objects.filter(kind="organ")}
    term = PresidencyTerm.objects.create(
        country=countries[f"XX{BEFORE}"], starts=stage.clock.day(-546), ends=stage.clock.day(-181), source=NOTE
    )
    meeting = _meeting(stage)
    made = _commitments(stage, meeting, countries, bodies)
    _papers(stage, meeting, countries, bodies)
    stage.clock.go(-181)
    freeze_handover(term=term, by=stage.secretariat)
    _afterwards(stage, meeting, made)
    _contributions(stage, countries)


def _event(stage: Stage, code: str, days: int, **fields: object) -> Event:
    day = stage.clock.day(days)
    event = create_event(code=code, starts=day, ends=day, by=stage.secretariat, **fields)
    return save_event(event=event, fields={"audience": "public"}, version=event.version, by=stage.secretariat)


def _meeting(stage: Stage) -> Event:
    stage.clock.go(-420)
    meeting = _event(
        stage, "demo-meeting", -420, kind="meeting", organ=Body.objects.get(code="rcgm"),
        name_en="Meeting of the demonstration", name_es="Reunión de la demostración", es_unofficial=False,
    )  # fmt: skip
    for language, text in CONCLUSIONS.items():
        store_conclusions(
            event=meeting, parsed=parse_conclusions(text, language), language=language, by=stage.secretariat
        )
    meeting.refresh_from_db()
    publish_conclusions(event=meeting, public=True, by=stage.cast["presidency"])
    return meeting


def _commitments(
    stage: Stage, meeting: Event, countries: dict[str, Country], bodies: dict[str, Body]
) -> dict[str, Commitment]:
    stage.clock.go(-415)
    wanted: tuple[tuple[tuple[str, ...], list[str], list[str], str, str], ...] = (
        (("2.a",), ["wg-labour"], ["XXB"], "first semester", "primer semestre"),
        (("2.b", "2.c"), ["wg-irregular", "wg-border"], [], "", ""),
        (("2.d",), ["wg-border", "XXD"], [], "", ""),
        (("3",), ["executive-secretariat"], [], "before the next meeting", "antes de la próxima reunión"),
    )
    made = {}
    for references, owners, supporters, english, spanish in wanted:
        lines = [meeting.conclusions.select_related("event__organ").get(reference=one) for one in references]
        made[references[0]] = make_commitment(
            conclusions=lines,
            owners=[bodies.get(code) or countries[code] for code in owners],
            supporters=[countries[code] for code in supporters],
            due_words_en=english,
            due_words_es=spanish,
            by=stage.secretariat,
        )
    _note(stage, made["3"], -300, Progress.FULFILLED, "The calendar was sent to Member Countries.",
          "El calendario se envió a los Países Miembros.")  # fmt: skip
    _note(stage, made["2.a"], -260, Progress.UNDER_WAY, "A first version is with the working group.",
          "El grupo de trabajo tiene una primera versión.")  # fmt: skip
    return made


def _note(stage: Stage, made: Commitment, days: int, status: Progress, english: str, spanish: str) -> None:
    stage.clock.go(days)
    add_note(
        commitment=made, on=stage.clock.day(days), status=status, text_en=english, text_es=spanish, by=stage.secretariat
    )


def _afterwards(stage: Stage, meeting: Event, made: dict[str, Commitment]) -> None:
    exchange = _event(
        stage, "demo-exchange", -60, kind="workshop", place_en="Country D", place_es="País D", es_unofficial=False,
        name_en="Exchange of experts on border posts", name_es="Intercambio de especialistas sobre puestos fronterizos",
    )  # fmt: skip
    link_event(commitment=made["2.d"], event=exchange, by=stage.secretariat)
    _note(stage, made["2.d"], -58, Progress.FULFILLED, "The exchange was held.", "El intercambio se celebró.")
    _note(stage, made["2.b"], -20, Progress.NEEDS_TIME, "The two groups consult on one text for both.",
          "Los dos grupos consultan sobre un texto común.")  # fmt: skip


def _papers(stage: Stage, meeting: Event, countries: dict[str, Country], bodies: dict[str, Body]) -> None:
    stage.clock.go(-430)
    guidelines = create_paper(
        code="demo-guidelines", kind=PaperKind.GUIDELINES, title_en="Guidelines on the first interview",
        title_es="Directrices sobre la primera entrevista", es_unofficial=False, group=bodies["wg-protection"],
        by=stage.secretariat,
    )  # fmt: skip
    report = create_paper(
        code="demo-report-labour", kind=PaperKind.REPORT, title_en="Report of the Working Group on Labour Migration",
        title_es="Informe del Grupo de Trabajo sobre Migración Laboral", es_unofficial=False, group=bodies["wg-labour"],
        by=stage.secretariat,
    )  # fmt: skip
    stage.clock.go(-419)
    on = stage.clock.day(-420)
    line = meeting.conclusions.select_related("event__organ").get(reference="4")
    decide(
        paper=guidelines, stage=PaperStage.RECOMMENDED, on=on, organ=bodies["rcgm"], conclusion=line,
        by=stage.secretariat,
    )  # fmt: skip
    decide(paper=report, stage=PaperStage.APPROVED, on=on, organ=bodies["rcgm"], by=stage.secretariat)
    state(
        paper=guidelines, country=countries["XXE"], position=Position.NEEDS_TIME, on=on,
        until_en="the first quarter of next year", until_es="el primer trimestre del próximo año", by=stage.secretariat,
    )  # fmt: skip
    budget = create_paper(
        code="demo-budget", kind=PaperKind.BUDGET, title_en="Budget of the Executive Secretariat, next year",
        title_es="Presupuesto de la Secretaría Ejecutiva, próximo año", es_unofficial=False,
        group=bodies["executive-secretariat"], by=stage.secretariat,
    )  # fmt: skip
    coming = _event(
        stage, "demo-next-meeting", 75, kind="meeting", organ=bodies["rcgm"], es_unofficial=False,
        name_en="Next meeting of the demonstration", name_es="Próxima reunión de la demostración",
        time_zone="America/Costa_Rica", mode="in_person", place_en="City of Country G", place_es="Ciudad del País G",
        languages=["en", "es"],
    )  # fmt: skip
    prepare_for(paper=budget, event=coming, months=1, by=stage.secretariat)


def pledges(stage: Stage) -> None:
    """One published, through every step of its country's chain; one being written."""
    stage.clock.go(-30)
    focal_point = stage.cast["focal.a"]
    first = start_pledge(text_en=PLEDGE["en"], text_es=PLEDGE["es"], by=focal_point)
    move_pledge(pledge=first, to=PledgeStatus.ASKED, by=focal_point)
    for signer in stage.signers("a"):
        move_pledge(pledge=first, to=PledgeStatus.CLEARED, by=signer)
    move_pledge(pledge=first, to=PledgeStatus.PUBLISHED, readers=Readers.PUBLIC, by=focal_point)
    start_pledge(text_en="A second pledge of Country A, still being written.", by=focal_point)


def _contributions(stage: Stage, countries: dict[str, Country]) -> None:
    stage.clock.go(-10)
    received = stage.clock.today - timedelta(days=40)
    for letter in "ABCDG":
        record_contribution(
            country=countries[f"XX{letter}"], fund=Fund.BUDGET, year=received.year, receipt=Receipt.RECEIVED,
            received_on=received, by=stage.secretariat,
        )  # fmt: skip
    record_contribution(
        country=countries["XXA"], fund=Fund.RESERVE, year=received.year, receipt=Receipt.NOT_YET, by=stage.secretariat
    )
