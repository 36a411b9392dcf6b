"""The cycle before: closed, with contributions of ten members and its regional report, approved and published."""

from datetime import date, datetime

from common.dates import secretariat_zone
from portal.loaders.demonstration.stage import FOREIGN, Stage
from portal.loaders.demonstration.work import TAGS
from publications.models import Edition
from reporting.actions.clarification import acknowledge
from reporting.actions.cycles import close_call, create_cycle
from reporting.actions.publication import publish
from reporting.actions.report import approve, circulate, publish_report, revise, start_report
from reporting.actions.sections import add_block, save_block
from reporting.enums import AnswerKind, Audience, BlockKind
from reporting.models import Call, Cycle

# What each country reported on; the first three are its priorities as well.
OBJECTIVES = {
    "A": [1, 3, 5, 8, 14, 15, 21],
    "B": [1, 4, 6, 9, 14, 18, 20],
    "D": [2, 5, 7, 8, 11, 15, 23],
    "E": [3, 7, 10, 12, 17, 21],
    "F": [2, 6, 9, 13, 16, 19, 22],
    "G": [1, 4, 10, 11, 12, 18, 23],
    "K": [5, 8, 9, 14, 19, 20, 21],
    "C": [1, 5, 8, 14, 23],
    "H": [3, 5, 14, 21, 23],
    "J": [1, 5, 8, 12, 15],
}
NAMED_CHALLENGES = {
    "A": [0, 1, 3],
    "B": [0, 2, 5],
    "D": [1, 4, 6],
    "E": [0, 2, 3, 7],
    "F": [1, 2, 6],
    "G": [0, 4, 8],
    "K": [2, 3, 5],
    "C": [0, 1, 6],
    "H": [0, 1, 2],
    "J": [4, 6],
}
METHOD = {
    "heading_en": "How the report was compiled",
    "heading_es": "Cómo se compiló el informe",
    "text_en": "Member Countries answered the common template^[Country progress template, version 1.] on the "
    "objectives they chose. Each contribution was cleared by its authorities before it was submitted.\n\n"
    "The draft circulated among the members for two weeks; the presidency approved the text as it stands.",
    "text_es": "Los Países Miembros respondieron a la plantilla común^[Plantilla de avances de los países, versión 1.] "
    "sobre los objetivos que eligieron. Cada contribución fue autorizada por sus autoridades antes de presentarse.\n\n"
    "El borrador circuló entre los miembros durante dos semanas; la presidencia aprobó el texto tal como figura aquí.",
}


def last_cycle(stage: Stage) -> tuple[Cycle, Edition]:
    """A closed cycle whose answers stand beside the boxes of the present one, and the edition it ended with."""
    cycle = _open(stage)
    call = stage.open_call(cycle, _at(3, 2, 23))
    for place, letter in enumerate(OBJECTIVES):
        stage.clock.set(_at(2, 7 + place))
        _contribute(stage, call, letter, place)
    edition = _report(stage, cycle)
    stage.clock.set(_at(5, 20))
    close_call(call=call, by=stage.secretariat)
    return cycle, edition


def _at(month: int, day: int, hour: int = 10) -> datetime:
    return datetime(2022, month, day, hour, 30, tzinfo=secretariat_zone())


def _open(stage: Stage) -> Cycle:
    stage.clock.set(_at(1, 10))
    return create_cycle(
        code="demo-2022",
        name_en="Demonstration cycle 2022",
        name_es="Ciclo de demostración 2022",
        forum_en="Review forum of the demonstration, 2022",
        forum_es="Foro de examen de la demostración, 2022",
        mandate_en="Conclusion 3.a of the demonstration meeting of 2021: “To request the Secretariat to compile what "
        "Member Countries contribute.”",
        mandate_es="Conclusión 3.a de la reunión de la demostración de 2021: «Solicitar a la Secretaría que compile lo "
        "que aporten los Países Miembros».",
        starts=date(2022, 1, 1),
        ends=date(2022, 12, 31),
        is_demonstration=True,
        by=stage.secretariat,
    )


def _contribute(stage: Stage, call: Call, letter: str, place: int) -> None:
    numbers = OBJECTIVES[letter]
    work = stage.work(letter, call)
    work.set_chain((*FOREIGN, f"clearer.{work.low}"))
    for number in numbers:
        work.mark("reported", number, kind=AnswerKind.REPORTED)
        for code, pair in stage.texts.last_cycle(letter, number, place).items():
            work.answer(code, number, pair, agreed=True)
    work.mark("challenge_tags", numbers[0], choices=sorted(TAGS[n] for n in NAMED_CHALLENGES[letter]))
    for number in numbers[:3]:
        work.add_priority(number)
    clearance = work.ask_clearance(numbers)
    work.clear(clearance)
    revision = work.hand_in(clearance)
    acknowledge(revision=revision, by=stage.secretariat)
    publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)


def _report(stage: Stage, cycle: Cycle) -> Edition:
    """From the draft to the published edition."""
    stage.clock.set(_at(3, 21))
    report = start_report(
        cycle=cycle,
        scheme=stage.scheme,
        title_en="Regional report of the demonstration cycle 2022",
        title_es="Informe regional del ciclo de demostración 2022",
        by=stage.secretariat,
    )
    overview = report.blocks.get(kind=BlockKind.OVERVIEW)
    headings = {name: METHOD[name] for name in ("heading_en", "heading_es")}
    method = add_block(report=report, after=overview, by=stage.secretariat, **headings)
    texts = {name: METHOD[name] for name in ("text_en", "text_es")}
    save_block(block=method, fields=texts, version=method.version, by=stage.secretariat)
    circulate(report=report, comments_until=_at(4, 5, 23), by=stage.secretariat)
    stage.clock.set(_at(4, 7))
    revise(report=report, by=stage.secretariat)
    stage.clock.set(_at(4, 20))
    approve(report=report, by=stage.cast["presidency"])
    stage.clock.set(_at(5, 3))
    return publish_report(report=report, by=stage.cast["presidency"])
