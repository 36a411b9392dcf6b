"""Reads that several pages share."""

from dataclasses import dataclass
from datetime import datetime
from itertools import product
from statistics import median
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Language
from common.shapes import Step
from publications.enums import Format, JobStatus, JobStep, Paper
from publications.models import Edition, EditionFile, RenderJob

NEXT_STEPS = {
    Format.PDF: (JobStep.PREPARE, JobStep.LAYOUT, JobStep.WRITE, JobStep.STORE),
    Format.DOCX: (JobStep.PREPARE, JobStep.LAYOUT, JobStep.WRITE, JobStep.STORE),
}


EARLIER_JOBS = 20


def rendering_name(thing: "Offer | RenderJob") -> str:
    """Like "PDF, Letter, English", in the reader's language."""
    parts = (Format(thing.format).label, Paper(thing.paper).label, Language(thing.language).label)
    return ", ".join(map(str, parts))


def usual_seconds(job: RenderJob) -> float | None:
    """How long jobs like this one took: the median of the last ones of the same format and kind of document."""
    times = RenderJob.objects.filter(
        status=JobStatus.DONE, format=job.format, edition__document__kind=job.edition.document.kind
    )
    moments = times.order_by("-finished_at").values_list("started_at", "finished_at")[:EARLIER_JOBS]
    taken = [(finished - started).total_seconds() for started, finished in moments if started and finished]
    return median(taken) if taken else None


def say_duration(seconds: float) -> str:
    """A time as a person would say it: to five seconds below a minute and a half, then to minutes."""
    if seconds < 90:
        rounded = max(5, round(seconds / 5) * 5)
        return ngettext("%(count)s second", "%(count)s seconds", rounded) % {"count": rounded}
    minutes = round(seconds / 60)
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


@dataclass(frozen=True)
class Offer:
    """One file an edition may have: made, being made, or not asked for yet."""

    language: str
    format: str
    paper: str
    file: EditionFile | None
    job: RenderJob | None

    @property
    def name(self) -> str:
        """Like "PDF, Letter, English", in the reader's language."""
        return rendering_name(self)


def offers(edition: Edition) -> list[Offer]:
    """Every file the edition may have, with the file or the latest job for it. Two queries."""
    files = {(f.language, f.format, f.paper): f for f in edition.files.select_related("edition__document")}
    jobs: dict[tuple[str, str, str], RenderJob] = {}
    for job in edition.jobs.order_by("created_at"):
        jobs[job.language, job.format, job.paper] = job
    keys = product(edition.languages, Format.values, Paper.values)
    return [Offer(*key, file=files.get(key), job=jobs.get(key)) for key in keys]


def steps_of(job: RenderJob) -> list[Step]:
    """The steps of a job's current or last attempt, those to come included, with seconds taken."""
    done = {step["code"]: step for step in job.steps}
    lines = []
    for code in NEXT_STEPS[Format(job.format)]:
        step = done.get(code)
        lines.append(
            Step(
                name=str(JobStep(code).label),
                state=_state(job, step),
                detail=_pages(step["pages"]) if step and step["pages"] else "",
                took=_took(step) if step and step["finished"] else "",
            )
        )
    return lines


def _state(job: RenderJob, step: dict[str, Any] | None) -> str:
    if not step:
        return ""
    if step["finished"]:
        return "done"
    return "now" if job.status == JobStatus.RUNNING else "stopped"


def _pages(count: int) -> str:
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count}


def _took(step: dict[str, Any]) -> str:
    seconds = datetime.fromisoformat(step["finished"]) - datetime.fromisoformat(step["started"])
    return _("%(seconds)s s") % {"seconds": max(1, round(seconds.total_seconds()))}
