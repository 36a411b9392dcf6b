"""What the open interfaces say about objectives, principles, schemes and groups."""

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import cited, codes, identity, licence, page, record, updated
from common.resources import Field, Kind, Resource
from objectives.enums import MappingStatus
from objectives.filters import GroupFilters, ObjectiveFilters, PrincipleFilters, SchemeFilters
from objectives.models import Group, Objective, Principle, Scheme


def _objectives(seat: Seat) -> Any:
    return Objective.objects.annotate(code=Cast("number", CharField()))


def _groups(seat: Seat) -> Any:
    return Group.objects.annotate(
        path=Concat(F("scheme__code"), Value("."), F("code"), output_field=CharField()),
        objective_numbers=codes(Group.objectives.through, "group", "objective_id"),
    )


OBJECTIVES = Resource(
    name="objectives",
    title=_("Objectives"),
    about=_("The 23 objectives of the Global Compact; titles are quoted from A/RES/73/195."),
    rows=_objectives,
    fields=(
        *identity(pk="uid"),
        Field("number", Kind.NUMBER, _("Number of the objective, by which everything else refers to it.")),
        Field("title", Kind.BILINGUAL, _("Title.")),
        Field("short", Kind.BILINGUAL, _("Short title of this portal, not of the Compact.")),
        Field("title_en_verified", Kind.BOOLEAN, _("The English title was checked against the resolution.")),
        Field("title_es_verified", Kind.BOOLEAN, _("The Spanish title was checked against the resolution.")),
        page("/objectives/{}/", "code"),
        cited("title", "/objectives/{}/", "code"),
        licence(),
        updated(),
    ),
    pk="uid",
    order={"number": "number", "updated_at": "updated_at"},
    filters=ObjectiveFilters,
    searchable=True,
    heading=("title",),
    body=("short",),
)

PRINCIPLES = Resource(
    name="principles",
    title=_("Guiding principles"),
    about=_("The ten guiding principles of the Global Compact."),
    rows=lambda seat: Principle.objects.all(),
    fields=(
        *identity("letter", pk="uid"),
        Field("title", Kind.BILINGUAL, _("Title.")),
        Field("summary", Kind.BILINGUAL, _("Summary.")),
        Field("title_es_verified", Kind.BOOLEAN, _("The Spanish title was checked against the resolution.")),
        page("/principles/{}/", "letter"),
        cited("title", "/principles/{}/", "letter"),
        licence(),
        updated(),
    ),
    pk="uid",
    key="letter",
    order={"code": "letter", "updated_at": "updated_at"},
    filters=PrincipleFilters,
)

SCHEMES = Resource(
    name="schemes",
    title=_("Schemes"),
    about=_("Ways to group the objectives. Overlaps and gaps are allowed."),
    rows=lambda seat: Scheme.objects.all(),
    fields=(
        *identity(),
        Field("name", Kind.BILINGUAL, _("Name.")),
        Field("note", Kind.BILINGUAL, _("Note.")),
        Field("source", Kind.TEXT, _("Where the grouping comes from.")),
        Field("mapping", Kind.CODE, _("Where the objectives of its groups come from."), choices=MappingStatus),
        Field("order", Kind.NUMBER, _("Place among the schemes.")),
        page("/objectives/?scheme={}", "code"),
        cited("name", "/objectives/?scheme={}", "code"),
        licence(),
        updated(),
    ),
    order={"order": "order", "code": "code", "updated_at": "updated_at"},
    filters=SchemeFilters,
)

GROUPS = Resource(
    name="groups",
    title=_("Groups of objectives"),
    about=_("The parts of a scheme: round tables, pillars, thematic areas, sessions."),
    rows=_groups,
    fields=(
        *identity("path"),
        Field("scheme", Kind.REFERENCE, _("Code of its scheme."), "scheme__code", to="schemes"),
        Field("name", Kind.BILINGUAL, _("Name.")),
        Field("topic", Kind.BILINGUAL, _("Topic.")),
        Field("objectives", Kind.LIST, _("Numbers of its objectives."), "objective_numbers", to="objectives"),
        Field("order", Kind.NUMBER, _("Place within the scheme.")),
        record("groups", "path"),
        cited("name", "/records/groups/{}/", "path"),
        licence(),
        updated(),
    ),
    key="path",
    order={"code": "path", "updated_at": "updated_at"},
    filters=GroupFilters,
)

RESOURCES = (OBJECTIVES, PRINCIPLES, SCHEMES, GROUPS)
