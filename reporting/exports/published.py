"""What the open interfaces say about what countries and the Secretariat published."""

from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DecimalField, F, Func, OuterRef, Subquery, TextField, UUIDField, Value
from django.db.models.functions import Cast, Concat, NullIf
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.enums import Language
from accounts.seats import Seat
from common.dates import day_said, local
from common.exports import as_value, cited, day_in_words, identity, licence, page, record, updated
from common.resources import Field, Kind, Resource, Traces
from reporting.enums import (
    AnswerKind,
    Audience,
    QuestionType,
    ReportStatus,
    TranslationState,
)
from reporting.filters import (
    AnswerFilters,
    FigureFilters,
    ReportFilters,
    RevisionFilters,
)
from reporting.models import Publication, PublishedAnswer, PublishedFigure, Report

COUNTRY = Field("country", Kind.REFERENCE, _("Code of the country."), "country__code", to="countries")
CYCLE = Field("cycle", Kind.REFERENCE, _("Code of the cycle."), "cycle__code", to="cycles")
OBJECTIVE = Field(
    "objective", Kind.REFERENCE, _("Number of the objective; empty for the whole report."), "objective_id",
    null=True, to="objectives",
)  # fmt: skip
AUDIENCE = Field("audience", Kind.CODE, _("Who may read it."), choices=Audience)
PUBLISHED_AT = Field("published_at", Kind.MOMENT, _("When the country published it."))

NOTHING = Value(None, output_field=UUIDField())


def _revisions(seat: Seat) -> Any:
    return _coded(Publication.objects.visible_to(seat)).annotate(
        objective_numbers=ArraySubquery(
            PublishedAnswer.objects.visible_to(seat)
            .filter(assignment=OuterRef("assignment"), objective__isnull=False)
            .order_by("objective_id")
            .values("objective_id")
            .distinct()
        ),
        before=Subquery(
            Publication.objects.traces_for(seat)
            .filter(assignment=OuterRef("assignment"), ended_at__lte=OuterRef("published_at"))
            .order_by("-ended_at")
            .values("id")[:1]
        ),
    )


def _coded(rows: Any) -> Any:
    country, cycle = F("assignment__country__code"), F("assignment__call__cycle__code")
    number = Cast("revision__number", CharField())
    code = Concat(country, Value("-"), cycle, Value("-R"), number, output_field=CharField())
    return rows.annotate(code=code)


def _superseding(rows: Any, seat: Seat) -> Any:
    """With `before`: the id of the row that this one took the place of."""
    before = rows.model.objects.traces_for(seat).filter(replaced_by=OuterRef("pk")).values("id")[:1]
    return rows.annotate(before=Subquery(before))


def _replaced(rows: Any, seat: Seat) -> Any:
    """With `after`: the id of the row in this one's place, where the seat may read it."""
    after = rows.model.objects.filter(pk=OuterRef("replaced_by")).filter(pk__in=rows.model.objects.visible_to(seat))
    return rows.annotate(after=Subquery(after.values("id")[:1]))


def cite(
    country_en: str, country_es: str, cycle_en: str, cycle_es: str, label_en: str, label_es: str, objective: int | None,
    revision: int, published: datetime, code: str, *, language: str,
) -> str:  # fmt: skip
    """How a published text is cited: country, question, objective, revision, cycle, day, address."""
    country, label, cycle = (country_es, label_es, cycle_es) if language == "es" else (country_en, label_en, cycle_en)
    before_day = f", {cycle}, " if cycle else ", "
    return (
        f"{country}, “{label}”{_numbers(objective, revision, language)}{before_day}"
        f"{day_said(local(published).date(), language)}. {settings.SITE_URL}/{language}/answers/{code}/"
    )


@lru_cache(maxsize=4096)
def _numbers(objective: int | None, revision: int, language: str) -> str:
    """ ", objective 8, revision 1", put together once: a list says it for every row."""
    of_objective, of_revision = _phrases(language)
    parts = of_objective % {"number": objective} if objective else "", of_revision % {"number": revision}
    return "".join(f", {part}" for part in parts if part)


