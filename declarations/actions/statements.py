"""Statements of delegations on an adopted text: written among themselves, handed over, published by the State alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts.enums import Language
from accounts.seats import Seat
from common.dates import today
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES
from common.results import require
from common.text import clean_text
from declarations import notify, rules
from declarations.actions.outputs import papers_of
from declarations.documents.annex import with_annex
from declarations.enums import HANDED_OVER, StatementKind, StatementStatus
from declarations.models import Adoption, AttachedStatement
from declarations.policy import Act
from declarations.queries.attached import handles_in, voices_of
from declarations.trail import note
from declarations.workflow import move
from publications.actions import create_document, freeze_edition, request_render
from publications.block_json import from_json, to_json
from publications.enums import Audience, DocumentKind, Format
from publications.models import Document, Edition

LONGEST = 6000


@dataclass(frozen=True)
class Said:
    """What a statement says, of which paragraphs (places in the adopted text; none: the whole text)."""

    kind: str
    places: Sequence[int]
    text_en: str
    text_es: str
    source_language: str = Language.SPANISH


@transaction.atomic
def write_statement(*, adoption: Adoption, said: Said, by: Seat) -> AttachedStatement:
    """A draft of the seat's delegation, which nobody else reads until it is handed over."""
    require(rules.may(by, Act.WRITE_STATEMENT, adoption.draft))
    fields = _fields(adoption, said)
    Adoption.objects.select_for_update(of=("self",)).get(pk=adoption.pk)
    rows = AttachedStatement.objects.filter(adoption=adoption, country=by.home)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    made = AttachedStatement.objects.create(
        adoption=adoption, country=by.home, number=number, code=f"{adoption.code}.{by.home.code}-{number}",
        author=by.user, **fields,
    )  # fmt: skip
    note("statement.drafted", declaration=adoption.declaration, by=by, is_shared=False, statement=made.code)
    return made


@transaction.atomic
def save_statement(*, statement: AttachedStatement, said: Said, version: int, by: Seat) -> AttachedStatement:
    """Store a draft. Raises Conflict (both as `Said`) when `version` is stale."""
    require(rules.may_write_statement(by, statement))
    rows = AttachedStatement.objects.filter(pk=statement.pk, version=version, status=StatementStatus.DRAFT)
    changed = rows.update(**_fields(statement.adoption, said), version=F("version") + 1)
    stored = AttachedStatement.objects.select_related("adoption__draft__declaration", "country").get(pk=statement.pk)
    if not changed:
        kept = Said(stored.kind, stored.places, stored.text_en, stored.text_es, stored.source_language)
        raise Conflict(stored=kept, version=stored.version, submitted=said)
    return stored


def _fields(adoption: Adoption, said: Said) -> dict[str, object]:
    texts = {f"text_{code}": clean_text(getattr(said, f"text_{code}")).text[:LONGEST] for code in LANGUAGES}
    if said.kind not in StatementKind.values or said.source_language not in Language.values:
        raise Refused(_("This choice is not in the list."))
    if not any(texts.values()):
        raise Refused(_("Write the statement, in one language or both."))
    if set(said.places) - set(range(1, adoption.draft.paragraphs.count() + 1)):
        raise Refused(_("This paragraph is not in the text."))
    return {"kind": said.kind, "places": sorted(said.places), "source_language": said.source_language, **texts}


@transaction.atomic
def discard_statement(*, statement: AttachedStatement, by: Seat) -> None:
    """Throw a draft away."""
    require(rules.may_write_statement(by, statement))
    note(
        "statement.discarded", declaration=statement.adoption.declaration, by=by, is_shared=False,
        statement=statement.code,
    )  # fmt: skip
    statement.delete()


@transaction.atomic
def hand_over_statement(*, statement: AttachedStatement, by: Seat) -> None:
    """Put it before the members, dated; from now on its words stand."""
    require(rules.may_hand_over(by, statement))
    move(statement, StatementStatus.SHARED, on=today())
    note("statement.handed_over", declaration=statement.adoption.declaration, by=by, statement=statement.code)
    notify.attached(statement)


