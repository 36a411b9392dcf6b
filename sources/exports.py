"""What the open interfaces say about sources, figures and interventions on record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.seats import Seat
from common.exports import cited, codes, identity, licence, record, translation, updated
from common.resources import Field, Kind, Resource
from sources.filters import RecordFigureFilters, SourceFilters, StatementFilters
from sources.models import Figure, Source, Statement

SOURCE = Field("source", Kind.REFERENCE, _("Code of the source."), "source__code", to="sources")
CYCLE = Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "cycle_code", null=True, to="cycles")


def _figures(seat: Seat) -> Any:
    return Figure.objects.annotate(objective_numbers=codes(Figure.objectives.through, "figure", "objective_id"))


def _statements(seat: Seat) -> Any:
    return Statement.objects.annotate(
        objective_numbers=codes(Statement.objectives.through, "statement", "objective_id"),
        principle_letters=codes(Statement.principles.through, "statement", "principle_id"),
    )


SOURCES = Resource(
    name="sources",
    title=_("Sources"),
    about=_("Documents and pages that something on record was taken from."),
    rows=lambda seat: Source.objects.all(),
    fields=(
        *identity(),
        Field("title", Kind.BILINGUAL, _("Title.")),
        translation(),
        Field("symbol", Kind.CODE, _("Document symbol."), null=True),
        Field("date", Kind.DATE, _("Date of the document."), null=True),
        Field("address", Kind.URL, _("Where it can be read."), null=True),
        record("sources"),
        cited("title", "/records/sources/{}/", "code", number="symbol"),
        licence(),
        updated(),
    ),
    filters=SourceFilters,
    order={"code": "code", "updated_at": "updated_at"},
    searchable=True,
    heading=("title",),
    body=("symbol",),
)

RECORD_FIGURES = Resource(
    name="record-figures",
    title=_("Figures on record"),
    about=_("Figures that documents of the record state, each with its source. They are not statements of a State."),
    rows=_figures,
    fields=(
        *identity(),
        Field("statement", Kind.BILINGUAL, _("The figure in a sentence.")),
        translation(),
        Field("value", Kind.TEXT, _("The value as the source writes it.")),
        Field("unit", Kind.BILINGUAL, _("Unit.")),
        Field("year", Kind.TEXT, _("Year or period."), null=True),
        Field("place", Kind.BILINGUAL, _("Place.")),
        SOURCE,
        Field(
            "objectives", Kind.LIST, _("Numbers of the objectives it concerns."), "objective_numbers", to="objectives"
        ),
        CYCLE,
        record("record-figures"),
        cited("statement", "/records/record-figures/{}/", "code"),
        licence(),
        updated(),
    ),
    filters=RecordFigureFilters,
    order={"code": "code", "order": "order", "updated_at": "updated_at"},
    searchable=True,
    heading=("statement",),
    body=("value", "unit", "place"),
)

STATEMENTS = Resource(
    name="statements",
    title=_("Interventions on record"),
    about=_(
        "Interventions, highlights and requests as a document recorded them; they are not contributions of a State."
    ),
    rows=_statements,
    fields=(
        *identity(),
        Field("kind", Kind.CODE, _("Kind of statement."), choices=Statement.Kind),
        Field("country", Kind.REFERENCE, _("Code of the country."), "country__code", null=True, to="countries"),
        Field("attributed_to", Kind.BILINGUAL, _("Who spoke, where it was no country.")),
        Field("text", Kind.BILINGUAL, _("The words on record.")),
        Field("original_language", Kind.CODE, _("Language of the original."), choices=Language),
        translation("translation_unofficial"),
        Field("occasion", Kind.BILINGUAL, _("Occasion.")),
        Field("date", Kind.DATE, _("Day."), null=True),
        Field("recorded_as", Kind.BILINGUAL, _("How the words came to be recorded.")),
        SOURCE,
        Field(
            "objectives", Kind.LIST, _("Numbers of the objectives it concerns."), "objective_numbers", to="objectives"
        ),
        Field("principles", Kind.LIST, _("Letters of the principles it names."), "principle_letters", to="principles"),
        CYCLE,
        record("statements"),
        cited("occasion", "/records/statements/{}/", "code", number="code"),
        licence(),
        updated(),
    ),
    filters=StatementFilters,
    order={"code": "code", "order": "order", "updated_at": "updated_at"},
    searchable=True,
    heading=("occasion",),
    body=("text",),
)

RESOURCES = (SOURCES, RECORD_FIGURES, STATEMENTS)