@cache
def _phrases(language: str) -> tuple[str, str]:
    """The words of a citation, looked up once per process."""
    with override(language):
        return translate("objective %(number)s"), translate("revision %(number)s")


def _citation(answer: str = "") -> Field:
    """`answer` leads to the answer whose page is named."""
    columns = (
        "country__name_en", "country__name_es", "cycle__name_en", "cycle__name_es", "question__label_en",
        "question__label_es", "objective_id", "revision__number", "published_at", f"{answer}code",
    )  # fmt: skip
    return Field(
        "citation", Kind.BILINGUAL, _("How to cite it."), columns=columns, make=cite,
        sql=lambda language: _cited(f"{answer}code", language),
    )  # fmt: skip


def _cited(code: str, language: str) -> Any:
    """`cite` as an expression of the database; a part that is not there takes its comma with it."""

    def part(*words: Any) -> Any:
        return Func(Value(", "), *words, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())

    def numbered(words: str, column: str) -> Any:
        before, after = words.split("%(number)s")
        return part(Value(before), Cast(column, CharField()), Value(after))

    objective, revision = _phrases(language)
    return Concat(
        F(f"country__name_{language}"),
        part(Value("“"), F(f"question__label_{language}"), Value("”")),
        numbered(objective, "objective_id"),
        numbered(revision, "revision__number"),
        part(NullIf(F(f"cycle__name_{language}"), Value(""))),
        part(day_in_words("published_at", language)),
        Value(f". {settings.SITE_URL}/{language}/answers/"), F(code), Value("/"),
        output_field=TextField(),
    )  # fmt: skip


VERSIONS = (
    Field("revision", Kind.NUMBER, _("Number of the country's revision."), "revision__number"),
    Field(
        "is_current",
        Kind.BOOLEAN,
        _("In force; what ended is told as a trace without words."),
        make=lambda: True,
        sql=lambda language: Value(True),
    ),
    Field("supersedes", Kind.UUID, _("The one it took the place of, where you could read it."), "before", null=True),
    AUDIENCE,
    PUBLISHED_AT,
)
KEPT = frozenset({"country", "cycle", "objective", "scheme", "group", "question", "type"})
PUBLISHED_ORDER = {"published_at": "published_at", "updated_at": "updated_at", "code": "code"}

REVISIONS = Resource(
    name="revisions",
    title=_("Published revisions"),
    about=_("Which revision of its contribution a country lets others read, and since when."),
    rows=_revisions,
    fields=(
        *identity(),
        Field("country", Kind.REFERENCE, _("Code of the country."), "assignment__country__code", to="countries"),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle."), "assignment__call__cycle__code", to="cycles"),
        *VERSIONS,
        Field("submitted_at", Kind.MOMENT, _("When it was submitted."), "revision__submitted_at"),
        Field("objectives", Kind.LIST, _("Numbers of the objectives you may read about."), "objective_numbers",
              to="objectives"),
        Field("sha256", Kind.CODE, _("Hash of the submitted contribution, chained to the revision before."),
              "revision__hash"),
        page("/countries/{}/{}/", "assignment__country__code", "assignment__call__cycle__code"),
        cited("assignment__country__name", "/countries/{}/{}/", "assignment__country__code",
              "assignment__call__cycle__code", number="code"),
        licence(),
        updated(),
    ),
    filters=RevisionFilters,
    traces=Traces(
        rows=lambda seat: _coded(Publication.objects.traces_for(seat)).annotate(after=NOTHING),
        keeps=frozenset({"country", "cycle"}),
        replaced_by="after",
    ),
    has_page=True,
    order=PUBLISHED_ORDER,
)  # fmt: skip

