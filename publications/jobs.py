"""Doing the jobs: lease, heartbeat, sweep. A job may be killed at any point and still yields exactly one file."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from math import exp
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from common.errors import Refused
from publications import jail, workflow
from publications.actions import request_render
from publications.enums import Format, JobStatus, JobStep, StopReason
from publications.models import Edition, EditionFile, RenderJob

OnProgress = Callable[[RenderJob], None]


def run_job(job_id: UUID | str, *, worker: str = "", on_progress: OnProgress | None = None) -> EditionFile | None:
    """Make the file of a queued job; nothing happens when the job is not queued (done, cancelled, taken).

    Gives the file, or None when this call did not make it. `on_progress` is called after each change of step or
    per cent. Failures end in the job's row (queued again or stopped with a reason), not in an exception.
    """
    job = RenderJob.objects.select_related("edition").filter(pk=job_id, status=JobStatus.QUEUED).first()
    if job is None:
        return None
    try:
        workflow.claim(job, worker=worker or f"process {os.getpid()}")
    except Refused:
        return None
    try:
        return _Work(job, on_progress).run()
    except Refused:
        return None  # swept or cancelled while the file was being made: whoever did it has the job now


class _Work:
    """One attempt at one job, from claim to file."""

    def __init__(self, job: RenderJob, on_progress: OnProgress | None) -> None:
        self.job = job
        self.on_progress = on_progress
        self.beaten_at = time.monotonic()
        self.tree: dict[str, Any] = job.edition.blocks[job.language]
        self.expected_pages = max(4, jail.weigh(self.tree) / 40)

    def run(self) -> EditionFile | None:
        folder = Path(default_storage.path("unfinished"))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            scratch = Path(tempfile.mkdtemp(prefix=f"{self.job.pk}-", dir=folder))
        except OSError as error:
            workflow.fail(self.job, StopReason.DISK, str(error))
            return None
        try:
            rendered = jail.render(
                self.tree,
                format=self.job.format,
                paper=self.job.paper,
                identifier=f"{self.job.edition.sha256}-{self.job.language}-{self.job.paper}",
                output=scratch / "document",
                watch=self.watch,
            )
            self.enter(JobStep.STORE, 98)
            return self.store(scratch / "document", rendered)
        except jail.RenderStopped as stopped:
            final = stopped.reason in (StopReason.INVALID, StopReason.TOO_LARGE)
            workflow.fail(self.job, StopReason(stopped.reason), stopped.detail, final=final)
        except jail.RenderAbandoned:
            if self.job.cancel_requested:
                workflow.move(self.job, JobStatus.CANCELLED, by=None, finished_at=timezone.now())
        except OSError as error:
            workflow.fail(self.job, StopReason.DISK, str(error))
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        return None

    def watch(self, report: dict[str, Any] | None) -> bool:
        """Follow the child; False when the job was cancelled or is no longer ours."""
        if report and "step" in report:
            pages = report.get("pages", 0)
            self.enter(JobStep(report["step"]), self.percent(report["step"], pages), pages)
        elif time.monotonic() - self.beaten_at >= min(settings.RENDER_HEARTBEAT_SECONDS, 1):
            self.beat()
        return not self.job.cancel_requested and self.job.lease_token is not None

    def percent(self, step: str, pages: int) -> int:
        """How far along: pages laid out against a guess of how many there will be."""
        if step == JobStep.LAYOUT:
            return 10 + round(75 * (1 - exp(-2 * pages / self.expected_pages)))
        return {JobStep.PREPARE: 5, JobStep.WRITE: 90}.get(JobStep(step), 98)

    def enter(self, step: JobStep, progress: int, pages: int = 0) -> None:
        """Note a step or its progress, at most a few times a second within one step."""
        job, now = self.job, timezone.now().isoformat()
        progress = max(job.progress, progress)
        if job.step == step and (progress == job.progress or time.monotonic() - self.beaten_at < 0.3):
            return
        if job.step != step:
            if job.steps:
                job.steps[-1] |= {"finished": now, "pages": pages}
            job.steps.append({"code": step, "started": now, "finished": None, "pages": 0})
        elif pages:
            job.steps[-1]["pages"] = pages
        job.step, job.progress = step, progress
        self.beat()
        if self.on_progress and job.lease_token:
            self.on_progress(job)

    def beat(self) -> None:
        """Extend the lease and learn whether the job is still wanted and still ours."""
        self.beaten_at = time.monotonic()
        job = self.job
        until = timezone.now() + timedelta(seconds=settings.RENDER_LEASE_SECONDS)
        held = RenderJob.objects.filter(pk=job.pk, status=JobStatus.RUNNING, lease_token=job.lease_token)
        if held.update(lease_until=until, step=job.step, steps=job.steps, progress=job.progress):
            job.cancel_requested = held.filter(cancel_requested=True).exists()
        else:
            job.lease_token = None

    def store(self, finished: Path, rendered: jail.Rendered) -> EditionFile | None:
        """Put the file in its place and enter it in the same transaction that ends the job.

        The name is the content's hash: what a killed attempt left behind is what the next one writes again.
        """
        job = self.job
        path = f"editions/{rendered.sha256[:2]}/{rendered.sha256}.{job.format}"
        place = Path(default_storage.path(path))
        place.parent.mkdir(parents=True, exist_ok=True)
        _flush(finished)
        os.replace(finished, place)
        now = timezone.now()
        job.steps[-1]["finished"] = now.isoformat()
        with transaction.atomic():
            workflow.move(job, JobStatus.DONE, by=None, progress=100, steps=job.steps, finished_at=now)
            EditionFile.objects.bulk_create(
                [
                    EditionFile(
                        **job.rendering,
                        path=path,
                        sha256=rendered.sha256,
                        size=rendered.size,
                        pages=rendered.pages,
                    )
                ],
                ignore_conflicts=True,
            )
        if self.on_progress:
            self.on_progress(job)
        return EditionFile.objects.get(**job.rendering)


def sweep() -> int:
    """Take back every job whose lease has expired; gives how many. Safe when several processes sweep."""
    swept = 0
    with transaction.atomic():
        expired = RenderJob.objects.filter(status=JobStatus.RUNNING, lease_until__lt=timezone.now())
        for job in expired.select_for_update(skip_locked=True):
            workflow.lose(job)
            swept += 1
    return swept


def relay(send: Callable[[str], object], *, limit: int = 20) -> int:
    """Hand queued jobs to the broker through `send(job_id)`; gives how many.

    A job that is still queued a lease later is sent again: the broker may have lost it, and a message too many
    does no harm. When the broker refuses, `send`'s error is raised and the rows wait for the next round.
    """
    again = timezone.now() - timedelta(seconds=settings.RENDER_LEASE_SECONDS)
    sent = 0
    with transaction.atomic():
        queued = RenderJob.objects.filter(status=JobStatus.QUEUED).exclude(sent_at__gt=again)
        for job in queued.select_for_update(skip_locked=True).order_by("created_at")[:limit]:
            send(str(job.pk))
            RenderJob.objects.filter(pk=job.pk).update(sent_at=timezone.now())
            sent += 1
    return sent


def render_now(edition: Edition, *, language: str, format: Format, paper: str, on_progress: OnProgress) -> RenderJob:
    """Make a file in this process, as the shell command does: request, run, and give the job as it ended."""
    result = request_render(edition=edition, language=language, format=format, paper=paper, by=None)
    if isinstance(result, RenderJob):
        run_job(result.pk, on_progress=on_progress)
    job = RenderJob.objects.filter(edition=edition, language=language, format=format, paper=paper)
    return job.latest("created_at")


def _flush(path: Path) -> None:
    """Onto the disk before the row says it is there."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
