import hashlib
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.models import AuditEvent
from common.errors import Refused
from publications import actions, jobs, workflow
from publications.enums import Audience, JobStatus, StopReason
from publications.models import Edition, EditionFile, RenderJob
from tests.factories.documents import make_document, make_edition, make_job
from tests.publications import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def long_edition() -> Edition:
    """An edition that takes a few seconds, so that something can happen in between."""
    text = "\n\n".join(["The Member Country described the steps taken in the period under review. " * 10] * 60)
    return make_edition(trees={"en": samples.note(text=text)})


def expire(job: RenderJob) -> None:
    RenderJob.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_becomes_a_file(media: Path) -> None:
    job = make_job()
    file = jobs.run_job(job.pk, worker="w1")
    job.refresh_from_db()
    assert file is not None
    content = (media / file.path).read_bytes()
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert (file.size, file.pages) == (len(content), 1)
    assert (job.status, job.progress, job.attempts, job.worker) == (JobStatus.DONE, 100, 1, "w1")
    assert (job.lease_token, job.lease_until) == (None, None)
    assert [step["code"] for step in job.steps] == ["prepare", "layout", "write", "store"]
    assert all(step["finished"] >= step["started"] for step in job.steps)
    assert not list((media / "unfinished").iterdir())


def test_every_move_of_a_job_is_on_the_trail() -> None:
    job = make_job()
    jobs.run_job(job.pk)
    events = AuditEvent.objects.filter(chain=f"render_job:{job.pk}").order_by("number")
    assert [event.action for event in events] == ["render_job.running", "render_job.done"]


def test_progress_is_told_and_never_goes_back() -> None:
    told: list[tuple[str, int]] = []
    jobs.run_job(make_job(long_edition()).pk, on_progress=lambda job: told.append((job.step, job.progress)))
    percents = [percent for _step, percent in told]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    assert list(dict.fromkeys(step for step, _percent in told)) == ["prepare", "layout", "write", "store"]


@pytest.mark.parametrize("status", [JobStatus.DONE, JobStatus.CANCELLED, JobStatus.RUNNING])
def test_a_job_that_does_not_wait_is_left_alone(status: JobStatus) -> None:
    job = make_job()
    if status == JobStatus.CANCELLED:
        actions.cancel_job(job=job, by=None)
    else:
        workflow.claim(job, worker="w")
        if status == JobStatus.DONE:
            workflow.move(job, JobStatus.DONE, by=None)
    assert jobs.run_job(job.pk) is None
    job.refresh_from_db()
    assert job.status == status


def test_only_one_worker_takes_a_job() -> None:
    job = make_job()
    seen_by_another = RenderJob.objects.get(pk=job.pk)
    workflow.claim(job, worker="w1")
    with pytest.raises(Refused, match="moved on"):
        workflow.claim(seen_by_another, worker="w2")
    job.refresh_from_db()
    assert job.worker == "w1"


def test_a_status_moves_along_its_arrows_only() -> None:
    job = make_job()
    with pytest.raises(Refused, match=r"Waiting.*Done"):
        workflow.move(job, JobStatus.DONE, by=None)
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        RenderJob.objects.filter(pk=job.pk).update(status=JobStatus.STOPPED)


def test_a_running_job_must_have_a_lease() -> None:
    job = make_job()
    with pytest.raises(DatabaseError, match="a_running_job_has_a_lease"), transaction.atomic():
        RenderJob.objects.filter(pk=job.pk).update(status=JobStatus.RUNNING)


def test_the_lease_is_extended_while_the_worker_lives(settings: Any) -> None:
    settings.RENDER_LEASE_SECONDS = 2
    leases = []
    job = make_job(long_edition())

    def note(running: RenderJob) -> None:
        leases.append(RenderJob.objects.get(pk=running.pk).lease_until)

    assert jobs.run_job(job.pk, on_progress=note) is not None
    held = [lease for lease in leases if lease is not None]
    assert held == sorted(held)
    assert held[-1] > held[0]


def test_an_expired_lease_is_swept_and_the_job_waits_again() -> None:
    job = make_job()
    workflow.claim(job, worker="w")
    assert jobs.sweep() == 0
    expire(job)
    assert jobs.sweep() == 1
    job.refresh_from_db()
    assert (job.status, job.losses, job.sent_at) == (JobStatus.QUEUED, 1, None)


def test_a_worker_that_lost_its_lease_stores_nothing_and_the_next_one_does() -> None:
    job = make_job(long_edition())

    def lose_it(running: RenderJob) -> None:
        if running.step == "layout" and running.attempts == 1:
            expire(running)
            jobs.sweep()

    assert jobs.run_job(job.pk, on_progress=lose_it) is None
    assert not EditionFile.objects.exists()
    job.refresh_from_db()
    assert job.status == JobStatus.QUEUED
    assert jobs.run_job(job.pk) is not None
    assert EditionFile.objects.count() == 1


def test_a_job_whose_worker_keeps_dying_stops_with_a_reason(settings: Any) -> None:
    settings.RENDER_ATTEMPTS = 1
    job = make_job()
    for _ in range(3):
        workflow.claim(job, worker="w")
        expire(job)
        jobs.sweep()
        job.refresh_from_db()
    assert (job.status, job.reason) == (JobStatus.STOPPED, StopReason.WORKER_LOST)


