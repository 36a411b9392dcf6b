"""What happened in the demonstration: one cycle in 2022, one under way with a country in every state, a report."""

from itertools import product

from common.i18n import LANGUAGES
from events.models import NoteRow
from portal.loaders.demonstration import countries
from portal.loaders.demonstration.adopted import adopted_declaration, under_silence
from portal.loaders.demonstration.attended import people_of_the_forum
from portal.loaders.demonstration.declaration import declaration
from portal.loaders.demonstration.follow_up import follow_up, pledges
from portal.loaders.demonstration.forum import hold_forum
from portal.loaders.demonstration.last_cycle import last_cycle
from portal.loaders.demonstration.meeting import hold_meeting
from portal.loaders.demonstration.papers import write_papers
from portal.loaders.demonstration.register import practices_and_call
from portal.loaders.demonstration.reminded import remind_people
from portal.loaders.demonstration.series import write_series
from portal.loaders.demonstration.side_event import hold_side_event, take_into
from portal.loaders.demonstration.stage import Stage
from portal.loaders.demonstration.surveys import draft_of_next_template, open_questionnaires, survey_of_priorities
from portal.loaders.demonstration.told import tell_people
from publications.actions import request_render
from publications.enums import Format
from publications.models import Edition
from reporting.actions.cycles import create_cycle
from reporting.actions.report import circulate, start_report
from reporting.actions.sections import comment, handle_comment
from reporting.models import Call, Cycle


def tell(stage: Stage) -> None:
    """The whole story, roughly in the order of its days."""
    last, published = last_cycle(stage)
    follow_up(stage)
    call = open_cycle(stage, last)
    write_series(stage, call.cycle.code)
    survey_of_priorities(stage, call.cycle)
    for letter in "igdbhfekajc":
        getattr(countries, f"country_{letter}")(stage, call)
    draft = regional_report(stage, call.cycle, hold_side_event(stage))
    ask_for_files(stage, {published: Format.values, draft: [Format.PDF]})
    open_questionnaires(stage, call.cycle)
    pledges(stage)
    practices_and_call(stage, call.cycle)
    draft_of_next_template(stage)
    adopted_declaration(stage, call.cycle)
    declaration(stage, call.cycle)
    under_silence(stage, call.cycle)
    tell_people(stage, call)
    remind_people(stage, call)
    hold_forum(stage)
    people_of_the_forum(stage)
    hold_meeting(stage)
    write_papers(stage)


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


def regional_report(stage: Stage, cycle: Cycle, notes: list[NoteRow]) -> Edition:
    """A draft that circulates among members, with comments on some of its blocks."""
    stage.clock.go(-5.8)
    report = start_report(
        cycle=cycle,
        scheme=stage.scheme,
        title_en="Regional report of the demonstration cycle",
        title_es="Informe regional del ciclo de demostración",
        by=stage.secretariat,
    )
    take_into(stage, report, notes)
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
    return edition


def ask_for_files(stage: Stage, wanted: dict[Edition, list[str]]) -> None:
    """The worker makes them once the portal has started, in this order."""
    stage.clock.set(stage.clock.now)
    for edition, formats in wanted.items():
        for language, format_ in product(LANGUAGES, formats):
            request_render(edition=edition, language=language, format=format_, by=stage.secretariat)
