"""Pages of editions, their files and the jobs that make them."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.enums import Language
from accounts.seats import Seat
from common.errors import Refused
from common.shapes import Link
from publications import actions, queries, rules
from publications.block_json import from_json
from publications.enums import Format, JobStatus, JobStep, StopReason
from publications.models import Edition, EditionFile, RenderJob
from publications.render import html

CONTENT_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def edition_detail(request: HttpRequest, pk: str) -> HttpResponse:
    """An edition with its files and what can be made of it."""
    edition = get_object_or_404(_editions(request), pk=pk)
    context = {
        "edition": edition,
        "crumbs": [Link(edition.title)],
        "languages": _offers_by_language(edition),
        "may_render": rules.may_request_render(_seat(request), edition),
        "may_transmit": rules.may_transmit(_seat(request), edition),
    }
    return render(request, "publications/edition_detail.html", context)


@require_safe
def edition_preview(request: HttpRequest, pk: str, language: str) -> HttpResponse:
    """The edition's text as a page."""
    edition = get_object_or_404(_editions(request), pk=pk)
    if language not in edition.blocks:
        raise Http404
    document = from_json(edition.blocks[language])
    context = {
        "edition": edition,
        "document": document,
        "body": html.render(document),
        "crumbs": [Link(edition.title, edition.get_absolute_url()), Link(_("Text"))],
        "languages": [
            Link(str(Language(code).label), _preview_url(edition, code), "page" if code == language else "")
            for code in edition.languages
        ],
    }
    return render(request, "publications/edition_preview.html", context)


@seat_required
@require_POST
def edition_render(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask for a file (fields language, format, paper); leads to the job, or to the edition if the file is there."""
    edition = get_object_or_404(_editions(request), pk=pk)
    wanted = {name: request.POST.get(name, "") for name in ("language", "format", "paper")}
    try:
        result = actions.request_render(edition=edition, **wanted, by=_seat(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(edition)
    return redirect(result if isinstance(result, RenderJob) else edition)


@require_safe
def file_download(request: HttpRequest, pk: str) -> HttpResponseBase:
    """The file itself. A stranger gets 404; the ETag is the content's hash."""
    files = EditionFile.objects.visible_to(_seat(request)).select_related("edition__document")
    file = get_object_or_404(files.defer("edition__blocks"), pk=pk)
    tag = f'"{file.sha256}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": tag})
    try:
        content = default_storage.open(file.path)
    except FileNotFoundError as error:
        raise Http404(_("The file is not in the storage.")) from error
    response = FileResponse(
        content, as_attachment=True, filename=file.filename, content_type=CONTENT_TYPES[Format(file.format)]
    )
    response["ETag"] = tag
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    patch_cache_control(response, private=True, no_cache=True)
    return response


@seat_required
@require_safe
def job_detail(request: HttpRequest, pk: str) -> HttpResponse:
    """The job, step by step. The page may be left and come back to."""
    return render(request, "publications/job_detail.html", _job_context(request, _job(request, pk)))


@seat_required
@require_safe
def job_progress(request: HttpRequest, pk: str) -> HttpResponse:
    """The moving part of the job's page, asked for every two seconds; 304 while nothing moved."""
    job = _job(request, pk)
    tag = f'"{job.status}-{job.step}-{job.progress}-{job.attempts}-{int(job.cancel_requested)}-{request.LANGUAGE_CODE}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": tag})
    response = render(request, "publications/job_progress.html", _job_context(request, job))
    response["ETag"] = tag
    return response


@seat_required
@require_POST
def job_cancel(request: HttpRequest, pk: str) -> HttpResponse:
    job = _job(request, pk)
    try:
        actions.cancel_job(job=job, by=_seat(request))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(job)


@seat_required
@require_POST
def job_retry(request: HttpRequest, pk: str) -> HttpResponse:
    job = _job(request, pk)
    try:
        job = actions.retry_job(job=job, by=_seat(request))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(job)


def _preview_url(edition: Edition, language: str) -> str:
    return reverse("publications:edition-preview", args=[edition.pk, language])


def _offers_by_language(edition: Edition) -> list[dict[str, Any]]:
    """One section of the edition's page per language: its name, the text's address and the files."""
    found = queries.offers(edition)
    return [
        {
            "code": code,
            "name": Language(code).label,
            "preview_url": _preview_url(edition, code),
            "offers": [offer for offer in found if offer.language == code],
        }
        for code in edition.languages
    ]


def _seat(request: HttpRequest) -> Seat:
    """In whose name the request is made; set by accounts.middleware."""
    return request.seat  # type: ignore[attr-defined]


def _editions(request: HttpRequest) -> QuerySet[Edition]:
    return Edition.objects.visible_to(_seat(request)).select_related("document", "country")


def _job(request: HttpRequest, pk: str) -> RenderJob:
    jobs = RenderJob.objects.visible_to(_seat(request)).select_related(
        "edition__document", "edition__country", "requested_by"
    )
    return get_object_or_404(jobs.defer("edition__blocks", "edition__manifest"), pk=pk)


def _job_context(request: HttpRequest, job: RenderJob) -> dict[str, Any]:
    file = EditionFile.objects.filter(**job.rendering).first() if job.status == JobStatus.DONE else None
    return {
        "job": job,
        "edition": job.edition,
        "name": queries.Offer(job.language, job.format, job.paper, file, job).name,
        "file": file,
        "steps": queries.steps_of(job) if job.attempts else [],
        "words": _words(job, _seat(request)),
        "percent": job.progress if job.is_live or job.status == JobStatus.DONE else None,
        "announce": _announce(job),
        "crumbs": [Link(job.edition.title, job.edition.get_absolute_url()), Link(_("File"))],
        "poll_url": reverse("publications:job-progress", args=[job.pk]) if job.is_live else "",
        "may_cancel": rules.may_cancel(_seat(request), job) and not job.cancel_requested,
        "may_retry": rules.may_retry(_seat(request), job),
    }


def _announce(job: RenderJob) -> str:
    """What a screen reader says: the step while it lasts, not each per cent."""
    if job.status == JobStatus.RUNNING and job.step:
        return str(JobStep(job.step).label)
    return str(JobStatus(job.status).label)


def _words(job: RenderJob, seat: Seat) -> str:
    """Where the job stands; while it lives, how long it usually takes and that the page may be left."""
    if job.cancel_requested and job.is_live:
        return _("The job is being ended.")
    if job.status == JobStatus.STOPPED:
        return str(StopReason(job.reason).label)
    if job.status == JobStatus.QUEUED and job.attempts:
        return _("An attempt broke off; the job starts again by itself.")
    if job.status == JobStatus.DONE:
        return _("The file is ready.")
    if job.status == JobStatus.CANCELLED:
        return _("The job was cancelled. No file was made.")
    usual = queries.usual_seconds(job)
    told = job.requested_by_id is not None and job.requested_by == seat.user
    sentences = [
        _("Waiting for its turn.") if job.status == JobStatus.QUEUED else "",
        _("Usually about %(time)s.") % {"time": queries.say_duration(usual)} if usual else "",
        _("You may leave this page and come back; an e-mail tells you when the files are ready.")
        if told
        else _("You may leave this page and come back."),
    ]
    return " ".join(filter(None, sentences))
