"""What the open interfaces say about editions and their files."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, DateTimeField, F, OuterRef, Value
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, JSONObject
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import cited, identity, licence, page, updated
from common.resources import Field, Kind, Resource
from publications.enums import Audience, DocumentKind, Format, Paper
from publications.filters import EditionFilters, TransmittalFilters
from publications.models import Edition, EditionFile, Transmittal

SHARED = (
    DocumentKind.REGIONAL_REPORT, DocumentKind.COUNTRY_REPORT, DocumentKind.DECLARATION, DocumentKind.ACTION_PLAN,
)  # fmt: skip


def _editions(seat: Seat) -> Any:
    files = EditionFile.objects.filter(edition=OuterRef("pk")).order_by("language", "format", "paper")
    made = EditionFile.objects.filter(edition=OuterRef("pk")).order_by("-created_at").values("created_at")[:1]
    columns = {name: name for name in ("id", "language", "format", "paper", "size", "pages", "sha256")}
    return (
        Edition.objects.visible_to(seat)
        .filter(document__kind__in=SHARED)
        .annotate(
            code=Concat(
                Coalesce("document__symbol", Cast("document_id", CharField())), Value("-"), Cast("number", CharField()),
                output_field=CharField(),
            ),
            file_rows=ArraySubquery(files.values(row=JSONObject(**columns))),
            changed=Greatest(F("created_at"), made, F("document__readers_at"), output_field=DateTimeField()),
        )
    )  # fmt: skip


def _files(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"url": f"{settings.SITE_URL}/en/files/{row['id']}/"} for row in rows]


EDITIONS = Resource(
    name="editions",
    title=_("Editions"),
    about=_("Frozen, numbered editions of reports, with the files made from them."),
    rows=_editions,
    fields=(
        *identity(),
        Field("document", Kind.CODE, _("Symbol of the document."), "document__symbol", null=True),
        Field("kind", Kind.CODE, _("Kind of document."), "document__kind", choices=DocumentKind),
        Field("title", Kind.BILINGUAL, _("Title."), "document__title"),
        Field("number", Kind.NUMBER, _("Number of the edition.")),
        Field("label", Kind.TEXT, _("Label."), null=True),
        Field("is_draft", Kind.BOOLEAN, _("A draft that was circulated.")),
        Field("audience", Kind.CODE, _("Who may read it."), choices=Audience),
        Field("published_at", Kind.MOMENT, _("When it was frozen."), "created_at"),
        Field("sha256", Kind.CODE, _("Hash of its text in both languages and of what it was made from.")),
        Field("files", Kind.OBJECTS, _("Its files."), columns=("file_rows",), make=_files, parts=(
            Field("id", Kind.UUID, _("Stable identifier: it never changes and is never used again.")),
            Field("language", Kind.CODE, _("Language.")),
            Field("format", Kind.CODE, _("Format."), choices=Format),
            Field("paper", Kind.CODE, _("Paper."), choices=Paper),
            Field("size", Kind.NUMBER, _("Size in bytes.")),
            Field("pages", Kind.NUMBER, _("Number of pages."), null=True),
            Field("sha256", Kind.CODE, _("Hash of the file.")),
            Field("url", Kind.URL, _("Address of the file.")),
        )),
        page("/editions/{}/", "id"),
        cited("document__title", "/editions/{}/", "id", number="label"),
        licence(),
        updated("changed"),
    ),
    changed="changed",
    order={"published_at": "created_at", "updated_at": "changed"},
    filters=EditionFilters,
)  # fmt: skip


def _transmittals(seat: Seat) -> Any:
    rows = Transmittal.objects.visible_to(seat).filter(edition__document__kind__in=SHARED)
    document = Coalesce("edition__document__symbol", Cast("edition__document_id", CharField()))
    number = Cast("edition__number", CharField())
    return rows.annotate(
        edition_code=Concat(document, Value("-"), number, output_field=CharField()),
        code=Concat(document, Value("-"), number, Value("."), Cast("id", CharField()), output_field=CharField()),
    )


TRANSMITTALS = Resource(
    name="transmittals",
    title=_("Passed on"),
    about=_("Editions that were passed on to a body outside the Conference, such as a forum of the United Nations."),
    rows=_transmittals,
    fields=(
        *identity(),
        Field("edition", Kind.REFERENCE, _("Code of the edition."), "edition_code", to="editions"),
        Field("title", Kind.BILINGUAL, _("Title of the document."), "edition__document__title"),
        Field("addressee", Kind.BILINGUAL, _("To whom it was passed on.")),
        Field("on", Kind.DATE, _("Day on which it was passed on.")),
        Field("symbol", Kind.TEXT, _("What the body calls the document."), null=True),
        Field("address", Kind.URL, _("Where it can be read there."), null=True),
        page("/editions/{}/", "edition_id"),
        cited("edition__document__title", "/editions/{}/", "edition_id", number="symbol"),
        licence(),
        updated(),
    ),
    order={"on": "on", "updated_at": "updated_at"},
    filters=TransmittalFilters,
    heading=("title",),
    body=("addressee",),
)

RESOURCES = (EDITIONS, TRANSMITTALS)
