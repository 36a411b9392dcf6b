"""Editions and jobs of the publications room."""

from itertools import count
from typing import Any

from accounts.models import Country
from publications import actions
from publications.blocks import Document as Tree
from publications.enums import Audience, DocumentKind
from publications.models import Document, Edition, EditionFile, RenderJob
from tests.publications import samples

_numbers = count(1)


def make_document(kind: DocumentKind = DocumentKind.REGIONAL_REPORT) -> Document:
    number = next(_numbers)
    return actions.create_document(
        kind=kind, title_en=f"Report {number}", title_es=f"Informe {number}", symbol=f"RCM/TEST/{number}", by=None
    )


def make_edition(
    *,
    document: Document | None = None,
    audience: Audience = Audience.PUBLIC,
    country: Country | None = None,
    is_draft: bool = False,
    trees: dict[str, Tree] | None = None,
) -> Edition:
    """An edition of one page in both languages."""
    return actions.freeze_edition(
        document=document or make_document(),
        documents_by_language=trees or {code: samples.note(code, draft=is_draft) for code in ("en", "es")},
        manifest={"revisions": []},
        audience=audience,
        country=country,
        is_draft=is_draft,
        by=None,
    )


def make_job(edition: Edition | None = None, **rendering: Any) -> RenderJob:
    """A waiting job for the English PDF on Letter."""
    wanted = {"language": "en", "format": "pdf", "paper": "letter"} | rendering
    job = actions.request_render(edition=edition or make_edition(), **wanted, by=None)
    if not isinstance(job, RenderJob):
        raise TypeError("the file is there already")
    return job


def make_file(edition: Edition, **rendering: Any) -> EditionFile:
    """A row without bytes behind it."""
    wanted = {"language": "en", "format": "pdf", "paper": "letter"} | rendering
    return EditionFile.objects.create(
        edition=edition, **wanted, path="editions/aa/x.pdf", sha256="a" * 64, size=1234, pages=3
    )
