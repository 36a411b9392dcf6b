"""What countries published: revisions, their answers, the figures in them."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DecimalField, F, Func, OuterRef, Subquery, UUIDField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.seats import Seat
from common.exports import as_value, cited, identity, licence, page, updated
from common.resources import Field, Kind, Resource, Traces
from reporting.enums import AnswerKind, QuestionType, TranslationState
from reporting.exports.citation import citation
from reporting.exports.fields import AUDIENCE, COUNTRY, CYCLE, OBJECTIVE, PUBLISHED_AT
from reporting.filters import AnswerFilters, FigureFilters, RevisionFilters
from reporting.models import Publication, PublishedAnswer, PublishedFigure

NOTHING = Value(None, output_field=UUIDField())
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


def _in_words(number: int, *, language: str) -> str:
    with override(language):
        return gettext("Revision %(number)s") % {"number": number}


REVISION_IN_WORDS = Field("said", Kind.BILINGUAL, "", columns=("revision__number",), make=_in_words)
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
    heading=(REVISION_IN_WORDS,),
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
        citation(),
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
        citation("answer__"),
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
