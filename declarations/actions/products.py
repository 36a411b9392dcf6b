"""What comes of an adopted text: commitments of its paragraphs, and the package that the presidency transmits."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Body, Country
from accounts.seats import Seat
from commitments.actions.commitments import create_commitment
from commitments.enums import CommitmentKind, Readers
from commitments.models import Commitment
from common.dates import today
from common.errors import Refused
from common.i18n import LANGUAGES
from common.results import require
from common.text import clean_text
from declarations import rules
from declarations.documents.package import Parts, build_package
from declarations.enums import Kind
from declarations.models import Adoption, Transmission, Undertaking
from declarations.policy import Act
from declarations.queries.adopted import texts_of
from declarations.queries.package import parts_of
from declarations.trail import note
from publications.actions import create_document, freeze_edition, request_render, take_back_plans
from publications.enums import Audience, DocumentKind, Format
from publications.letterheads import letterhead_on
from publications.models import Document
from publications.transmittals import pass_on

UNDERTAKEN = (Kind.OPERATIVE, Kind.SUB)
"""Kinds of paragraphs from which a commitment can be made."""


@dataclass(frozen=True)
class Sending:
    """To whom the package goes, and the summary that opens it."""

    addressee_en: str
    addressee_es: str
    summary_en: str
    summary_es: str


@transaction.atomic
def undertake(
    *, adoption: Adoption, place: int, owners: Iterable[Country | Body], by: Seat,
    supporters: Iterable[Country | Body] = (), **dates: Any,
) -> Commitment:  # fmt: skip
    """Make a commitment of a paragraph, in its words. Raises Refused where there is one already, or nothing to do."""
    require(rules.may(by, Act.UNDERTAKE, adoption.draft))
    Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)
    line = texts_of(adoption).get(place)
    if line is None or line.kind not in UNDERTAKEN:
        raise Refused(_("A commitment is made of a point of the text."))
    if Undertaking.objects.filter(adoption=adoption, place=place).exists():
        raise Refused(_("There is a commitment from this paragraph already."))
    commitment = create_commitment(
        code=f"dec-{adoption.code}.{line.handle}", reference=f"{adoption.symbol}, {line.handle}",
        kind=CommitmentKind.DECLARATION, text_en=line.texts["en"], text_es=line.texts["es"], es_unofficial=False,
        organ=adoption.organ, meeting_code=adoption.event_code, made_on=adoption.on, readers=_readers(adoption),
        owners=owners, supporters=supporters, by=by, **dates,
    )  # fmt: skip
    Undertaking.objects.create(adoption=adoption, place=place, commitment=commitment)
    note("declaration.undertaking", declaration=adoption.declaration, by=by, commitment=commitment.code)
    return commitment


def _readers(adoption: Adoption) -> Readers:
    return Readers.PUBLIC if adoption.published_at else Readers.MEMBERS


@transaction.atomic
def transmit(*, adoption: Adoption, sending: Sending, by: Seat) -> Transmission:
    """Freeze the package in both languages, with its manifest and hash, and record that it was transmitted today: here,
    and among what was passed on.

    What goes out of the Conference is public: Raises Refused before the declaration is published, without an addressee
    or a summary in either language, and a second time.
    """
    require(rules.may(by, Act.TRANSMIT, adoption.draft))
    adoption = Adoption.objects.select_for_update(of=("self",)).select_related("edition", "organ").get(pk=adoption.pk)
    if adoption.published_at is None:
        raise Refused(_("Publish the declaration before it is transmitted."))
    if Transmission.objects.filter(adoption=adoption).exists():
        raise Refused(_("The declaration is transmitted already."))
    said = {name: clean_text(value).text for name, value in vars(sending).items()}
    if not all(said.values()):
        raise Refused(_("Name the addressee and write the summary, in both languages."))
    sending = Sending(**said)
    parts = parts_of(adoption)
    head = letterhead_on(today(), demonstration=adoption.is_demonstration)
    document = create_document(
        kind=DocumentKind.DECLARATION, title_en=_title(adoption, "en"), title_es=_title(adoption, "es"),
        symbol=f"{adoption.symbol}/PKG", by=by,
    )  # fmt: skip
    manifest = _manifest(adoption, sending, parts)
    edition = freeze_edition(
        document=document, manifest=manifest, audience=Audience.PUBLIC, is_draft=False, by=by,
        documents_by_language={
            code: build_package(parts, code, _said(sending, code), manifest["parts"], today(), head)
            for code in LANGUAGES
        },
    )  # fmt: skip
    made = Transmission.objects.create(
        adoption=adoption, addressee_en=sending.addressee_en[:250], addressee_es=sending.addressee_es[:250],
        edition=edition, at=timezone.now(), by=by.user,
    )  # fmt: skip
    pass_on(edition=edition, by=by, addressee_en=made.addressee_en, addressee_es=made.addressee_es, on=today())
    Adoption.objects.filter(pk=adoption.pk).update(transmitted_on=today())
    for language in LANGUAGES:
        for format_ in (Format.PDF, Format.DOCX):
            request_render(edition=edition, language=language, format=format_, by=None)
            request_render(edition=adoption.edition, language=language, format=format_, by=None)
    note(
        "declaration.transmitted", declaration=adoption.declaration, by=by, to=sending.addressee_en,
        sha256=edition.sha256,
    )  # fmt: skip
    return made


def _title(adoption: Adoption, language: str) -> str:
    words = {"en": "Package of the declaration", "es": "Paquete de la declaración"}[language]
    return f"{words}: {getattr(adoption, f'title_{language}')}"[:300]


def _said(sending: Sending, language: str) -> tuple[str, str]:
    return getattr(sending, f"addressee_{language}"), getattr(sending, f"summary_{language}")


def _manifest(adoption: Adoption, sending: Sending, parts: Parts) -> dict[str, Any]:
    """What the package holds, each part under its own hash."""
    held: dict[str, Any] = {
        "declaration": {"symbol": adoption.symbol, "sha256": adoption.sha256},
        "summary": _hashed([sending.summary_en, sending.summary_es]),
        "statements": _hashed([[voice.code, voice.texts] for voice in parts.voices]),
        "commitments": _hashed([[row.reference, row.texts] for row in parts.commitments]),
        "evidence": _hashed([[row.paragraph, row.names] for row in parts.evidence]),
    }
    return {"what": "package", "addressee": [sending.addressee_en, sending.addressee_es], "parts": held}


def _hashed(content: list[Any]) -> dict[str, Any]:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {"entries": len(content), "sha256": hashlib.sha256(written.encode()).hexdigest()}


def follow_readers(adoption: Adoption) -> None:
    """Commitments and the package are read by as many as read the declaration; so is a plan with its words in it."""
    narrowed = False
    for commitment in Commitment.objects.filter(undertaking__adoption=adoption):
        if commitment.readers != _readers(adoption):
            narrowed |= commitment.readers == Readers.PUBLIC
            commitment.readers = _readers(adoption)
            commitment.save(update_fields=["readers"])
    if narrowed:
        take_back_plans()
    readers = Audience.PUBLIC if adoption.published_at else Audience.MEMBERS
    Document.objects.filter(editions__in=Transmission.objects.filter(adoption=adoption).values("edition")).update(
        readers=readers
    )
