"""Freezing editions and asking for their files."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Country
from accounts.seats import Seat
from audit.actions import record
from common.errors import Refused
from common.results import require
from publications import blocks, rules, workflow
from publications.block_json import to_json
from publications.enums import Audience, DocumentKind, Format, JobStatus, Paper
from publications.models import Document, Edition, EditionFile, RenderJob
from publications.numbering import numbering_outline


@transaction.atomic
def create_document(
    *, kind: DocumentKind, title_en: str, title_es: str, symbol: str | None = None, by: Seat | None
) -> Document:
    """A document without editions yet. Raises Refused when the symbol is taken."""
    if symbol and Document.objects.filter(symbol=symbol).exists():
        raise Refused(_("The symbol %(symbol)s is already in use.") % {"symbol": symbol})
    document = Document.objects.create(kind=kind, title_en=title_en, title_es=title_es, symbol=symbol or None)
    _trail("document.created", document, by=by, symbol=symbol or "")
    return document


@transaction.atomic
def freeze_edition(
    *,
    document: Document,
    documents_by_language: Mapping[str, blocks.Document],
    manifest: dict[str, Any],
    audience: str,
    is_draft: bool,
    by: Seat | None,
    country: Country | None = None,
    label: str = "",
) -> Edition:
    """The next numbered edition of `document`, frozen in the caller's transaction.

    `documents_by_language` maps "en" and/or "es" to block trees; `manifest` is JSON that names what they were made
    from. Raises ValueError when a tree is in another language than its key, when its draft mark differs from
    `is_draft`, when a link inside leads nowhere, or when the two languages do not number the same paragraphs under
    the same headings.
    """
    _check_trees(documents_by_language, is_draft)
    Document.objects.select_for_update().get(pk=document.pk)
    number = (document.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    trees = {language: to_json(tree) for language, tree in documents_by_language.items()}
    edition = Edition.objects.create(
        document=document,
        number=number,
        label=label,
        is_draft=is_draft,
        audience=audience,
        country=country,
        blocks=trees,
        manifest=manifest,
        sha256=digest(trees, manifest),
        created_by=by.user if by else None,
    )
    _trail("edition.frozen", document, by=by, edition=str(edition.pk), number=number, sha256=edition.sha256)
    return edition


@transaction.atomic
def take_back(documents: QuerySet[Document]) -> None:
    """All editions there are belong to the desk; what is frozen from now on is read as it says."""
    for document in documents.select_for_update(of=("self",)):
        last = document.editions.aggregate(last=Max("number"))["last"] or 0
        Document.objects.filter(pk=document.pk).update(readers=Audience.PRESIDENCY, since=last + 1)


def take_back_plans() -> None:
    """Something that everybody read is public no longer: the plans that were frozen with its words are the desk's."""
    take_back(Document.objects.filter(kind=DocumentKind.ACTION_PLAN))


@transaction.atomic
def follow_readers(document: UUID, readers: Audience) -> None:
    """Let a document be read by these from now on.

    What was narrowed is narrowed for good: where more readers come back, the editions that were closed to them stay
    closed, and what is frozen from now on is theirs.
    """
    row = Document.objects.select_for_update(of=("self",)).get(pk=document)
    if row.readers == readers:
        return
    wider = list(Audience)[list(Audience).index(Audience(row.readers)) + 1 :]
    closed = row.editions.filter(number__gte=row.since, audience__in=wider)
    if readers == Audience.PRESIDENCY or (readers in wider and closed.exists()):
        take_back(Document.objects.filter(pk=document))
    Document.objects.filter(pk=document).update(readers=readers)


