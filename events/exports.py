"""What the open interfaces say about meetings and their conclusions."""

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import identity, page, translation, updated
from common.resources import Field, Kind, Resource
from events.enums import Disposition, EventKind, LineRole
from events.filters import ConclusionFilters, EventFilters
from events.models import Conclusion, Event

CYCLE = Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "cycle_code", null=True, to="cycles")


def _conclusions(seat: Seat) -> Any:
    return Conclusion.objects.visible_to(seat).annotate(
        path=Concat(F("event__code"), Value("."), Cast("order", CharField()), output_field=CharField())
    )


EVENTS = Resource(
    name="events",
    title=_("Events"),
    about=_("Meetings of the Conference and around it, as the documents record them."),
    rows=lambda seat: Event.objects.visible_to(seat),
    fields=(
        *identity(),
        Field("kind", Kind.CODE, _("Kind of meeting."), choices=EventKind),
        Field("name", Kind.BILINGUAL, _("Name.")),
        translation(),
        Field("starts", Kind.DATE, _("First day."), null=True),
        Field("ends", Kind.DATE, _("Last day."), null=True),
        Field("place", Kind.BILINGUAL, _("Place.")),
        Field("source", Kind.REFERENCE, _("Code of the source."), "source__code", null=True, to="sources"),
        CYCLE,
        page("/events/{}/", "code"),
        updated(),
    ),
    order={"code": "code", "updated_at": "updated_at"},
    filters=EventFilters,
    searchable=True,
    heading=("name",),
    body=("place",),
)

CONCLUSIONS = Resource(
    name="conclusions",
    title=_("Conclusions"),
    about=_("Numbered items of conclusions documents, verbatim. A document is published as a whole."),
    rows=_conclusions,
    fields=(
        *identity("path"),
        Field("event", Kind.REFERENCE, _("Code of the meeting."), "event__code", to="events"),
        Field("reference", Kind.CODE, _("Number of the item in its document."), null=True),
        Field("order", Kind.NUMBER, _("Place in the document.")),
        Field("text", Kind.BILINGUAL, _("The item, verbatim.")),
        translation(),
        Field("verbs", Kind.LIST, _("What the item does: approve, thank, request and so on.")),
        Field(
            "proposer",
            Kind.REFERENCE,
            _("Code of the country whose proposal it was."),
            "proposer_country__code",
            null=True,
            to="countries",
        ),
        Field("disposition", Kind.CODE, _("What the meeting did with the proposal."), null=True, choices=Disposition),
        Field("role", Kind.CODE, _("Item, heading or line without a number."), choices=LineRole),
        CYCLE,
        page("/events/{}/", "event__code"),
        updated(),
    ),
    key="path",
    order={"order": "order", "updated_at": "updated_at"},
    filters=ConclusionFilters,
    searchable=True,
    heading=("reference",),
    body=("text",),
)

RESOURCES = (EVENTS, CONCLUSIONS)
