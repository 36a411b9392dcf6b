"""What the open interfaces say about commitments and documents for approval."""

from textwrap import shorten
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.utils.translation import gettext_lazy as _

from accounts.seats import Seat
from commitments.enums import CommitmentKind, PaperKind, PartyRole, Progress, Stage
from commitments.filters import CommitmentFilters, NoteFilters, PaperFilters
from commitments.models import Commitment, Paper, PaperStep, Party, StatusNote
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


def _in_words(kind: str, reference: str, english: str, spanish: str, *, language: str) -> str:
    """A commitment in a line: how its words begin, then how it is cited. A pledge is cited alone, because feeds keep
    no words that its country may withdraw.
    """
    if kind == CommitmentKind.PLEDGE:
        return reference
    words = (spanish if language == "es" else english).rstrip(".;: ")
    return f"{shorten(words, LINE, placeholder=' …')} ({reference})" if words else ""


LINE = 120
IN_WORDS = Field("words", Kind.BILINGUAL, "", columns=("kind", "reference", "text_en", "text_es"), make=_in_words)
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
    heading=(IN_WORDS,),
    body=("text",),
)  # fmt: skip


def _papers(seat: Seat) -> Any:
    steps = PaperStep.objects.filter(paper=OuterRef("pk")).order_by("on", "id")
    told = {"on": "on", "stage": "stage", "organ": "organ__code", "reference": "reference", "note_en": "note_en",
            "note_es": "note_es"}  # fmt: skip
    return Paper.objects.visible_to(seat).annotate(step_rows=ArraySubquery(steps.values(row=JSONObject(**told))))


APPROVAL_DOCUMENTS = Resource(
    name="approval-documents",
    title=_("Documents for approval"),
    about=_("Documents that organs of the Conference took up, step by step. The public reads what was approved."),
    rows=_papers,
    fields=(
        *identity(),
        Field("kind", Kind.CODE, _("Kind of document."), choices=PaperKind),
        Field("title", Kind.BILINGUAL, _("Title.")),
        translation(),
        Field("stage", Kind.CODE, _("How far the document has come."), choices=Stage),
        Field("stage_on", Kind.DATE, _("Day of the newest step."), null=True),
        Field("group", Kind.REFERENCE, _("Code of the body that prepared it."), "group__code", null=True, to="bodies"),
        Field("source", Kind.REFERENCE, _("Code of the source."), "source__code", null=True, to="sources"),
        Field("address", Kind.BILINGUAL, _("Where it can be read.")),
        Field("steps", Kind.OBJECTS, _("What organs did with it, the oldest first."), "step_rows", parts=(
            Field("on", Kind.DATE, _("Day.")),
            Field("stage", Kind.CODE, _("How far the document has come."), choices=Stage),
            Field("organ", Kind.REFERENCE, _("Code of the organ."), null=True, to="bodies"),
            Field("reference", Kind.TEXT, _("The conclusion that says so.")),
            Field("note_en", Kind.TEXT, _("Note in English.")),
            Field("note_es", Kind.TEXT, _("Note in Spanish.")),
        )),
        page("/documents/{}/", "code"),
        cited("title", "/documents/{}/", "code"),
        licence(),
        updated(),
    ),
    order={"code": "code", "updated_at": "updated_at"},
    filters=PaperFilters,
    searchable=True,
    heading=("title",),
)  # fmt: skip


def _notes(seat: Seat) -> Any:
    """A note of a pledge in preparation is on its country's own pages and in no list."""
    rows = StatusNote.objects.visible_to(seat).filter(commitment__in=Commitment.objects.shared())
    path = Concat(F("commitment__code"), Value("."), Cast("id", CharField()), output_field=CharField())
    return rows.annotate(path=path, said_en=F("commitment__reference"), said_es=F("commitment__reference"))


COMMITMENT_NOTES = Resource(
    name="commitment-notes",
    title=_("What became of commitments"),
    about=_("Dated notes of what became of commitments, each with its evidence. The newest says how one stands."),
    rows=_notes,
    fields=(
        *identity("path", pk="uid"),
        Field("commitment", Kind.REFERENCE, _("Code of the commitment."), "commitment__code", to="commitments"),
        Field("reference", Kind.TEXT, _("How the commitment is cited."), "commitment__reference"),
        Field("on", Kind.DATE, _("Day.")),
        Field("status", Kind.CODE, _("How the commitment stood."), choices=Progress),
        Field("text", Kind.BILINGUAL, _("What became of it.")),
        Field("until", Kind.BILINGUAL, _("Until when more time is needed, as worded.")),
        Field("country", Kind.REFERENCE, _("Code of the member whose statement it is; members alone read those."),
              "country__code", null=True, to="countries"),
        Field("source", Kind.REFERENCE, _("Code of the source that is its evidence."), "source__code", null=True,
              to="sources"),
        Field("address", Kind.URL, _("Address of the evidence."), null=True),
        page("/commitments/{}/", "commitment__code"),
        cited("said", "/commitments/{}/", "commitment__code", number="on"),
        licence(),
        updated(),
    ),
    key="path",
    pk="uid",
    order={"code": "path", "on": "on", "updated_at": "updated_at"},
    filters=NoteFilters,
    searchable=True,
    heading=("reference", "on"),
    body=("text",),
)  # fmt: skip

RESOURCES = (COMMITMENTS, COMMITMENT_NOTES, APPROVAL_DOCUMENTS)
