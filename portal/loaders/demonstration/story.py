"""What happened in the demonstration: one cycle in 2022, one under way with a country in every state, a report."""

from datetime import date, datetime

from common.dates import secretariat_zone
from common.i18n import LANGUAGES
from portal.loaders.demonstration import countries
from portal.loaders.demonstration.follow_up import follow_up
from portal.loaders.demonstration.stage import FOREIGN, Stage
from portal.loaders.demonstration.told import tell_people
from publications.actions import request_render
from publications.enums import Format
from reporting.actions.clarification import acknowledge
from reporting.actions.cycles import close_call, create_cycle
from reporting.actions.report import circulate, start_report
from reporting.actions.sections import comment, handle_comment
from reporting.actions.submission import publish
from reporting.enums import AnswerKind, Audience
from reporting.models import Call, Cycle

LAST_CYCLE = {
    "A": [1, 3, 5, 8, 14, 15, 21],
    "B": [1, 4, 6, 9, 14, 18, 20],
    "D": [2, 5, 7, 8, 11, 15, 23],
    "E": [3, 7, 10, 12, 17, 21],
    "F": [2, 6, 9, 13, 16, 19, 22],
    "G": [1, 4, 10, 11, 12, 18, 23],
    "K": [5, 8, 9, 14, 19, 20, 21],
}


def tell(stage: Stage) -> None:
    """The whole story, roughly in the order of its days."""
    last = last_cycle(stage)
    follow_up(stage)
    call = open_cycle(stage, last)
    for letter in "igdbhfekajc":
        getattr(countries, f"country_{letter}")(stage, call)
    regional_report(stage, call.cycle)
    tell_people(stage, call)


def last_cycle(stage: Stage) -> Cycle:
    """A closed cycle whose answers stand beside the boxes of the present one."""
    zone = secretariat_zone()
    stage.clock.set(datetime(2022, 1, 10, 9, tzinfo=zone))
    cycle = create_cycle(
        code="demo-2022",
        name_en="Demonstration cycle 2022",
        name_es="Ciclo de demostración 2022",
        starts=date(2022, 1, 1),
        ends=date(2022, 12, 31),
        is_demonstration=True,
        by=stage.secretariat,
    )
    call = stage.open_call(cycle, datetime(2022, 3, 2, 23, 59, tzinfo=zone))
    for place, (letter, numbers) in enumerate(LAST_CYCLE.items()):
        stage.clock.set(datetime(2022, 2, 7 + place, 10, 30, tzinfo=zone))
        work = stage.work(letter, call)
        work.set_chain((*FOREIGN, f"clearer.{work.low}"))
        for number in numbers:
            work.mark("reported", number, kind=AnswerKind.REPORTED)
            for code, pair in stage.texts.last_cycle(letter, number, place).items():
                work.answer(code, number, pair, agreed=True)
        clearance = work.ask_clearance(numbers)
        work.clear(clearance)
        revision = work.hand_in(clearance)
        acknowledge(revision=revision, by=stage.secretariat)
        publish(revision=revision, audience=Audience.PUBLIC, by=work.focal_point)
    stage.clock.set(datetime(2022, 5, 2, 9, tzinfo=zone))
    close_call(call=call, by=stage.secretariat)
    return cycle


def open_cycle(stage: Stage, last: Cycle) -> Call:
    stage.clock.go(-75)
    cycle = create_cycle(
        code="demo",
        name_en="Demonstration cycle",
        name_es="Ciclo de demostración",
        forum_en="Review forum of the demonstration",
        forum_es="Foro de examen de la demostración",
        mandate_en="Conclusion 4.b of the demonstration meeting: “To request the Secretariat to invite "
        "contributions of Member Countries and to compile them by round table.”",
        mandate_es="Conclusión 4.b de la reunión de la demostración: «Solicitar a la Secretaría que invite "
        "a los Países Miembros a presentar contribuciones y que las compile por mesa redonda».",
        instruction_en="The Presidency Pro-Tempore asks that the draft be circulated with two weeks for comments.",
        instruction_es="La Presidencia Pro-Témpore pide circular el borrador con dos semanas para comentarios.",
        starts=stage.clock.day(-90),
        ends=stage.clock.day(270),
        previous=last,
        is_demonstration=True,
        by=stage.secretariat,
    )
    return stage.open_call(cycle, stage.clock.moment(40).replace(hour=23, minute=59))


def regional_report(stage: Stage, cycle: Cycle) -> None:
    """A draft that circulates among members, with comments on some of its blocks."""
    stage.clock.go(-5.8)
    report = start_report(
        cycle=cycle,
        scheme=stage.scheme,
        title_en="Regional report of the demonstration cycle",
        title_es="Informe regional del ciclo de demostración",
        by=stage.secretariat,
    )
    stage.clock.go(-5.2)
    until = stage.clock.moment(9).replace(hour=23, minute=59)
    edition = circulate(report=report, comments_until=until, by=stage.secretariat)
    blocks = {block.parameters.get("objective"): block for block in report.blocks.all()}
    remarks = (
        (-4, "focal.b", 5, "El texto citado es el de la revisión 1; una segunda revisión está en preparación."),
        (-3, "focal.f", 14, "Se sugiere una referencia cruzada al objetivo 4 en la introducción del capítulo."),
        (-2, "presidency", 23, "The presidency suggests naming the next steps in the introduction."),
    )
    for days, who, number, words in remarks:
        stage.clock.go(days)
        last = comment(block=blocks[number], text=words, by=stage.cast[who])
    stage.clock.go(-1)
    handle_comment(row=last, remark="Added to the introduction of the next version.", by=stage.secretariat)
    stage.clock.set(stage.clock.now)
    for language in LANGUAGES:
        request_render(edition=edition, language=language, format=Format.PDF, by=stage.secretariat)