def digest(trees: Mapping[str, Any], manifest: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of an edition's blocks and manifest."""
    content = json.dumps([trees, manifest], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def request_render(
    *, edition: Edition, language: str, format: str, paper: str = Paper.LETTER, by: Seat | None
) -> RenderJob | EditionFile:
    """Ask for one file of an edition, in the caller's transaction; `by` None is the portal itself.

    Gives the file if it is there, else the job that is making it or made to make it. A job that had stopped is
    started again. Raises Refused on a language, format or paper that does not exist for this edition and
    PermissionDenied when the seat may not have files made.
    """
    if language not in edition.blocks:
        raise Refused(_("This edition does not exist in that language."))
    if format not in Format.values or paper not in Paper.values:
        raise Refused(_("This edition cannot be had in that format."))
    if by:
        require(rules.may_request_render(by, edition))
    rendering = {"edition": edition, "language": language, "format": format, "paper": paper}
    if file := EditionFile.objects.filter(**rendering).first():
        return file
    jobs = RenderJob.objects.filter(**rendering)
    if job := jobs.live().first():
        return job
    if job := jobs.filter(status__in=[JobStatus.STOPPED, JobStatus.CANCELLED]).first():
        return _restart(job, by=by)
    try:
        with transaction.atomic():
            job = RenderJob.objects.create(
                **rendering, requested_by=by.user if by else None, requested_as=by.membership if by else None
            )
    except IntegrityError:
        return jobs.live().get()
    _trail("render.requested", edition.document, by=by, job=str(job.pk), language=language, format=format)
    return job


@transaction.atomic
def cancel_job(*, job: RenderJob, by: Seat | None) -> None:
    """Cancel a waiting job at once; ask the worker of a running one to stop (it does within seconds).

    Raises PermissionDenied, or Refused when the job ended in the meantime.
    """
    if by:
        require(rules.may_cancel(by, job))
    if job.status == JobStatus.QUEUED:
        workflow.move(job, JobStatus.CANCELLED, by=by, finished_at=timezone.now())
        return
    asked = RenderJob.objects.filter(pk=job.pk, status=JobStatus.RUNNING).update(cancel_requested=True)
    if not asked:
        raise Refused(_("The job has already ended."))
    job.cancel_requested = True
    _trail("render.cancel_requested", job.edition.document, by=by, job=str(job.pk))


@transaction.atomic
def retry_job(*, job: RenderJob, by: Seat | None) -> RenderJob:
    """Queue a stopped or cancelled job again with a fresh count of attempts.

    Gives the job that will make the file: another live one for the same file if there is one. Raises
    PermissionDenied or Refused.
    """
    if by:
        require(rules.may_retry(by, job))
    other = RenderJob.objects.filter(**job.rendering).live().first()
    return other or _restart(job, by=by)


def _restart(job: RenderJob, *, by: Seat | None) -> RenderJob:
    workflow.move(
        job,
        JobStatus.QUEUED,
        by=by,
        attempts=0,
        losses=0,
        reason="",
        reason_detail="",
        cancel_requested=False,
        finished_at=None,
        sent_at=None,
        step="",
        steps=[],
        progress=0,
    )
    return job


def _check_trees(trees: Mapping[str, blocks.Document], is_draft: bool) -> None:
    if not trees:
        raise ValueError("an edition needs at least one language")
    for language, tree in trees.items():
        if tree.language != language:
            raise ValueError(f"the tree under {language!r} is in {tree.language!r}")
        if tree.draft != is_draft:
            raise ValueError(f"the {language!r} tree and the edition disagree on being a draft")
        blocks.check_anchors(tree)
    outlines = {language: numbering_outline(tree) for language, tree in trees.items()}
    first = next(iter(outlines.values()))
    for language, outline in outlines.items():
        if outline != first:
            at = next((a for a, b in zip(outline, first, strict=False) if a != b), "its end")
            raise ValueError(f"the {language!r} tree numbers other paragraphs, from {at} on")


def _trail(action: str, document: Document, *, by: Seat | None, **detail: Any) -> None:
    record(
        action,
        by=by,
        chain=f"document:{document.pk}",
        object_type="Document",
        object_id=document.pk,
        **detail,
    )
