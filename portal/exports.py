"""What the portal itself opens to the world: the index of published texts, as page, CSV and JSON."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from common.exports import page
from common.resources import Field, Kind, Resource
from reporting.filters import AnswerFilters
from reporting.models import PublishedAnswer


def _rows(seat: Seat) -> Any:
    """One row for each country, cycle and objective with something to read; `values_list` of the fields makes it so."""
    rows = PublishedAnswer.objects.visible_to(seat).filter(objective__isnull=False)
    return rows.order_by("cycle__code", "country__code", "objective_id").distinct()


INDEX = Resource(
    name="index",
    title=_("Index of published texts"),
    about=_("Which objectives each country published texts on. A pair that is not listed says nothing."),
    rows=_rows,
    fields=(
        Field("cycle", Kind.REFERENCE, _("Code of the cycle."), "cycle__code", to="cycles"),
        Field("country", Kind.REFERENCE, _("Code of the country."), "country__code", to="countries"),
        Field("country_name", Kind.BILINGUAL, _("Short name."), "country__name"),
        Field("objective", Kind.REFERENCE, _("Number of the objective."), "objective_id", to="objectives"),
        Field("objective_short", Kind.BILINGUAL, _("Short title of this portal, not of the Compact."),
              "objective__short"),
        Field("revision", Kind.NUMBER, _("Number of the country's revision."), "revision__number"),
        page("/objectives/{}/?cycle={}#{}", "objective_id", "cycle__code", "country__code"),
    ),
    filters=AnswerFilters,
    order={"cycle": "cycle__code"},
)  # fmt: skip