@transaction.atomic
def publish_statement(*, statement: AttachedStatement, public: bool, by: Seat) -> None:
    """The State opens its statement to everybody, or keeps it among the members again.

    It is read by everybody from the moment on at which the declaration is, too.
    """
    require(rules.may_hand_over(by, statement))
    adoption = statement.adoption
    if public:
        opened = adoption.published_at is not None
        move(statement, StatementStatus.PUBLISHED, is_public=opened)
    else:
        move(statement, StatementStatus.SHARED, is_public=False)
    act = "statement.published" if public else "statement.publication_taken_back"
    note(act, declaration=adoption.declaration, by=by, statement=statement.code)
    refresh_annex(adoption)


@transaction.atomic
def withdraw_statement(*, statement: AttachedStatement, by: Seat) -> None:
    """Take it back: what stays is that it was, and when it was withdrawn."""
    require(rules.may_hand_over(by, statement))
    if statement.status not in HANDED_OVER:
        raise Refused(_("Only what was handed over can be withdrawn."))
    move(statement, StatementStatus.WITHDRAWN, is_public=False)
    note("statement.withdrawn", declaration=statement.adoption.declaration, by=by, statement=statement.code)
    refresh_annex(statement.adoption)


def follow_publication(adoption: Adoption) -> None:
    """When the declaration is published or taken back, the statements that their States published go with it."""
    rows = AttachedStatement.objects.filter(adoption=adoption, status=StatementStatus.PUBLISHED)
    rows.update(is_public=adoption.published_at is not None)
    refresh_annex(adoption)


def refresh_annex(adoption: Adoption) -> None:
    """The text with the statements that everybody reads now; the paper before it is closed to the public."""
    adoption.refresh_from_db(fields=["annexed", "published_at"])
    if adoption.annexed_id:
        Document.objects.filter(pk=adoption.annexed_id).update(readers=Audience.MEMBERS)
    voices = voices_of(adoption, handles_in(adoption), public=True) if adoption.published_at else []
    document = None
    if voices:
        document = create_document(
            kind=DocumentKind.DECLARATION, title_en=adoption.title_en, title_es=adoption.title_es, by=None
        )
        edition = freeze_edition(
            document=document, audience=Audience.PUBLIC, is_draft=False, by=None, **_annexed(adoption, public=True)
        )
        for language in LANGUAGES:
            for format_ in (Format.PDF, Format.DOCX):
                request_render(edition=edition, language=language, format=format_, by=None)
    Adoption.objects.filter(pk=adoption.pk).update(annexed=document)
    adoption.annexed = document


@transaction.atomic
def freeze_annexed(*, adoption: Adoption, by: Seat) -> Edition:
    """The adopted text with all statements that were handed over, for members; the last one while nothing changed."""
    require(rules.may_print(by, adoption.draft))
    content = _annexed(adoption, public=False)
    document = papers_of(adoption.declaration, by)
    last = document.editions.filter(manifest=content["manifest"]).order_by("-number").first()
    trees = content["documents_by_language"]
    if last and last.blocks == {language: to_json(tree) for language, tree in trees.items()}:
        return last
    return freeze_edition(document=document, audience=Audience.MEMBERS, is_draft=False, by=by, **content)


def _annexed(adoption: Adoption, *, public: bool) -> dict[str, Any]:
    voices = voices_of(adoption, handles_in(adoption), public=public)
    return {
        "documents_by_language": {
            code: with_annex(from_json(adoption.edition.blocks[code]), voices, code) for code in LANGUAGES
        },
        "manifest": {
            "declaration": adoption.symbol, "what": "annexed", "text": adoption.sha256,
            "statements": [voice.code for voice in voices],
        },
    }  # fmt: skip
