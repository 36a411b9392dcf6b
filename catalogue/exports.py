"""What the open interfaces say about corrections."""

import django_filters as filters
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from catalogue.models import Correction
from common.exports import cited, identity, licence, record, updated
from common.filters import FromDay, ToDay
from common.resources import Field, Kind, Resource


class CorrectionFilters(filters.FilterSet):
    day_from = FromDay("day", label=_("From"), help_text=_("Of this day or later (YYYY-MM-DD)."))
    day_to = ToDay("day", label=_("To"), help_text=_("Of this day or earlier (YYYY-MM-DD)."))


CORRECTIONS = Resource(
    name="corrections",
    title=_("Corrections"),
    about=_("What this portal said wrongly and corrected. Texts of countries are theirs and are not corrected here."),
    rows=lambda seat: Correction.objects.annotate(code=Cast("number", CharField())),
    fields=(
        *identity(),
        Field("day", Kind.DATE, _("Day of the correction.")),
        Field("place", Kind.BILINGUAL, _("What was corrected.")),
        Field("text", Kind.BILINGUAL, _("What it said, and what it says now.")),
        Field("address", Kind.TEXT, _("Address of what was corrected."), null=True),
        record("corrections"),
        cited("place", "/records/corrections/{}/", "code"),
        licence(),
        updated(),
    ),
    order={"number": "number", "day": "day", "updated_at": "updated_at"},
    filters=CorrectionFilters,
    heading=("place",),
    body=("text",),
)

RESOURCES = (CORRECTIONS,)
