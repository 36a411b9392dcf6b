"""Adoption of a text, and its publication by the presidency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Body, Country
from accounts.seats import Seat
from common.dates import say_day, today
from common.errors import Refused
from common.i18n import LANGUAGES, pick
from common.results import require
from common.text import clean_text
from declarations import rules
from declarations.actions.products import follow_readers
from declarations.actions.statements import follow_publication
from declarations.documents import texts
from declarations.enums import OPEN, DraftStatus, Outcome
from declarations.models import AdoptedParagraph, Adoption, Declaration, Draft
from declarations.policy import Act
from declarations.queries.papers import items_of, paper_of
from declarations.queries.room import numbers_of, paragraphs_of
from declarations.trail import note
from declarations.workflow import move
from publications.actions import create_document, freeze_edition, request_render
from publications.enums import Audience, DocumentKind, Format
from publications.models import Document, Edition

LANGUAGE_NAMES = {"en": {"en": "English", "es": "Spanish"}, "es": {"en": "inglés", "es": "español"}}


@dataclass(frozen=True)
class Occasion:
    """Where and when a text is adopted, by which organ, in the presence of whom."""

    on: date
    organ: Body
    present: Sequence[Country]
    authentic: Sequence[str]
    place_en: str = ""
    place_es: str = ""
    reason: str = ""


def hindrances(draft: Draft) -> list[tuple[str, str]]:
    """What is still open, as (handle, what in the reader's language): pairs that are not aligned, brackets."""
    rows = paragraphs_of(draft)
    numbers = numbers_of(draft, rows)
    found = []
    for row in rows:
        handle = numbers[row.identity].handle
        if not row.is_aligned:
            found.append((handle, str(row.pair.label)))
        if row.open_places:
            found.append((handle, _("A place in brackets is open")))
    return found


def undecided(draft: Draft) -> list[tuple[str, str]]:
    """Tabled amendments that would change the words, as (label, what in the reader's language). One query."""
    tabled = draft.amendments.filter(status__in=OPEN).exclude(
        decision__outcome__in=(Outcome.NOT_TAKEN, Outcome.SUBSUMED)
    )
    rows = tabled.select_related("country").order_by("tabled_at", "pk")
    return [(row.label, _("An amendment that is not decided or not yet in the text")) for row in rows]


@transaction.atomic
def adopt(*, draft: Draft, occasion: Occasion, by: Seat) -> Adoption:
    """Freeze the text of both languages as adopted, with its hash; it stays within the Conference until published.

    Raises Refused while something is open and the presidency gives no reason, without members present or an authentic
    language, and when the day lies ahead.
    """
    require(rules.may(by, Act.ADOPT, draft))
    draft = Draft.objects.select_for_update(of=("self",)).select_related("declaration").get(pk=draft.pk)
    reason = clean_text(occasion.reason).text
    with override("en"):
        open_places = [f"{handle}: {what}" for handle, what in [*hindrances(draft), *undecided(draft)]]
    if open_places and not reason:
        said = "; ".join(f"{handle}: {what}" for handle, what in [*hindrances(draft), *undecided(draft)])
        words = _("The text is still open (%(places)s). Settle it, or record why it is adopted so.")
        raise Refused(words % {"places": said})
    if not occasion.present or not occasion.authentic:
        raise Refused(_("Say which members are present and which languages are authentic."))
    if occasion.on > today():
        raise Refused(_("The day of adoption lies ahead."))
    declaration = draft.declaration
    declaration.members.set(occasion.present)
    move(draft, DraftStatus.ADOPTED)
    edition = _freeze(declaration, draft, occasion, by)
    adoption = Adoption.objects.create(
        declaration=declaration, draft=draft, edition=edition, code=f"{declaration.year}-{declaration.number}",
        symbol=declaration.adopted_symbol, year=declaration.year, number=declaration.number,
        title_en=declaration.title_en, title_es=declaration.title_es, style=declaration.style,
        cycle_code=declaration.cycle.code if declaration.cycle else "",
        event_code=declaration.event.code if declaration.event else "",
        is_demonstration=declaration.is_demonstration, on=occasion.on, organ=occasion.organ,
        place_en=occasion.place_en, place_es=occasion.place_es,
        present=sorted(country.code for country in occasion.present), authentic=list(occasion.authentic),
        hindrances=open_places, reason=reason, sha256=edition.sha256, adopted_by=by.user,
    )  # fmt: skip
    note(
        "declaration.adopted", declaration=declaration, by=by, symbol=adoption.symbol, on=occasion.on.isoformat(),
        sha256=adoption.sha256, open=open_places, reason=reason,
    )  # fmt: skip
    return adoption


def _freeze(declaration: Declaration, draft: Draft, occasion: Occasion, by: Seat) -> Edition:
    document = create_document(
        kind=DocumentKind.DECLARATION, title_en=declaration.title_en, title_es=declaration.title_es,
        symbol=declaration.adopted_symbol, by=by,
    )  # fmt: skip
    document.readers = Audience.MEMBERS
    document.save(update_fields=["readers"])
    paper = paper_of(draft, on=occasion.on, **{code: _marks(occasion, code) for code in LANGUAGES})
    items = items_of(draft)
    return freeze_edition(
        document=document, documents_by_language={code: texts.clean(paper, items, code) for code in LANGUAGES},
        manifest={"declaration": declaration.adopted_symbol, "draft": draft.number, "what": "adopted"},
        audience=Audience.PUBLIC, is_draft=False, by=by,
    )  # fmt: skip


def _marks(occasion: Occasion, language: str) -> tuple[str, ...]:
    """The lines under the title: organ, day and place; the authentic languages."""
    with override(language):
        organ = pick(occasion.organ, "name", language)
        place = getattr(occasion, f"place_{language}") or occasion.place_en or occasion.place_es
        where = f"{organ}, {place}" if place else organ
        said = LANGUAGE_NAMES[language]
        names = [said[code] for code in LANGUAGES if code in occasion.authentic]
        adopted = _("Adopted on %(day)s: %(where)s") % {"day": say_day(occasion.on), "where": where}
        if len(names) == 2:
            authentic = _("Both versions, %(one)s and %(two)s, are authentic.") % {"one": names[0], "two": names[1]}
        else:
            authentic = _("Authentic version: %(language)s.") % {"language": names[0]}
        return (adopted, authentic)


@transaction.atomic
def publish_adoption(*, adoption: Adoption, by: Seat) -> None:
    """Open the adopted text to everybody: page, interface, files and search; its files are asked for."""
    require(rules.may(by, Act.PUBLISH, adoption.draft))
    if not Adoption.objects.filter(pk=adoption.pk, published_at=None).update(published_at=timezone.now()):
        raise Refused(_("The declaration is published already."))
    AdoptedParagraph.objects.bulk_create(
        AdoptedParagraph(
            adoption=adoption, code=f"{adoption.code}.{order}", order=order, kind=item.kind,
            label=item.number.printed, text_en=item.texts["en"], text_es=item.texts["es"],
        )
        for order, item in enumerate(items_of(adoption.draft), start=1)
    )  # fmt: skip
    Document.objects.filter(editions=adoption.edition_id).update(readers=Audience.PUBLIC)
    for language in LANGUAGES:
        for format_ in (Format.PDF, Format.DOCX):
            request_render(edition=adoption.edition, language=language, format=format_, by=None)
    _follow(adoption)
    note("declaration.published", declaration=adoption.declaration, by=by, symbol=adoption.symbol)


@transaction.atomic
def withdraw_publication(*, adoption: Adoption, by: Seat) -> None:
    """Take the publication back: the text stays adopted and is read within the Conference."""
    require(rules.may(by, Act.PUBLISH, adoption.draft))
    if not Adoption.objects.filter(pk=adoption.pk, published_at__isnull=False).update(published_at=None):
        raise Refused(_("The declaration is not published."))
    AdoptedParagraph.objects.filter(adoption=adoption).delete()
    Document.objects.filter(editions=adoption.edition_id).update(readers=Audience.MEMBERS)
    _follow(adoption)
    note("declaration.publication_taken_back", declaration=adoption.declaration, by=by, symbol=adoption.symbol)


def _follow(adoption: Adoption) -> None:
    """What stands beside the text is read by as many as the text."""
    adoption.refresh_from_db(fields=["published_at"])
    follow_publication(adoption)
    follow_readers(adoption)
