"""Cycles and the calls for contributions to them."""

from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import identity, page, updated
from common.resources import Field, Kind, Resource
from reporting.enums import CallStatus, TemplateAudience
from reporting.exports.fields import CYCLE
from reporting.filters import CallFilters, CycleFilters
from reporting.models import Call, Cycle


def _calls(seat: Seat) -> Any:
    among_members = [] if seat.is_member or seat.is_desk else [TemplateAudience.REQUEST]
    rows = Call.objects.exclude(status=CallStatus.DRAFT).exclude(cycle__is_rehearsal=True)
    return rows.exclude(template_version__template__audience__in=among_members).annotate(
        code=Concat(
            F("cycle__code"), Value("."), F("template_version__template__code"), Value("."),
            Cast("template_version__number", CharField()), output_field=CharField(),
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
        Field("template", Kind.CODE, _("Code of the template."), "template_version__template__code"),
        Field("template_version", Kind.NUMBER, _("Version of the template."), "template_version__number"),
        Field("status", Kind.CODE, _("Open or closed."), choices=CallStatus),
        Field("opened_at", Kind.MOMENT, _("When it was opened."), null=True),
        Field("due_at", Kind.MOMENT, _("Indicative date.")),
        updated(),
    ),
    order={"due_at": "due_at", "updated_at": "updated_at"},
    filters=CallFilters,
)
