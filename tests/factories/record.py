"""A few rows of everything that stands on record."""

from datetime import date, time

from django.utils import timezone

from commitments.models import Commitment, Paper
from events.enums import EventAudience, EventKind, LinkKind
from events.models import AgendaDay, AgendaItem, AgendaSpeaker, ConceptSection, Conclusion, Event
from practices.models import Practice
from reporting.actions import templates
from reporting.actions.answers import save_item
from reporting.models import Call, SurveyResult
from sources.models import Figure, Source, Statement
from tests.factories.declarations import attach_statement, publish_declaration
from tests.factories.documents import make_edition, make_file
from tests.factories.work import answer_on, fill, publish_all, submit_all

FIGURE = {"label_en": "Permits", "label_es": "Permisos", "value": "12.5", "unit": "%", "source": "Ministry"}


def make_record() -> None:
    """Two of each: sources, figures, statements, practices, meetings with conclusions; and an edition with a file."""
    for number in (1, 2):
        source = Source.objects.create(
            code=f"source-{number}", title_en=f"Source {number}", title_es=f"Fuente {number}", symbol=f"S/{number}",
            date=date(2024, 1, number),
        )  # fmt: skip
        figure = Figure.objects.create(
            code=f"figure-{number}", statement_en=f"Figure {number}", value=str(number), source=source, order=number
        )
        figure.objectives.set([7 + number])
        statement = Statement.objects.create(
            code=f"statement-{number}", kind=Statement.Kind.INTERVENTION, order=number, attributed_to_en="The chair",
            attributed_to_es="La presidencia", text_en=f"Words {number}", text_es=f"Palabras {number}",
            occasion_en="A forum", occasion_es="Un foro", source=source,
        )  # fmt: skip
        statement.objectives.set([8, 9])
        statement.principles.set(["a"])
        practice = Practice.objects.create(
            code=f"practice-{number}", title_en=f"Practice {number}", order=number, status=Practice.Status.PUBLISHED
        )
        practice.objectives.set([8])
        event = Event.objects.create(
            code=f"event-{number}", kind=EventKind.FORUM, name_en=f"Forum {number}", name_es=f"Foro {number}",
            source=source, audience=EventAudience.PUBLIC, conclusions_public=True,
            concept_audience=EventAudience.PUBLIC,
        )  # fmt: skip
        line = Conclusion.objects.create(event=event, reference="1.a", order=1, text_en=f"To approve {number}")
        commitment = Commitment.objects.create(
            code=f"event-{number}.1.a", reference=f"Forum {number}, 1.a", kind="follow_up", readers="public",
            text_en=f"To approve {number}", meeting_code=event.code,
        )  # fmt: skip
        commitment.notes.create(on=date(2024, 2, number), status="open", text_en=f"Begun {number}", source=source)
        commitment.origins.create(conclusion=line)
        event.fulfilments.create(commitment=commitment)
        event.links.create(kind=LinkKind.ASKED_BY, to_conclusion=line, note_en="In its words")
        event.links.create(kind=LinkKind.REPORTED_IN, to_source=source, confirmed=False)
        event.date_changes.create(starts=date(2023, 12, number), reason_en="Postponed")
        day = AgendaDay.objects.create(event=event, date=date(2024, 1, number))
        item = AgendaItem.objects.create(
            day=day, order=1, start=time(10), end=time(11, 30), number="1", title_en=f"Opening {number}",
            title_es=f"Apertura {number}", notes_en="Group photograph afterwards",
        )  # fmt: skip
        AgendaSpeaker.objects.create(item=item, order=1, words_en="The chair", words_es="La presidencia")
        session = event.sessions.create(code="1", order=1, title_en=f"Session {number}", overview_en="What we do")
        session.objectives.set([8])
        session.questions.create(order=1, topic="practices", text_en="Which practices?")
        ConceptSection.objects.create(event=event, order=1, kind="background", title_en="Background", text_en="Why")
        paper = Paper.objects.create(
            code=f"paper-{number}", kind="report", title_en=f"Report {number}", stage="approved"
        )
        paper.steps.create(on=date(2024, 1, number), stage="approved")
    edition = make_edition()
    make_file(edition)
    edition.transmittals.create(
        addressee_en="Forum of the United Nations", addressee_es="Foro de las Naciones Unidas", on=date(2024, 6, 1),
        symbol="A/AC.1/1", address="https://undocs.org/A/AC.1/1",
    )  # fmt: skip


def publish_results_of_a_survey(world) -> Call:
    """Two rows, as they are written when the results of a questionnaire are published."""
    by = world.secretariat
    version = templates.create_template(code="survey", audience="survey", name_en="Survey", name_es="Encuesta", by=by)
    titles = {"title_en": "One", "title_es": "Uno", "intro_en": "", "intro_es": ""}
    section = templates.save_section(
        version=version, section=None, fields={"code": "one", "scope": "report"} | titles, saves=0, by=by
    )
    choices = [{"code": "data", "en": "Data", "es": "Datos"}, {"code": "law", "en": "Law", "es": "Derecho"}]
    words = {"code": "needs", "type": "choices", "label_en": "Needs", "label_es": "Necesidades", "choices": choices}
    question = templates.save_question(section=section, question=None, fields=words, saves=0, by=by)
    call = Call.objects.create(
        cycle=world.cycle, template_version=version, scheme=world.scheme, due_at=world.call.due_at, status="closed",
        results_at=timezone.now(),
    )  # fmt: skip
    for order, one in enumerate(choices):
        SurveyResult.objects.create(
            code=f"{world.cycle.code}.survey.1.needs.observer.{one['code']}", call=call, question=question,
            kind="observer", order=order, choice=one["code"], label_en=one["en"], label_es=one["es"], named_en="3",
            named_es="3", base_en="of 4", base_es="de 4",
        )  # fmt: skip
    return call


def publish_some(world) -> None:
    """Country A on 8 and 9 with a figure, Country B on 8, both for everybody."""
    fill(world, world.a, 8, 9)
    save_item(answer=answer_on(world.a, "figures", 8), data=FIGURE, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8, 9))
    fill(world, world.b, 8)
    publish_all(world, submit_all(world, world.b, 8))
    publish_results_of_a_survey(world)
    for year in (2024, 2025):
        attach_statement(world, publish_declaration(world, year))
