"""The life of a render job: the only writer of its status."""

import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from common.errors import Refused
from publications import notify
from publications.enums import JOB_TRANSITIONS, JobStatus, StopReason
from publications.models import RenderJob

TRANSITIONS = JOB_TRANSITIONS
NO_LEASE: dict[str, Any] = {"lease_token": None, "lease_until": None}


@transaction.atomic
def move(job: RenderJob, to: JobStatus, *, by: Any, **fields: Any) -> None:
    """Move `job` along one arrow of TRANSITIONS and set `fields` with it; `by` is a Seat or None (the system).

    Who asked for the file is told in the same transaction when it is there or the job has stopped.

    The write is conditional on the status and the lease that `job` was read with. Raises Refused when there is
    no such arrow or somebody else moved the job in the meantime; nothing is written then.
    """
    if (job.status, to) not in TRANSITIONS:
        raise Refused(_("This file cannot be changed from “%(old)s” to “%(new)s”.") % _labels(job.status, to))
    held = RenderJob.objects.filter(pk=job.pk, status=job.status, lease_token=job.lease_token)
    lease = {} if to == JobStatus.RUNNING else NO_LEASE
    values = {**lease, **fields, "status": to}
    if not held.update(**values):
        raise Refused(_("The job has moved on in the meantime."))
    for name, value in values.items():
        setattr(job, name, value)
    record(
        f"render_job.{to}",
        by=by,
        chain=f"render_job:{job.pk}",
        object_type="RenderJob",
        object_id=job.pk,
        attempt=job.attempts,
        reason=job.reason,
    )
    if to in (JobStatus.DONE, JobStatus.STOPPED):
        notify.job_ended(job)


def claim(job: RenderJob, *, worker: str) -> None:
    """Take a queued job for `worker` under a fresh lease. Raises Refused when another worker was quicker."""
    now = timezone.now()
    move(
        job,
        JobStatus.RUNNING,
        by=None,
        worker=worker[:100],
        lease_token=uuid.uuid4(),
        lease_until=now + timedelta(seconds=settings.RENDER_LEASE_SECONDS),
        attempts=job.attempts + 1,
        started_at=job.started_at or now,
        step="",
        steps=[],
        progress=0,
        reason="",
        reason_detail="",
    )


def fail(job: RenderJob, reason: StopReason, detail: str = "", *, final: bool = False) -> None:
    """End an attempt: queue the job again while attempts are left, else (or if `final`) stop it with the reason."""
    job.reason, job.reason_detail = reason, detail[:2000]
    why = {"reason": reason, "reason_detail": job.reason_detail}
    if final or job.attempts - job.losses >= settings.RENDER_ATTEMPTS:
        move(job, JobStatus.STOPPED, by=None, finished_at=timezone.now(), **why)
    else:
        move(job, JobStatus.QUEUED, by=None, sent_at=None, **why)


def lose(job: RenderJob) -> None:
    """Take a running job back from a worker whose lease has expired.

    A lost worker is seldom the document's fault, so three times as many losses as failures are borne.
    """
    losses = job.losses + 1
    if job.cancel_requested:
        move(job, JobStatus.CANCELLED, by=None, losses=losses, finished_at=timezone.now())
    elif losses >= 3 * settings.RENDER_ATTEMPTS:
        move(
            job,
            JobStatus.STOPPED,
            by=None,
            losses=losses,
            reason=StopReason.WORKER_LOST,
            finished_at=timezone.now(),
        )
    else:
        move(job, JobStatus.QUEUED, by=None, losses=losses, sent_at=None)


def _labels(old: str, new: str) -> dict[str, str]:
    return {"old": str(JobStatus(old).label), "new": str(JobStatus(new).label)}
