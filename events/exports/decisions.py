"""What the open interfaces say about conclusions and the chain of decisions."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, F, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.seats import Seat
from commitments.models import Commitment, Paper
from common.exports import cited, codes, identity, licence, page, translation, updated
from common.i18n import LANGUAGES
from common.resources import Field, Kind, Resource
from events.enums import Disposition, LineRole, LinkKind
from events.filters import ConclusionFilters, EventLinkFilters
from events.models import Conclusion, EventLink, Origin

# A numbered item has a page of its own; another line stands on that of its meeting.
PLACE = Case(
    When(reference="", then=Concat(F("event__code"), Value("/"))),
    default=Concat(F("event__code"), Value("/conclusions/"), F("reference"), Value("/")),
    output_field=TextField(),
)  # fmt: skip


def _conclusions(seat: Seat) -> Any:
    made = Origin.objects.filter(conclusion=OuterRef("pk"), commitment__in=Commitment.objects.visible_to(seat))
    papers = Paper.objects.visible_to(seat).filter(steps__decision__conclusion=OuterRef("pk")).distinct()
    return Conclusion.objects.visible_to(seat).annotate(
        path=Concat(F("event__code"), Value("."), Cast("order", CharField()), output_field=CharField()),
        place=PLACE,
        thanked_country_codes=codes(Conclusion.thanked_countries.through, "conclusion", "country__code"),
        thanked_body_codes=codes(Conclusion.thanked_bodies.through, "conclusion", "body__code"),
        commitment_codes=ArraySubquery(made.order_by("commitment__code").values("commitment__code")),
        paper_codes=ArraySubquery(papers.order_by("code").values("code")),
    )


def _links(seat: Seat) -> Any:
    item = Concat(
        F("to_conclusion__event__code"), Value("."), Cast("to_conclusion__order", CharField()), output_field=CharField()
    )
    rows = EventLink.objects.visible_to(seat).annotate(item=Case(When(to_conclusion__isnull=False, then=item)))
    target = Case(
        When(to_event__isnull=False, then=Concat(Value("event."), F("to_event__code"))),
        When(to_conclusion__isnull=False, then=Concat(Value("conclusion."), item)),
        default=Concat(Value("source."), F("to_source__code")),
        output_field=CharField(),
    )
    return rows.annotate(
        path=Concat(F("event__code"), Value("."), F("kind"), Value("."), target, output_field=CharField())
    )


def _in_words(kind: str, reference: str | None, *names: str | None, language: str) -> str:
    """A link as a line of a feed: `Workshop on data. Asked for by: 6.a, Vice-Ministerial Meeting`.

    `names` are those of the meeting and of the three things it may point at, of which one is there.
    """
    english, spanish = names[0::2], names[1::2]
    first, second = (spanish, english) if language == "es" else (english, spanish)
    meeting, *others = [own or other for own, other in zip(first, second, strict=True)]
    target = ", ".join(part for part in (reference, *others) if part)
    with override(language):
        return f"{meeting}. {LinkKind(kind).label}: {target}"


LINK_IN_WORDS = Field(
    "link", Kind.BILINGUAL, "", make=_in_words,
    columns=("kind", "to_conclusion__reference", *(
        f"{name}_{language}"
        for name in ("event__name", "to_event__name", "to_conclusion__event__name", "to_source__title")
        for language in LANGUAGES
    )),
)  # fmt: skip


def _number_or_role(reference: str | None, role: str, *, language: str) -> str:
    """A line without a number is called by what it is in its document."""
    with override(language):
        return reference or str(LineRole(role).label)


LINE_IN_WORDS = Field("line", Kind.BILINGUAL, "", columns=("reference", "role"), make=_number_or_role)
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
        Field(
            "thanked_countries",
            Kind.LIST,
            _("Codes of the countries it thanks."),
            "thanked_country_codes",
            to="countries",
        ),
        Field("thanked_bodies", Kind.LIST, _("Codes of the bodies it thanks."), "thanked_body_codes", to="bodies"),
        Field("addressee", Kind.BILINGUAL, _("Somebody outside the Conference to whom it is addressed.")),
        Field("role", Kind.CODE, _("Item, heading or line without a number."), choices=LineRole),
        Field("commitments", Kind.LIST, _("Codes of the commitments made from it."), "commitment_codes",
              to="commitments"),
        Field("approval_documents", Kind.LIST, _("Codes of the documents for approval that it decided on."),
              "paper_codes", to="approval-documents"),
        Field("cycle", Kind.REFERENCE, _("Code of the cycle it belongs to."), "cycle_code", null=True, to="cycles"),
        page("/events/{}", "place"),
        cited("event__name", "/events/{}", "place", number="reference"),
        licence(),
        updated(),
    ),
    key="path",
    order={"order": "order", "updated_at": "updated_at"},
    filters=ConclusionFilters,
    searchable=True,
    has_page=~Q(reference=""),
    heading=(LINE_IN_WORDS,),
    body=("text",),
)  # fmt: skip

EVENT_LINKS = Resource(
    name="event-links",
    title=_("Chain of decisions"),
    about=_(
        "What meetings have to do with decisions, with each other and with documents. What an editor inferred from the "
        "documents is marked as not confirmed."
    ),
    rows=_links,
    fields=(
        *identity("path", pk="uid"),
        Field("event", Kind.REFERENCE, _("Code of the meeting."), "event__code", to="events"),
        Field("kind", Kind.CODE, _("How the meeting stands to what is named."), choices=LinkKind),
        Field("to_event", Kind.REFERENCE, _("Code of another meeting."), "to_event__code", null=True, to="events"),
        Field("to_conclusion", Kind.REFERENCE, _("Code of a conclusion."), "item", null=True, to="conclusions"),
        Field("to_reference", Kind.CODE, _("Number of the conclusion in its document."), "to_conclusion__reference",
              null=True),
        Field("to_source", Kind.REFERENCE, _("Code of a document on record."), "to_source__code", null=True,
              to="sources"),
        Field("note", Kind.BILINGUAL, _("Note on the link.")),
        Field("confirmed", Kind.BOOLEAN, _("Stands in a document; otherwise it was inferred.")),
        page("/events/{}/", "event__code"),
        cited("event__name", "/events/{}/", "event__code", number="path"),
        licence(),
        updated(),
    ),
    key="path",
    pk="uid",
    order={"code": "path", "updated_at": "updated_at"},
    filters=EventLinkFilters,
    heading=(LINK_IN_WORDS,),
)  # fmt: skip
