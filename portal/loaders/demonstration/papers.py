"""What belongs to the meetings of the demonstration: notes, agendas, their chain, a plan and what calls are about."""

from datetime import time
from typing import Any

from accounts.models import Body, Country
from commitments.actions.commitments import add_note
from commitments.actions.papers import create_paper, take_step
from commitments.actions.plans import take_item
from commitments.enums import PaperKind, Progress
from commitments.enums import Stage as PaperStage
from events.actions.agenda import add_item, save_day
from events.actions.concept import add_section, open_concept
from events.actions.events import add_link
from events.enums import LinkKind, NoteOf
from events.models import Conclusion, Event
from portal.loaders.demonstration.stage import Stage
from portal.loaders.files import read
from reporting.actions.themes import say_theme
from reporting.models import Call

ITEMS = (
    ("1.1", "wg-labour", "B", "first semester", "primer semestre",
     "To describe the diplomas that are asked for most, in both languages.",
     "Describir los diplomas que más se solicitan, en ambos idiomas."),
    ("1.2", "wg-labour", "K", "second semester", "segundo semestre",
     "To try the common guide with two institutions that volunteer.",
     "Probar la guía común con dos instituciones voluntarias."),
    ("2.1", "executive-secretariat", "D", "", "",
     "To gather vacancies and requirements in one place.",
     "Reunir vacantes y requisitos en un solo lugar."),
)  # fmt: skip


def write_papers(stage: Stage) -> None:
    """After the meetings and the questionnaires are there."""
    _plan(stage)
    _themes(stage)
    stage.clock.go(-3)
    events = {event.code: event for event in Event.objects.filter(code__startswith="demo-")}
    for code, row in read("demonstration/meetings").items():
        _notes(stage, events[code], row)
        _agenda(stage, events[code], row["agenda"])
    _chain(stage, events)


def _notes(stage: Stage, event: Event, row: dict[str, Any]) -> None:
    """Both notes, opened to whoever reads the meeting."""
    for note in NoteOf:
        for section in row[note.value]:
            add_section(event=event, fields=section | {"es_unofficial": False}, note=note, by=stage.secretariat)
        open_concept(event=event, audience=row["audience"], note=note, by=stage.secretariat)


def _agenda(stage: Stage, event: Event, row: dict[str, Any]) -> None:
    if event.starts is None:
        raise LookupError(event.code)
    hours = {name: time.fromisoformat(row[name]) for name in ("opens", "closes")}
    day = save_day(event=event, on=event.starts, by=stage.secretariat, **hours)
    for item in row["items"]:
        at = {name: time.fromisoformat(item[name]) for name in ("start", "end")}
        add_item(day=day, by=stage.secretariat, **item | at, es_unofficial=False)


def _chain(stage: Stage, events: dict[str, Event]) -> None:
    """The forum led to the workshop, which comes before the next meeting; a conclusion asked for the exchange."""
    by = stage.secretariat
    asked = Conclusion.objects.get(event=events["demo-meeting"], reference="2.d")
    for code, kind, to in (
        ("demo-forum", LinkKind.LED_TO, events["demo-preparatory-workshop"]),
        ("demo-preparatory-workshop", LinkKind.PRECEDES, events["demo-next-meeting"]),
        ("demo-exchange", LinkKind.ASKED_BY, asked),
        ("demo-meeting", LinkKind.PRECEDES, events["demo-next-meeting"]),
    ):
        add_link(event=events[code], kind=kind, to=to, by=by)


def _plan(stage: Stage) -> None:
    """Of a working group, recommended, with an item that is under way."""
    by, bodies = stage.secretariat, {row.code: row for row in Body.objects.filter(kind="organ")}
    stage.clock.go(-120)
    plan = create_paper(
        code="demo-plan-labour", kind=PaperKind.PLAN, title_en="Regional plan of action on the recognition of skills",
        title_es="Plan regional de acción sobre el reconocimiento de competencias", es_unofficial=False,
        group=bodies["wg-labour"], by=by,
    )  # fmt: skip
    take_step(paper=plan, stage=PaperStage.RECOMMENDED, on=stage.clock.day(-120), organ=bodies["rcgm"], by=by)
    stage.clock.go(-118)
    for number, owner, letter, due_en, due_es, english, spanish in ITEMS:
        made = take_item(
            plan=plan, number=number, text_en=english, text_es=spanish, owners=[bodies[owner]],
            supporters=[Country.objects.get(code=f"XX{letter}")], due_words_en=due_en, due_words_es=due_es, by=by,
        )  # fmt: skip
        if number == "1.1":
            add_note(
                commitment=made, on=stage.clock.day(-118), status=Progress.UNDER_WAY, by=by,
                text_en="The group has begun with three diplomas.", text_es="El grupo empezó con tres diplomas.",
            )  # fmt: skip


def _themes(stage: Stage) -> None:
    """What two of the open questionnaires ask contributions on; a conclusion asked for one of them."""
    asked = Conclusion.objects.get(event__code="demo-meeting", reference="2.a")
    for code, english, spanish, conclusion in (
        ("contributions_of_rncom", "Recognition of skills", "Reconocimiento de competencias", asked),
        ("stakeholder_questionnaire", "Information and referral along the route",
         "Información y remisión a lo largo de la ruta", None),
    ):  # fmt: skip
        call = Call.objects.get(cycle__code="demo", template_version__template__code=code)
        say_theme(
            call=call, theme_en=english, theme_es=spanish, conclusion=conclusion, objectives=(), by=stage.secretariat
        )
