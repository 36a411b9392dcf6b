"""Celery's door to the jobs. A lost or doubled message changes nothing: the rows decide."""

from celery import shared_task

from publications import jobs


@shared_task(name="publications.render", bind=True)
def render(task: object, job_id: str) -> None:
    jobs.run_job(job_id, worker=getattr(getattr(task, "request", None), "hostname", None) or "worker")