ANSWERS = Resource(
    name="answers",
    title=_("Answers"),
    about=_("What countries published, answer by answer, in their own words."),
    rows=lambda seat: _superseding(PublishedAnswer.objects.visible_to(seat), seat),
    fields=(
        *identity(),
        COUNTRY,
        CYCLE,
        OBJECTIVE,
        Field("question", Kind.CODE, _("Code of the question."), "question__code"),
        Field("label", Kind.BILINGUAL, _("The question's label."), "question__label"),
        Field("type", Kind.CODE, _("Type of the question."), choices=QuestionType),
        Field("kind", Kind.CODE, _("What the answer says; empty where it holds words, choices or items alone."),
              choices=AnswerKind, null=True),
        Field("text", Kind.BILINGUAL, _("The words of the answer.")),
        Field("source_language", Kind.CODE, _("Language of the original."), choices=Language, null=True),
        Field("translation", Kind.CODE, _("State of the version in the other language."), choices=TranslationState),
        Field("translation_stale", Kind.BOOLEAN, _("The original changed after it was translated.")),
        Field("choices", Kind.LIST, _("Codes that were chosen.")),
        Field("words", Kind.BILINGUAL, _("Choices and items in words, one on each line.")),
        *VERSIONS,
        page("/answers/{}/", "code"),
        _citation(),
        licence(),
        updated(),
    ),
    filters=AnswerFilters,
    traces=Traces(
        rows=lambda seat: _replaced(PublishedAnswer.objects.traces_for(seat), seat), keeps=KEPT, replaced_by="after"
    ),
    order=PUBLISHED_ORDER,
    searchable=True,
    heading=("label",),
    body=("text", "words"),
)  # fmt: skip

FIGURES = Resource(
    name="figures",
    title=_("Figures"),
    about=_("Figures that countries published, each with the source that the country named. They are not summed up."),
    rows=lambda seat: _superseding(PublishedFigure.objects.visible_to(seat), seat),
    fields=(
        *identity(),
        Field("answer", Kind.REFERENCE, _("Code of the answer it belongs to."), "answer__code", to="answers"),
        COUNTRY,
        CYCLE,
        OBJECTIVE,
        Field("label", Kind.BILINGUAL, _("What it measures.")),
        Field("value", Kind.TEXT, _("The value as the country wrote it.")),
        Field("number", Kind.NUMBER, _("The same as a number, where it can be read without doubt."),
              columns=("number",), make=as_value, null=True,
              sql=lambda language: Func(F("number"), function="trim_scale", output_field=DecimalField())),
        Field("unit", Kind.TEXT, _("Unit."), null=True),
        Field("year", Kind.TEXT, _("Year or period."), null=True),
        Field("source", Kind.TEXT, _("The source that the country named.")),
        Field("address", Kind.URL, _("Where the source can be read."), null=True),
        *VERSIONS,
        page("/answers/{}/", "answer__code"),
        _citation("answer__"),
        licence(),
        updated(),
    ),
    filters=FigureFilters,
    traces=Traces(
        rows=lambda seat: _replaced(PublishedFigure.objects.traces_for(seat), seat), keeps=KEPT, replaced_by="after"
    ),
    order=PUBLISHED_ORDER,
    searchable=True,
    heading=("label",),
    body=("value", "unit", "year", "source"),
)  # fmt: skip

REPORTS = Resource(
    name="reports",
    title=_("Regional reports"),
    about=_("Compilations of a cycle; not necessarily the view of each Member Country. Their text is in editions."),
    rows=lambda seat: Report.objects.visible_to(seat),
    fields=(
        *identity("document__symbol"),
        Field("title", Kind.BILINGUAL, _("Title.")),
        CYCLE,
        Field("scheme", Kind.REFERENCE, _("Code of the scheme it is ordered by."), "scheme__code", to="schemes"),
        Field("status", Kind.CODE, _("Where it stands on its path."), choices=ReportStatus),
        AUDIENCE,
        Field("published_at", Kind.MOMENT, _("When it was published."), null=True),
        record("reports", "document__symbol"),
        cited("title", "/records/reports/{}/", "document__symbol", number="document__symbol"),
        licence(),
        updated(),
    ),
    key="document__symbol",
    order={"updated_at": "updated_at"},
    filters=ReportFilters,
)

RESOURCES = (REVISIONS, ANSWERS, FIGURES, REPORTS)
