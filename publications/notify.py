"""Telling who asked for files that they are there, or why not: one message when the last one has ended."""

from datetime import UTC, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from notices.actions import tell
from notices.models import Notice
from publications.enums import JobStatus, StopReason
from publications.models import Edition, RenderJob
from publications.queries import rendering_name

BEFORE = datetime.min.replace(tzinfo=UTC)


def job_ended(job: RenderJob) -> None:
    """To who asked, once no other file of the edition is waiting for them. Call in the transaction that ends the job.

    The edition is locked, so that of two jobs that end at once the second one sees the first one's end.
    """
    user = job.requested_by
    if user is None:
        return
    edition = Edition.objects.select_for_update(no_key=True).only("pk", "number", "document").get(pk=job.edition_id)
    own = RenderJob.objects.filter(edition=edition, requested_by=user)
    if own.live().exists():
        return
    prefix = f"files:{edition.pk}:"
    told = Notice.objects.filter(user=user, key__startswith=prefix).aggregate(at=Max("created_at"))["at"] or BEFORE
    ended = list(
        own.filter(finished_at__gt=told, status__in=(JobStatus.DONE, JobStatus.STOPPED)).order_by("created_at")
    )
    if ended:
        tell(
            [job.requested_as or user],
            key=f"{prefix}{job.finished_at:%Y%m%d%H%M%S%f}",
            text=lambda: _text(edition, ended),
            address=edition.get_absolute_url(),
            more=lambda: _lines(ended),
        )


def _text(edition: Edition, ended: list[RenderJob]) -> str:
    words = {"title": edition.title, "number": edition.number}
    if all(job.status == JobStatus.DONE for job in ended):
        return _("The files of “%(title)s”, edition %(number)s, are ready") % words
    if all(job.status == JobStatus.STOPPED for job in ended):
        return _("The files of “%(title)s”, edition %(number)s, could not be made") % words
    return _("Some files of “%(title)s”, edition %(number)s, are ready, others could not be made") % words


def _lines(ended: list[RenderJob]) -> str:
    """One line per file: ready, or why it came to nothing."""
    ready = _("ready")
    whys = [ready if job.status == JobStatus.DONE else str(StopReason(job.reason).label) for job in ended]
    return "\n".join(f"- {rendering_name(job)}: {why}" for job, why in zip(ended, whys, strict=True))
