"""The regional reports."""

from django.utils.translation import gettext_lazy as _

from common.exports import cited, identity, licence, record, updated
from common.resources import Field, Kind, Resource
from reporting.enums import ReportStatus
from reporting.exports.fields import AUDIENCE, CYCLE
from reporting.filters import ReportFilters
from reporting.models import Report

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
