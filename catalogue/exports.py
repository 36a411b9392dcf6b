"""What the open interfaces say about corrections."""

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from catalogue.models import Correction
from common.exports import identity, updated
from common.resources import Field, Kind, Resource

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
        updated(),
    ),
    order={"number": "number", "day": "day", "updated_at": "updated_at"},
    heading=("place",),
    body=("text",),
)

RESOURCES = (CORRECTIONS,)
