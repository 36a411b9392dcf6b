"""Work on a contribution, done through the same actions as the pages."""

from datetime import timedelta

from common.dates import today
from reporting.actions.answers import save_marks, save_text
from reporting.actions.clearance import ask_clearance, sign
from reporting.actions.cycles import create_call, create_cycle, open_call
from reporting.actions.publication import publish
from reporting.actions.submission import submit
from reporting.checks import Severity, run_checks
from reporting.enums import AnswerKind, Audience
from reporting.models import Answer, AnswerText, Assignment, Publication, Revision


def answer_on(assignment: Assignment, code: str, objective: int | None = None) -> Answer:
    return Answer.objects.select_related("question", "assignment__call", "assignment__country").get(
        assignment=assignment, question__code=code, objective=objective
    )


def text_of(assignment: Assignment, code: str, objective: int | None = None, language: str = "en") -> AnswerText:
    return AnswerText.objects.get(
        answer__assignment=assignment, answer__question__code=code, answer__objective=objective, language=language
    )


def write(world, assignment: Assignment, code: str, text: str, objective: int | None = None, language: str = "en"):
    """Save a text as the focal point of the assignment's country."""
    row = text_of(assignment, code, objective, language)
    return save_text(
        answer=answer_on(assignment, code, objective),
        language=language,
        text=text,
        version=row.version,
        by=world.focal_point_of(assignment.country),
    )


def fill(world, assignment: Assignment, *objectives: int, marker: str = "") -> None:
    """Report on some objectives, in English with a Spanish translation; `marker` makes the words findable."""
    country = assignment.country
    for number in objectives:
        statement = answer_on(assignment, "reported", number)
        save_marks(
            answer=statement,
            version=statement.version,
            kind=AnswerKind.REPORTED,
            by=world.focal_point_of(country),
        )
        for code in ("progress", "challenges"):
            write(world, assignment, code, f"{country.name_en} {code} {number} {marker}".strip(), number)
            write(world, assignment, code, f"{country.name_es} {code} {number} {marker} es", number, "es")


def submit_all(world, assignment: Assignment, *objectives: int, what_changed: str = "More objectives") -> Revision:
    """Clearance through the whole chain and submission of the named objectives (all that hold something if none)."""
    focal_point, clearer = world.focal_point_of(assignment.country), world.clearer_of(assignment.country)
    chosen = list(objectives) or list(range(1, 24))
    findings = run_checks(assignment, objectives=chosen, includes_whole=True)
    clearance = ask_clearance(
        assignment=assignment,
        objectives=chosen,
        includes_whole=True,
        what_changed=what_changed,
        reasons={f.key: "Stays blank this time." for f in findings if f.severity == Severity.WARNING},
        by=focal_point,
    )
    for _step in clearance.steps:
        sign(clearance=clearance, cleared=True, remark="", by=clearer)
    revision = submit(clearance=clearance, by=focal_point)
    assignment.refresh_from_db()
    return revision


def publish_all(world, revision: Revision, audience: str = Audience.PUBLIC, **fields) -> Publication:
    return publish(revision=revision, audience=audience, by=world.focal_point_of(revision.assignment.country), **fields)


def start_next_cycle(world) -> Assignment:
    """Country A's assignment of a second cycle, after it submitted objective 8 in the first."""
    fill(world, world.a, 8)
    submit_all(world, world.a, 8)
    day = today()
    cycle = create_cycle(
        code="demo-next",
        name_en="Next cycle",
        name_es="Ciclo siguiente",
        starts=day,
        ends=day + timedelta(days=400),
        previous=world.cycle,
        is_demonstration=True,
        by=world.secretariat,
    )
    call = create_call(
        cycle=cycle,
        template_version=world.call.template_version,
        scheme=world.scheme,
        due_at=world.call.due_at + timedelta(days=300),
        by=world.secretariat,
    )
    open_call(call=call, by=world.secretariat)
    rows = Assignment.objects.select_related("call__cycle", "call__template_version__template", "country")
    return rows.get(call=call, country=world.a.country)
