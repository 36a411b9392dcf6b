"""Fields that several resources of reporting have in common."""

from django.utils.translation import gettext_lazy as _

from common.resources import Field, Kind
from reporting.enums import Audience

COUNTRY = Field("country", Kind.REFERENCE, _("Code of the country."), "country__code", to="countries")
CYCLE = Field("cycle", Kind.REFERENCE, _("Code of the cycle."), "cycle__code", to="cycles")
OBJECTIVE = Field(
    "objective", Kind.REFERENCE, _("Number of the objective; empty for the whole report."), "objective_id",
    null=True, to="objectives",
)  # fmt: skip
AUDIENCE = Field("audience", Kind.CODE, _("Who may read it."), choices=Audience)
PUBLISHED_AT = Field("published_at", Kind.MOMENT, _("When the country published it."))
