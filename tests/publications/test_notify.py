"""Who asked for files is told once that they are there, or why not."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from notices.models import Mail, Notice
from publications import actions, jobs, queries, workflow
from publications.enums import JobStatus, StopReason
from publications.models import Edition, RenderJob
from tests.factories.documents import make_edition, make_job
from tests.factories.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def ask(world: World, edition: Edition, **rendering: Any) -> RenderJob:
    wanted = {"language": "en", "format": "docx", "paper": "letter"} | rendering
    job = actions.request_render(edition=edition, **wanted, by=world.secretariat)
    assert isinstance(job, RenderJob)
    return job


def stop(job: RenderJob) -> None:
    workflow.claim(job, worker="w")
    workflow.fail(job, StopReason.TOO_LARGE, final=True)


def test_who_asked_gets_a_notice_and_a_mail_in_their_language(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(pk=world.secretariat.person.pk).update(language="es")
    edition = make_edition()
    job = ask(world, edition)

    with django_capture_on_commit_callbacks(execute=True):
        jobs.run_job(job.pk)

    notice = Notice.objects.get()
    assert notice.user == world.secretariat.user
    assert notice.text_en == f"The files of “{edition.document.title_en}”, edition 1, are ready"
    assert notice.address == f"/editions/{edition.pk}/"
    assert mail.outbox[-1].subject == f"Los archivos de «{edition.document.title_es}», edición 1, están listos"
    assert f"/es/editions/{edition.pk}/" in mail.outbox[-1].body
    assert "Word, Carta, Inglés: listo" in mail.outbox[-1].body


def test_several_files_asked_for_together_are_told_together(world: World) -> None:
    edition = make_edition()
    first, second = ask(world, edition), ask(world, edition, language="es")

    jobs.run_job(first.pk)
    assert not Notice.objects.exists()
    jobs.run_job(second.pk)

    assert Mail.objects.get().body.count(": ready") == 2


def test_a_file_asked_for_later_is_told_alone(world: World) -> None:
    edition = make_edition()
    jobs.run_job(ask(world, edition).pk)
    jobs.run_job(ask(world, edition, language="es").pk)

    assert [mail.body.count(": ready") for mail in Mail.objects.order_by("created_at")] == [1, 1]


def test_a_job_that_stopped_says_why(world: World) -> None:
    stop(ask(world, make_edition()))

    assert "could not be made" in Notice.objects.get().text_en
    assert "larger than one file may be" in Mail.objects.get().body


def test_a_stopped_job_that_is_started_again_is_told_again(world: World) -> None:
    job = ask(world, make_edition())
    stop(job)
    jobs.run_job(actions.retry_job(job=job, by=world.secretariat).pk)

    assert Notice.objects.count() == 2


def test_part_of_the_files_is_told_as_part(world: World) -> None:
    edition = make_edition()
    first, second = ask(world, edition), ask(world, edition, language="es")
    stop(first)
    jobs.run_job(second.pk)

    assert Notice.objects.get().text_en.startswith("Some files of")


def test_nobody_is_told_of_what_the_portal_asked_for_or_of_what_was_cancelled(world: World) -> None:
    jobs.run_job(make_job().pk)
    actions.cancel_job(job=ask(world, make_edition()), by=world.secretariat)

    assert not Notice.objects.exists()


def test_a_mail_system_that_fails_does_not_undo_the_file(
    world: World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "no.such.Backend"
    job = ask(world, make_edition())

    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.run_job(job.pk) is not None

    job.refresh_from_db()
    assert job.status == JobStatus.DONE


def done(seconds: float, **rendering: Any) -> None:
    job = make_job(make_edition(), **rendering)
    workflow.claim(job, worker="w")
    workflow.move(job, JobStatus.DONE, by=None)
    now = timezone.now()
    RenderJob.objects.filter(pk=job.pk).update(started_at=now - timedelta(seconds=seconds), finished_at=now)


def test_the_usual_time_is_the_median_of_earlier_jobs_of_the_same_format() -> None:
    job = make_job()
    assert queries.usual_seconds(job) is None

    for seconds in (30, 41, 400):
        done(seconds)
    done(2, format="docx")

    assert queries.usual_seconds(job) == pytest.approx(41)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "5 seconds"), (42, "40 seconds"), (88, "90 seconds"), (95, "2 minutes"), (170, "3 minutes")],
)
def test_a_time_is_said_as_a_person_would(seconds: float, words: str) -> None:
    assert queries.say_duration(seconds) == words


def test_the_page_of_a_job_says_how_long_it_usually_takes_and_that_it_may_be_left(world: World, client_of: Any) -> None:
    done(41)
    job = ask(world, make_edition(), format="pdf")

    page = client_of(world.secretariat).get(job.get_absolute_url()).content.decode()

    assert "Usually about 40 seconds." in page
    assert "an e-mail tells you" in page
    assert "an e-mail tells you" not in client_of(world.presidency).get(job.get_absolute_url()).content.decode()
