"""What the open interfaces say about countries and bodies."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.enums import BodyKind, StandingKind
from accounts.filters import BodyFilters, CountryFilters
from accounts.models import Body, Country, Standing, dated
from accounts.seats import Seat
from common.dates import today
from common.exports import cited, identity, licence, page, updated
from common.resources import Field, Kind, Resource


def _countries(seat: Seat) -> Any:
    standing = Standing.objects.filter(dated(today()), country=OuterRef("pk"), kind=StandingKind.MEMBER)
    return Country.objects.annotate(is_member=Exists(standing))


COUNTRIES = Resource(
    name="countries",
    title=_("Countries"),
    about=_("Member Countries, and placeholder countries of a demonstration. They stand in no order of merit."),
    rows=_countries,
    fields=(
        *identity(),
        Field("iso2", Kind.CODE, _("ISO 3166-1 alpha-2 code.")),
        Field("name", Kind.BILINGUAL, _("Short name.")),
        Field("official_name", Kind.BILINGUAL, _("Official name.")),
        Field("is_member", Kind.BOOLEAN, _("Member Country of the Conference today.")),
        Field("is_placeholder", Kind.BOOLEAN, _("A placeholder of the demonstration, no State.")),
        Field("time_zone", Kind.CODE, _("Time zone of its capital.")),
        page("/countries/{}/", "code"),
        cited("name", "/countries/{}/", "code"),
        licence(),
        updated(),
    ),
    order={"code": "code", "name_en": "name_en", "name_es": "name_es", "updated_at": "updated_at"},
    filters=CountryFilters,
)

BODIES = Resource(
    name="bodies",
    title=_("Bodies"),
    about=_("Organizations and organs that take part in the work of the Conference."),
    rows=lambda seat: Body.objects.all(),
    fields=(
        *identity(),
        Field("kind", Kind.CODE, _("Kind of body."), choices=BodyKind),
        Field("acronym", Kind.BILINGUAL, _("Acronym.")),
        Field("name", Kind.BILINGUAL, _("Name.")),
        Field("country", Kind.REFERENCE, _("Code of its country."), "country__code", null=True, to="countries"),
        page("/directory/{}/", "code"),
        cited("name", "/directory/{}/", "code"),
        licence(),
        updated(),
    ),
    order={"code": "code", "name_en": "name_en", "updated_at": "updated_at"},
    filters=BodyFilters,
    heading=("name",),
)

RESOURCES = (COUNTRIES, BODIES)
