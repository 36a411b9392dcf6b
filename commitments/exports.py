"""What the open interfaces say about commitments."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from commitments.enums import CommitmentKind, PartyRole, Progress
from commitments.filters import CommitmentFilters
from commitments.models import Commitment, Party
from common.exports import cited, codes, identity, licence, page, translation, updated
from common.resources import Field, Kind, Resource


def _codes(role: PartyRole) -> ArraySubquery:
    parties = Party.objects.filter(commitment=OuterRef("pk"), role=role)
    return ArraySubquery(
        parties.annotate(named=Coalesce("country__code", "body__code", output_field=CharField()))
        .order_by("named")
        .values("named")
    )


def _commitments(seat: Seat) -> Any:
    """A pledge in preparation is on its country's own pages and in no list."""
    rows = Commitment.objects.visible_to(seat).shared()
    return rows.annotate(
        reference_en=F("reference"),
        reference_es=F("reference"),
        owner_codes=_codes(PartyRole.OWNER),
        supporter_codes=_codes(PartyRole.SUPPORTER),
        objective_numbers=codes(Commitment.objectives.through, "commitment", "objective_id"),
        principle_letters=codes(Commitment.principles.through, "commitment", "principle_id"),
    )


COMMITMENTS = Resource(
    name="commitments",
    title=_("Commitments"),
    about=_("What meetings asked for and countries pledged, and what became of it as recorded. No date is a deadline."),
    rows=_commitments,
    fields=(
        *identity(),
        Field("reference", Kind.TEXT, _("How it is cited.")),
        Field("kind", Kind.CODE, _("Follow-up of a conclusion, pledge, or from a declaration."),
              choices=CommitmentKind),
        Field("text", Kind.BILINGUAL, _("Its words, verbatim.")),
        translation(),
        Field("status", Kind.CODE, _("What is recorded of it."), choices=Progress),
        Field("status_on", Kind.DATE, _("Day of the newest note."), null=True),
        Field("owners", Kind.LIST, _("Codes of the countries and bodies whose it is."), "owner_codes"),
        Field("supporters", Kind.LIST, _("Codes of the countries and bodies that support it."), "supporter_codes"),
        Field("objectives", Kind.LIST, _("Numbers of the objectives it serves."), "objective_numbers",
              to="objectives"),
        Field("principles", Kind.LIST, _("Letters of the guiding principles it serves."), "principle_letters",
              to="principles"),
        Field("organ", Kind.REFERENCE, _("Code of the organ that decided it."), "organ__code", null=True, to="bodies"),
        Field("meeting", Kind.REFERENCE, _("Code of the meeting that decided it."), "meeting_code", null=True,
              to="events"),
        Field("made_on", Kind.DATE, _("Day on which it was made."), null=True),
        Field("due", Kind.DATE, _("Indicative date."), null=True),
        Field("due_words", Kind.BILINGUAL, _("The indicative date as it was worded.")),
        page("/commitments/{}/", "code"),
        cited("reference", "/commitments/{}/", "code"),
        licence(),
        updated(),
    ),
    order={"code": "code", "updated_at": "updated_at"},
    filters=CommitmentFilters,
    searchable=True,
    heading=("reference",),
    body=("text",),
)  # fmt: skip

RESOURCES = (COMMITMENTS,)