def test_a_cancelled_job_whose_worker_died_ends_cancelled() -> None:
    job = make_job()
    workflow.claim(job, worker="w")
    actions.cancel_job(job=job, by=None)
    expire(job)
    jobs.sweep()
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED


def test_a_running_job_ends_when_it_is_cancelled(media: Path) -> None:
    job = make_job(long_edition())

    def cancel(running: RenderJob) -> None:
        if running.step == "layout" and not running.cancel_requested:
            actions.cancel_job(job=RenderJob.objects.get(pk=running.pk), by=None)

    assert jobs.run_job(job.pk, on_progress=cancel) is None
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert not EditionFile.objects.exists()
    assert not list((media / "unfinished").iterdir())


def test_a_failing_job_is_tried_again_and_then_stops_with_its_reason(settings: Any, media: Path) -> None:
    media.write_text("a file where the folder should be")
    job = make_job()
    states = []
    for _ in range(settings.RENDER_ATTEMPTS):
        assert jobs.run_job(job.pk) is None
        job.refresh_from_db()
        states.append((job.status, job.reason))
    assert states == [
        (JobStatus.QUEUED, StopReason.DISK),
        (JobStatus.QUEUED, StopReason.DISK),
        (JobStatus.STOPPED, StopReason.DISK),
    ]
    assert job.reason_detail


def test_a_document_that_cannot_be_read_is_not_tried_again() -> None:
    edition = Edition.objects.create(
        document=make_document(),
        number=1,
        is_draft=False,
        audience=Audience.PUBLIC,
        blocks={"en": {"format": 1, "blocks": [{"type": "Script"}]}},
        sha256="0" * 64,
    )
    job = make_job(edition)
    jobs.run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.reason, job.attempts) == (JobStatus.STOPPED, StopReason.INVALID, 1)


def test_what_a_killed_attempt_left_behind_becomes_the_one_file(media: Path) -> None:
    """Killed after the file was put in its place and before its row was written."""
    edition = make_edition()
    first = jobs.run_job(make_job(edition).pk)
    assert first is not None
    left_behind = media / first.path
    EditionFile.objects.all().delete()
    again = jobs.run_job(make_job(edition).pk)
    assert again is not None
    assert media / again.path == left_behind
    assert [path for path in (media / "editions").rglob("*") if path.is_file()] == [left_behind]


def test_two_attempts_that_both_finish_leave_one_file() -> None:
    edition = make_edition()
    job = make_job(edition)
    first = jobs.run_job(job.pk)
    second_job = RenderJob.objects.create(**job.rendering)
    assert jobs.run_job(second_job.pk) == first
    assert EditionFile.objects.count() == 1


def test_an_edition_rendered_again_says_the_same(media: Path) -> None:
    edition = make_edition(trees={"es": samples.report("es")})
    hashes = set()
    for _ in range(2):
        file = jobs.run_job(make_job(edition, language="es", paper="a4").pk)
        assert file is not None
        hashes.add(file.sha256)
        EditionFile.objects.all().delete()
    assert len(hashes) == 1


def test_the_shell_gets_its_file_and_hears_of_the_steps() -> None:
    steps: list[str] = []
    edition = make_edition()
    job = jobs.render_now(
        edition, language="en", format="docx", paper="a4", on_progress=lambda job: steps.append(job.step)
    )
    assert job.status == JobStatus.DONE
    assert set(steps) == {"prepare", "write", "store"}
    assert EditionFile.objects.get().format == "docx"


def test_the_relay_sends_each_job_once_until_a_lease_has_passed() -> None:
    waiting = [make_job(), make_job()]
    workflow.claim(make_job(), worker="w")
    sent: list[str] = []
    assert jobs.relay(sent.append) == 2
    assert jobs.relay(sent.append) == 0
    assert sent == [str(job.pk) for job in waiting]
    RenderJob.objects.filter(pk=waiting[0].pk).update(sent_at=timezone.now() - timedelta(hours=1))
    assert jobs.relay(sent.append) == 1


def test_a_broker_that_is_away_loses_nothing() -> None:
    job = make_job()

    def away(job_id: str) -> None:
        raise OSError("connection refused")

    with pytest.raises(OSError, match="refused"):
        jobs.relay(away)
    job.refresh_from_db()
    assert (job.status, job.sent_at) == (JobStatus.QUEUED, None)
    assert jobs.relay(lambda job_id: None) == 1


def test_the_relay_command_sends_and_sweeps() -> None:
    waiting, lost = make_job(), make_job()
    workflow.claim(lost, worker="w")
    expire(lost)
    call_command("relay_jobs", "--once")
    for job in (waiting, lost):
        job.refresh_from_db()
        assert job.status == JobStatus.QUEUED
        assert job.sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_relays_side_by_side_do_not_send_the_same_job_twice() -> None:
    make_job()
    sent: list[str] = []
    others: list[Any] = []

    def send(job_id: str) -> None:
        """While the first relay holds the row, a second one passes by."""

        def pass_by() -> None:
            others.append((jobs.relay(sent.append), jobs.sweep()))
            connection.close()

        thread = threading.Thread(target=pass_by)
        thread.start()
        thread.join(10)
        sent.append(job_id)

    assert jobs.relay(send) == 1
    assert others == [(0, 0)]
    assert len(sent) == 1


def test_files_are_kept_where_the_settings_say(media: Path) -> None:
    assert Path(default_storage.path("editions")) == media / "editions"
