"""What the open interfaces say about cycles, calls, and the results of questionnaires."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import cited, identity, licence, page, record, updated
from common.resources import Field, Kind, Resource
from events.models import Conclusion
from practices.models import Practice
from reporting.enums import CallStatus, QuestionType, RespondentKind, TemplateAudience
from reporting.exports.fields import CYCLE
from reporting.filters import CallFilters, CycleFilters, SurveyResultFilters
from reporting.models import Call, CallTheme, Cycle, SurveyResult


def _calls(seat: Seat) -> Any:
    among_members = [] if seat.is_member or seat.is_desk else [TemplateAudience.REQUEST]
    rows = Call.objects.exclude(status=CallStatus.DRAFT).exclude(cycle__is_rehearsal=True)
    lines = Conclusion.objects.visible_to(seat).filter(pk=OuterRef("theme__conclusion"))
    path = Concat(F("event__code"), Value("."), Cast("order", CharField()), output_field=CharField())
    objectives = CallTheme.objectives.through.objects.filter(calltheme__call=OuterRef("pk")).order_by("objective_id")
    answering = Practice.objects.shown_to(seat).filter(themes__call=OuterRef("pk")).order_by("code")
    return rows.exclude(template_version__template__audience__in=among_members).annotate(
        practice_codes=ArraySubquery(answering.values("code")),
        objective_numbers=ArraySubquery(objectives.values("objective_id")),
        asked_by=Subquery(lines.annotate(path=path).values("path")[:1]),
        code=Concat(
            F("cycle__code"), Value("."), F("template_version__template__code"), Value("."),
            Cast("template_version__number", CharField()), output_field=CharField(),
        )
    )  # fmt: skip


def _results(seat: Seat) -> Any:
    return SurveyResult.objects.published().annotate(
        call_code=Concat(
            F("call__cycle__code"), Value("."), F("call__template_version__template__code"), Value("."),
            Cast("call__template_version__number", CharField()), output_field=CharField(),
        )
    )  # fmt: skip


CYCLES = Resource(
    name="cycles",
    title=_("Cycles"),
    about=_("Rounds of review that end in a forum."),
    rows=lambda seat: Cycle.objects.announced(),
    fields=(
        *identity(),
        Field("name", Kind.BILINGUAL, _("Name.")),
        Field("forum", Kind.BILINGUAL, _("The forum it prepares.")),
        Field("mandate", Kind.BILINGUAL, _("The mandate it rests on.")),
        Field("starts", Kind.DATE, _("First day.")),
        Field("ends", Kind.DATE, _("Last day.")),
        Field("previous", Kind.REFERENCE, _("Code of the cycle before."), "previous__code", null=True, to="cycles"),
        Field("is_demonstration", Kind.BOOLEAN, _("A cycle of the demonstration: its texts are placeholders.")),
        Field("from_record", Kind.BOOLEAN, _("No contributions are held; compiled from the record.")),
        page("/cycles/{}/", "code"),
        cited("name", "/cycles/{}/", "code"),
        licence(),
        updated(),
    ),
    order={"starts": "starts", "code": "code", "updated_at": "updated_at"},
    filters=CycleFilters,
)

CALLS = Resource(
    name="calls",
    title=_("Calls"),
    about=_("Requests for contributions to a cycle. Dates are indicative: reporting is voluntary."),
    rows=_calls,
    fields=(
        *identity(),
        CYCLE,
        Field("name", Kind.BILINGUAL, _("Name of the template."), "template_version__template__name"),
        Field("template", Kind.CODE, _("Code of the template."), "template_version__template__code"),
        Field("template_version", Kind.NUMBER, _("Version of the template."), "template_version__number"),
        Field("audience", Kind.CODE, _("Who is asked."), "template_version__template__audience",
              choices=TemplateAudience),
        Field("theme", Kind.BILINGUAL, _("On what a questionnaire asks for contributions."), "theme__theme"),
        Field("objectives", Kind.LIST, _("Numbers of the objectives that its theme concerns."), "objective_numbers",
              to="objectives"),
        Field("conclusion", Kind.REFERENCE, _("Code of the conclusion that asked for it."), "asked_by", null=True,
              to="conclusions"),
        Field("practices", Kind.LIST, _("Codes of the practices that answer it."), "practice_codes", to="practices"),
        Field("status", Kind.CODE, _("Open or closed."), choices=CallStatus),
        Field("opened_at", Kind.MOMENT, _("When it was opened."), null=True),
        Field("due_at", Kind.MOMENT, _("Indicative date.")),
        record("calls"),
        cited("template_version__template__name", "/records/calls/{}/", "code", number="code"),
        licence(),
        updated(),
    ),
    order={"due_at": "due_at", "updated_at": "updated_at"},
    filters=CallFilters,
)  # fmt: skip

SURVEY_RESULTS = Resource(
    name="survey-results",
    title=_("Results of questionnaires"),
    about=_(
        "What each kind of respondent named, as the page of the results says it. Kinds are never added up; a kind of "
        "which fewer than three answered is in no row, and what nobody named is not listed."
    ),
    rows=_results,
    fields=(
        *identity(),
        Field("call", Kind.REFERENCE, _("Code of the call."), "call_code", to="calls"),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle."), "call__cycle__code", to="cycles"),
        Field("name", Kind.BILINGUAL, _("Name of the questionnaire."), "call__template_version__template__name"),
        Field("question", Kind.CODE, _("Code of the question."), "question__code"),
        Field("label", Kind.BILINGUAL, _("The question's label."), "question__label"),
        Field("type", Kind.CODE, _("Type of the question."), "question__type", choices=QuestionType),
        Field("respondents", Kind.CODE, _("Kind of respondent."), "kind", choices=RespondentKind),
        Field("choice", Kind.CODE, _("Code of what was named: a choice, an objective, a principle.")),
        Field("choice_words", Kind.BILINGUAL, _("What was named, in words."), "label"),
        Field("named", Kind.BILINGUAL, _(
            "How many of this kind named it; of Member Countries a number only where three stand on each side, "
            "else a word.")),
        Field("base", Kind.BILINGUAL, _("Of how many that is, said by the same rule.")),
        page("/surveys/{}/results/", "call_id"),
        cited("call__template_version__template__name", "/surveys/{}/results/", "call_id", number="question__code"),
        licence(),
        updated(),
    ),
    order={"code": "code", "updated_at": "updated_at"},
    filters=SurveyResultFilters,
    heading=("label", "choice_words"),
)  # fmt: skip

RESOURCES = (CYCLES, CALLS, SURVEY_RESULTS)
