"""Opening cycles and calls, and what happens to an assignment before a submission."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Body, Country
from accounts.seats import Seat
from audit.actions import record
from common.dates import local, today
from common.errors import Refused
from common.i18n import LANGUAGES
from common.results import require
from objectives.models import Objective, Scheme
from reporting import notify, rules
from reporting.actions.dispatch import withhold_reminders
from reporting.enums import AssignmentStatus, CallStatus, Outcome, QuestionType, Scope, TemplateAudience
from reporting.models import Answer, AnswerText, Assignment, Call, Cycle, Question, SurveyResult, TemplateVersion
from reporting.policy import Act
from reporting.queries.respondents import asked_members
from reporting.trail import note
from reporting.workflow import move

OPEN_TO_ALL = (TemplateAudience.SURVEY, TemplateAudience.STAKEHOLDERS)
ASKED_IN_SEATS = (TemplateAudience.SURVEY, TemplateAudience.REQUEST)
"""Questionnaires that Member Countries answer in their own seats."""


@transaction.atomic
def create_cycle(*, by: Seat, **fields: Any) -> Cycle:
    """A new cycle with its mandate. `fields` are those of the model.

    In a demonstration, and after a cycle of one, it is of the demonstration: it asks placeholders and no real member.
    """
    require(rules.may(by, Act.RUN_CYCLE))
    previous = fields.get("previous")
    fields.setdefault("is_demonstration", settings.DEMONSTRATION or bool(previous and previous.is_demonstration))
    cycle = Cycle.objects.create(**fields)
    record(
        "cycle_created",
        by=by,
        chain=f"cycle:{cycle.pk}",
        object_type="cycle",
        object_id=cycle.pk,
        code=cycle.code,
    )
    return cycle


@transaction.atomic
def create_call(
    *,
    cycle: Cycle,
    template_version: TemplateVersion,
    scheme: Scheme,
    due_at: datetime,
    by: Seat,
    owner: Body | None = None,
    is_open_to_all: bool = False,
) -> Call:
    """A call in preparation. The template version must be published: an open call never changes its questions.

    `owner` is the working group that asks; `is_open_to_all` lets whoever confirms an address answer a questionnaire.
    """
    require(rules.may(by, Act.RUN_CYCLE))
    if template_version.published_at is None:
        raise Refused(_("This version of the template is not published yet."))
    if is_open_to_all and template_version.template.audience not in OPEN_TO_ALL:
        raise Refused(_("Only a survey or a questionnaire of stakeholders can be open to all."))
    return Call.objects.create(
        cycle=cycle, template_version=template_version, scheme=scheme, due_at=due_at, owner=owner,
        is_open_to_all=is_open_to_all,
    )  # fmt: skip


@transaction.atomic
def open_call(*, call: Call, by: Seat) -> list[Assignment]:
    """Open a call: every respondent gets an assignment with all its answers at once, so that an invitation shows.

    The focal points of members that a questionnaire asks are told.
    Respondents are the Member Countries of today; those of the demonstration cycle are its placeholder members. A call
    to observers, civil society and stakeholders asks no country.
    """
    require(rules.may(by, Act.RUN_CYCLE))
    move(call, CallStatus.OPEN, by=by, opened_at=timezone.now(), closed_at=None)
    members = respondents(call)
    present = set(call.assignments.values_list("country_id", flat=True))
    assignments = [prepare_assignment(call, country) for country in members if country.pk not in present]
    for assignment in assignments:
        note("invited", assignment=assignment, by=by)
    record("call_opened", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)
    if call.template_version.template.audience in ASKED_IN_SEATS and not call.cycle.is_rehearsal:
        notify.questionnaire_opened(call, asked_members(call), by=by)
    return assignments


def respondents(call: Call) -> Iterable[Country]:
    """The countries that a call asks: members of today, placeholders in a demonstration, no country in a rehearsal."""
    if call.template_version.template.is_questionnaire:
        return Country.objects.none()
    if call.cycle.is_rehearsal:
        return Country.everywhere.filter(is_rehearsal=True)
    return asked_members(call)


def prepare_assignment(call: Call, country: Country) -> Assignment:
    """An assignment with an empty answer for every question and subject, and a text per language."""
    assignment = Assignment.objects.create(call=call, country=country)
    complete_answers(assignment, set())
    return assignment


def complete_answers(assignment: Assignment, present: set[Any] | None = None) -> None:
    """Write the empty answers that the template asks for and that are not there yet, each for whom its question is."""
    call = assignment.call
    if present is None:
        present = set(assignment.answers.values_list("question", "objective"))
    questions = Question.objects.filter(section__version=call.template_version).select_related("section")
    objectives = list(Objective.objects.values_list("number", flat=True))
    answers = [
        Answer(assignment=assignment, question=question, objective_id=number, audience=question.audience)
        for question in questions
        for number in (objectives if question.section.scope == Scope.OBJECTIVE else [None])
        if (question.pk, number) not in present
    ]
    Answer.objects.bulk_create(answers)
    AnswerText.objects.bulk_create(
        AnswerText(answer=answer, language=language)
        for answer in answers
        if answer.question.type == QuestionType.TEXT
        for language in LANGUAGES
    )


@transaction.atomic
def close_call(*, call: Call, by: Seat) -> None:
    """Close a call: working copies can be read, no longer changed. The indicative date itself closes nothing."""
    require(rules.may(by, Act.RUN_CYCLE))
    move(call, CallStatus.CLOSED, by=by, closed_at=timezone.now())
    record("call_closed", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


@transaction.atomic
def reopen_call(*, call: Call, by: Seat) -> None:
    """Open a closed call again. Results that were published are taken back: answers may change under their readers."""
    require(rules.may(by, Act.RUN_CYCLE))
    SurveyResult.objects.filter(call=call).delete()
    move(call, CallStatus.OPEN, by=by, closed_at=None, results_at=None, results_taken_back_at=None)
    record("call_reopened", by=by, chain=f"call:{call.pk}", object_type="call", object_id=call.pk)


@transaction.atomic
def state_intention(*, assignment: Assignment, intention: str, remark: str, by: Seat) -> None:
    """The country acknowledges the invitation, needs more time to consult, or will not report."""
    require(rules.may(by, Act.STATE_INTENTION, assignment))
    if intention == AssignmentStatus.SUBMITTED:
        raise Refused(_("A contribution is submitted from the check page."))
    move(assignment, intention, by=by, status_note=remark.strip())
    if intention == AssignmentStatus.WILL_NOT_REPORT:
        withhold_reminders(assignment, Outcome.WILL_NOT_REPORT)
    note("intention_stated", assignment=assignment, by=by, intention=intention)


@transaction.atomic
def ask_extension(*, assignment: Assignment, until: date, by: Seat) -> None:
    """Ask the Secretariat for a later indicative date."""
    require(rules.may(by, Act.ASK_EXTENSION, assignment))
    if until <= today():
        raise Refused(_("The new date must be in the future."))
    _write(assignment, extension_asked_until=until)
    note("extension_asked", assignment=assignment, by=by, until=until.isoformat())


@transaction.atomic
def grant_extension(*, assignment: Assignment, until: date, by: Seat, remark: str = "") -> None:
    """Agree a later indicative date with one country; reminders move with it."""
    require(rules.may(by, Act.GRANT_EXTENSION, assignment))
    if until <= local(assignment.call.due_at).date():
        raise Refused(_("The new date must be after the indicative date of the call."))
    _write(
        assignment, extension_until=until, extension_asked_until=None, extension_note=remark.strip(),
        extension_decided_at=timezone.now(),
    )  # fmt: skip
    note("extension_agreed", assignment=assignment, by=by, until=until.isoformat())


@transaction.atomic
def decline_extension(*, assignment: Assignment, remark: str, by: Seat) -> None:
    """Leave the date as it is, and say why. The date closes nothing, and the country may ask again."""
    require(rules.may(by, Act.GRANT_EXTENSION, assignment))
    if assignment.extension_asked_until is None:
        raise Refused(_("No later date is asked for."))
    if not remark.strip():
        raise Refused(_("Say in a line why the date stays."))
    asked = assignment.extension_asked_until
    _write(assignment, extension_asked_until=None, extension_note=remark.strip(), extension_decided_at=timezone.now())
    note("extension_declined", assignment=assignment, by=by, until=asked.isoformat())


def _write(assignment: Assignment, **fields: Any) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(**fields)
    for name, value in fields.items():
        setattr(assignment, name, value)
