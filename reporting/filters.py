"""Filters of cycles, calls, and of everything that is published."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from common.filters import AnyChoice, AnyOf, FromDay, ToDay, Words
from objectives.filters import AboutObjective, OfObjective, OfPrinciple
from reporting.enums import AnswerKind, CallStatus, Outcome, QuestionType, RespondentKind, TemplateAudience

COUNTRIES = _("Codes of countries, with commas between.")
CYCLES = _("Codes of cycles, with commas between.")
FROM = _("Of this day or later (YYYY-MM-DD).")
TO = _("Of this day or earlier (YYYY-MM-DD).")


class CycleFilters(filters.FilterSet):
    code = AnyOf("code", label=_("Code"), help_text=CYCLES)
    starts_from = FromDay("starts", label=_("From"), help_text=FROM)
    starts_to = ToDay("starts", label=_("To"), help_text=TO)


class CallFilters(filters.FilterSet):
    cycle = AnyOf("cycle__code", label=_("Cycle"), help_text=CYCLES)
    status = AnyChoice("status", CallStatus, label=_("Status"), help_text=_("Open or closed."))
    audience = AnyChoice(
        "template_version__template__audience", TemplateAudience, label=_("Who is asked"),
        help_text=_("Codes of those who are asked, with commas between."),
    )  # fmt: skip


class SurveyResultFilters(filters.FilterSet):
    cycle = AnyOf("call__cycle__code", label=_("Cycle"), help_text=CYCLES)
    template = AnyOf(
        "call__template_version__template__code", label=_("Questionnaire"), help_text=_("Codes of questionnaires.")
    )
    question = AnyOf("question__code", label=_("Question"), help_text=_("Codes of questions, with commas between."))
    respondents = AnyChoice("kind", RespondentKind, label=_("Respondents"), help_text=_("Kinds of respondents."))


class HoldsObjective(OfObjective):
    """Revisions that hold any of the objectives, as far as this reader may read about them."""

    def filter(self, qs: QuerySet[Any], value: list[int]) -> QuerySet[Any]:
        return qs.filter(objective_numbers__overlap=value) if value else qs


class RevisionFilters(filters.FilterSet):
    country = AnyOf("assignment__country__code", label=_("Country"), help_text=COUNTRIES)
    cycle = AnyOf("assignment__call__cycle__code", label=_("Cycle"), help_text=CYCLES)
    objective = HoldsObjective(
        "objective_numbers", label=_("Objective"), help_text=_("Numbers of objectives, with commas between.")
    )
    published_from = FromDay("published_at", moment=True, label=_("Published from"), help_text=FROM)
    published_to = ToDay("published_at", moment=True, label=_("Published to"), help_text=TO)


class PublishedFilters(AboutObjective):
    """What answers and figures share."""

    country = AnyOf("country__code", label=_("Country"), help_text=COUNTRIES)
    cycle = AnyOf("cycle__code", label=_("Cycle"), help_text=CYCLES)
    published_from = FromDay("published_at", moment=True, label=_("Published from"), help_text=FROM)
    published_to = ToDay("published_at", moment=True, label=_("Published to"), help_text=TO)
    q = Words()


class NamesPrinciple(OfPrinciple):
    """Answers that name any of the principles."""

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        named = Q()
        for letter in value:
            named |= Q(choices__contains=[letter])
        return qs.filter(named, type=QuestionType.PRINCIPLES) if value else qs


class AnswerFilters(PublishedFilters):
    question = AnyOf("question__code", label=_("Question"), help_text=_("Codes of questions, with commas between."))
    type = AnyChoice("type", QuestionType, label=_("Type"), help_text=_("Types of questions, with commas between."))
    kind = AnyChoice("kind", AnswerKind, label=_("Kind"), help_text=_("What the answer says: reported, no_change, …"))
    principle = NamesPrinciple(
        "choices", label=_("Principle"), help_text=_("Letters of principles, with commas between.")
    )
    language = AnyChoice(
        "source_language", Language, label=_("Language"), help_text=_("Language of the original: en or es.")
    )


class FigureFilters(PublishedFilters):
    year = AnyOf("year", label=_("Year"), help_text=_("Years as written, with commas between."))


class ReportFilters(filters.FilterSet):
    cycle = AnyOf("cycle__code", label=_("Cycle"), help_text=CYCLES)
    scheme = AnyOf("scheme__code", label=_("Scheme"), help_text=_("Codes of schemes, with commas between."))
    published_from = FromDay("published_at", moment=True, label=_("Published from"), help_text=FROM)
    published_to = ToDay("published_at", moment=True, label=_("Published to"), help_text=TO)


class TrailFilters(filters.FilterSet):
    """One country's trail. Days are those of UTC, as the file tells them."""

    act = filters.CharFilter("action", label=_("What"), max_length=60)
    who = filters.CharFilter("actor_id", label=_("Who"), max_length=40)
    channel = filters.CharFilter("channel", label=_("Channel"), max_length=20)
    since = FromDay("at", moment=True, label=_("From"), help_text=FROM)
    until = ToDay("at", moment=True, label=_("To"), help_text=TO)


class DispatchFilters(filters.FilterSet):
    """The ledger of reminders and letters of a call."""

    country = AnyOf("assignment__country__code", label=_("Country"), help_text=COUNTRIES)
    outcome = AnyChoice("outcome", Outcome, label=_("Outcome"), help_text=_("Codes, with commas between."))
