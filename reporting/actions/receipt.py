"""The receipt of a submission: a document of one page, frozen with its files asked for."""

from django.db import transaction

from accounts.seats import Seat
from common.i18n import LANGUAGES
from publications.actions import create_document, freeze_edition, request_render
from publications.enums import Audience, DocumentKind
from publications.models import Edition
from reporting.documents.receipt import build_receipt
from reporting.models import Revision


def symbol_of(revision: Revision) -> str:
    """RCM/<cycle>/<country>/R<number>."""
    assignment = revision.assignment
    return f"RCM/{assignment.call.cycle.code.upper()}/{assignment.country.code}/R{revision.number}"[:40]


@transaction.atomic
def make_receipt(*, revision: Revision, by: Seat) -> Edition:
    """Freeze the receipt of a revision in both languages and ask for its PDFs. A second call gives the first one."""
    symbol = symbol_of(revision)
    existing = Edition.objects.filter(document__symbol=symbol).first()
    if existing:
        return existing
    trees = {language: build_receipt(revision, language) for language in LANGUAGES}
    document = create_document(
        kind=DocumentKind.RECEIPT, title_en=trees["en"].title, title_es=trees["es"].title, symbol=symbol, by=by
    )
    edition = freeze_edition(
        document=document,
        documents_by_language=trees,
        manifest={"revision": str(revision.pk), "hash": revision.hash},
        audience=Audience.SECRETARIAT,
        country=revision.assignment.country,
        is_draft=False,
        by=by,
    )
    for language in LANGUAGES:
        request_render(edition=edition, language=language, format="pdf", paper="letter", by=None)
    return edition
