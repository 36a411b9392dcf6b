"""What the open interfaces say about declarations: adopted and published texts, and nothing of their drafting."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.seats import Seat
from commitments.models import Commitment
from common.exports import cited, identity, licence, page, updated
from common.resources import Field, Kind, Resource
from declarations.enums import Kind as ParagraphKind
from declarations.enums import StatementKind
from declarations.filters import AdoptedParagraphFilters, AttachedStatementFilters, DeclarationFilters
from declarations.models import AdoptedParagraph, Adoption, AttachedStatement, Undertaking

OF_CYCLE = "adoption__cycle_code"
IN = Field("declaration", Kind.BILINGUAL, "", "adoption__title")


def _adoptions(seat: Seat) -> Any:
    made = Undertaking.objects.filter(adoption=OuterRef("pk"), commitment__in=Commitment.objects.visible_to(seat))
    told = {"place": "place", "commitment": "commitment__code"}
    return Adoption.objects.published().annotate(
        undertaken=ArraySubquery(made.order_by("place").values(row=JSONObject(**told)))
    )


def _paragraphs(seat: Seat) -> Any:
    return AdoptedParagraph.objects.filter(adoption__published_at__isnull=False)


def _statements(seat: Seat) -> Any:
    return AttachedStatement.objects.filter(is_public=True)


DECLARATIONS = Resource(
    name="declarations",
    title=_("Declarations"),
    about=_("Declarations that Member Countries adopted, as published by the Presidency."),
    rows=_adoptions,
    fields=(
        *identity(),
        Field("symbol", Kind.CODE, _("Symbol of the document.")),
        Field("title", Kind.BILINGUAL, _("Title.")),
        Field("adopted_on", Kind.DATE, _("Day of the adoption."), "on"),
        Field("organ", Kind.BILINGUAL, _("Organ that adopted it."), "organ__name"),
        Field("place", Kind.BILINGUAL, _("Place.")),
        Field("present", Kind.LIST, _("Codes of the members present."), to="countries"),
        Field("authentic", Kind.LIST, _("Languages in which it is authentic.")),
        Field("is_demonstration", Kind.BOOLEAN, _("A text of the demonstration, not of the Conference.")),
        Field("sha256", Kind.CODE, _("Hash of both languages as adopted.")),
        Field("event", Kind.CODE, _("Code of the meeting."), "event_code", null=True),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "cycle_code", null=True, to="cycles"),
        Field("published_at", Kind.MOMENT, _("When the Presidency published it.")),
        Field("transmitted_on", Kind.DATE, _("When the Presidency transmitted it to the forum."), null=True),
        Field("undertakings", Kind.OBJECTS, _("Commitments that were made of its paragraphs."), "undertaken", parts=(
            Field("place", Kind.NUMBER, _("Place of the paragraph in the text.")),
            Field("commitment", Kind.REFERENCE, _("Code of the commitment."), to="commitments"),
        )),
        page("/declarations/{}/{}/", "year", "number"),
        cited("title", "/declarations/{}/{}/", "year", "number", number="symbol"),
        licence(),
        updated(),
    ),
    has_page=True,
    order={"adopted_on": "on", "code": "code", "updated_at": "updated_at"},
    filters=DeclarationFilters,
    searchable=True,
    heading=("symbol", "title"),
    body=("title", "place"),
)  # fmt: skip

PARAGRAPHS = Resource(
    name="declaration-paragraphs",
    title=_("Paragraphs of declarations"),
    about=_("The text of published declarations, paragraph by paragraph in both languages."),
    rows=_paragraphs,
    fields=(
        *identity(),
        Field("declaration", Kind.REFERENCE, _("Code of the declaration."), "adoption__code", to="declarations"),
        Field("order", Kind.NUMBER, _("Place in the text.")),
        Field("kind", Kind.CODE, _("What the paragraph is in the text."), choices=ParagraphKind),
        Field("label", Kind.CODE, _("Number as printed, the same in both languages."), null=True),
        Field("text", Kind.BILINGUAL, _("The paragraph, verbatim.")),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), OF_CYCLE, null=True, to="cycles"),
        page("/declarations/{}/{}/", "adoption__year", "adoption__number"),
        cited(
            "adoption__title", "/declarations/{}/{}/", "adoption__year", "adoption__number", number="label"
        ),
        licence(),
        updated(),
    ),
    order={"code": "code", "updated_at": "updated_at"},
    filters=AdoptedParagraphFilters,
    searchable=True,
    heading=(IN, "label"),
    body=("text",),
)  # fmt: skip

STATEMENTS = Resource(
    name="declaration-statements",
    title=_("Statements on declarations"),
    about=_("Reservations, explanations of position and disassociations that States published beside a declaration."),
    rows=_statements,
    fields=(
        *identity(),
        Field("declaration", Kind.REFERENCE, _("Code of the declaration."), "adoption__code", to="declarations"),
        Field("country", Kind.REFERENCE, _("Code of the country."), "country__code", to="countries"),
        Field("kind", Kind.CODE, _("What the State attaches."), choices=StatementKind),
        Field("places", Kind.LIST, _("Places of the paragraphs it speaks of; none: the whole text.")),
        Field("text", Kind.BILINGUAL, _("The statement, verbatim.")),
        Field("source_language", Kind.CODE, _("Language in which it was written."), choices=Language),
        Field("on", Kind.DATE, _("Day on which the State handed it over.")),
        page("/declarations/{}/{}/", "adoption__year", "adoption__number"),
        cited("adoption__title", "/declarations/{}/{}/", "adoption__year", "adoption__number", number="code"),
        licence(),
        updated(),
    ),
    order={"code": "code", "on": "on", "updated_at": "updated_at"},
    filters=AttachedStatementFilters,
    searchable=True,
    heading=(IN,),
    body=("text",),
)  # fmt: skip

RESOURCES = (DECLARATIONS, PARAGRAPHS, STATEMENTS)
