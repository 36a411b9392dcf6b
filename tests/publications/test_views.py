from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from publications import actions, jobs, workflow
from publications.enums import Audience, JobStatus, StopReason
from publications.models import Edition, RenderJob
from tests.counts import SEATED
from tests.factories.documents import make_edition, make_file, make_job
from tests.factories.world import World
from tests.publications import samples

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Any], Client]


def address(name: str, *arguments: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"publications:{name}", args=arguments)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_an_edition_shows_its_files_and_offers_the_others(world: World, client_of: ClientOf) -> None:
    edition = make_edition()
    make_file(edition)
    make_job(edition, paper="a4")
    page = client_of(world.secretariat).get(address("edition-detail", edition.pk)).content.decode()
    assert "PDF, Letter, English" in page
    assert "3 pages" in page
    assert "Waiting" in page
    assert page.count("Make this file") == 6


def test_a_reader_gets_files_and_no_buttons(world: World) -> None:
    edition = make_edition()
    make_file(edition)
    page = Client().get(address("edition-detail", edition.pk)).content.decode()
    assert "PDF, Letter, English" in page
    assert "<form" not in page


@pytest.mark.parametrize("name", ["edition-detail", "file-download", "job-detail", "job-progress"])
def test_a_stranger_finds_nothing(world: World, client_of: ClientOf, name: str) -> None:
    country = world.focal_point.country
    edition = make_edition(audience=Audience.SECRETARIAT, country=country)
    thing = {
        "edition-detail": lambda: edition,
        "file-download": lambda: make_file(edition),
        "job-detail": lambda: make_job(edition),
        "job-progress": lambda: make_job(edition),
    }[name]()
    url = address(name, thing.pk)
    for seat in (world.other_focal_point, world.observer, world.presidency):
        assert client_of(seat).get(url).status_code == 404
    # Whoever is logged out may be logging in to see their job; of anything else there is nothing to say.
    assert client_of(world.anonymous).get(url).status_code == (302 if name.startswith("job") else 404)
    for seat in (world.focal_point, world.secretariat):
        # The row has no bytes behind it here: that is a 404 of another kind.
        assert client_of(seat).get(url).status_code == (404 if name == "file-download" else 200)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_text_can_be_read_as_a_page(client: Client, language: str) -> None:
    trees = {code: samples.report(code) for code in ("en", "es")}
    edition = make_edition(trees=trees)
    response = client.get(address("edition-preview", edition.pk, language))
    page = response.content.decode()
    assert f'<article class="document" lang="{language}">' in page
    assert samples.say(language, "Under objective eight.", "Bajo el objetivo ocho.") in page
    assert page.count("<h1") == 1


def test_a_language_the_edition_does_not_hold_is_not_found(client: Client) -> None:
    edition = make_edition(trees={"es": samples.note("es")})
    assert client.get(address("edition-preview", edition.pk, "en")).status_code == 404
    assert client.get(address("edition-preview", edition.pk, "fr")).status_code == 404


def test_a_file_is_sent_as_a_file_and_nothing_else(client: Client) -> None:
    edition = make_edition()
    file = jobs.run_job(make_job(edition, format="docx", language="es", paper="a4").pk)
    assert file is not None
    response = client.get(address("file-download", file.pk))
    assert b"".join(response.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    name = f"{edition.document.symbol.replace('/', '-')}-1-es-a4.docx"  # type: ignore[union-attr]
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["ETag"] == f'"{file.sha256}"'
    assert "private" in response["Cache-Control"]


def test_a_file_that_is_known_is_not_sent_again(client: Client) -> None:
    file = make_file(make_edition())
    response = client.get(address("file-download", file.pk), headers={"If-None-Match": f'"{file.sha256}"'})
    assert (response.status_code, response.content) == (304, b"")


def test_a_file_that_is_asked_for_becomes_a_job(world: World, client_of: ClientOf) -> None:
    edition = make_edition()
    wanted = {"language": "en", "format": "pdf", "paper": "a4"}
    response = client_of(world.presidency).post(address("edition-render", edition.pk), wanted)
    job = RenderJob.objects.get()
    assert response.headers["Location"] == job.get_absolute_url()
    assert job.requested_by == world.presidency.user


def test_nonsense_is_answered_in_words(world: World, client_of: ClientOf) -> None:
    edition = make_edition()
    wanted = {"language": "en", "format": "exe", "paper": "a4"}
    response = client_of(world.secretariat).post(address("edition-render", edition.pk), wanted, follow=True)
    assert "cannot be had in that format" in response.content.decode()
    assert not RenderJob.objects.exists()


def test_a_reader_is_told_why_no_file_is_made(world: World, client_of: ClientOf) -> None:
    edition = make_edition()
    wanted = {"language": "en", "format": "pdf", "paper": "a4"}
    response = client_of(world.observer).post(address("edition-render", edition.pk), wanted)
    assert response.status_code == 403
    assert "made by the Secretariat" in response.content.decode()


@pytest.mark.parametrize("name", ["edition-render", "job-cancel", "job-retry"])
def test_acts_are_never_done_by_following_a_link(world: World, client_of: ClientOf, name: str) -> None:
    job = make_job()
    thing = job.edition if name == "edition-render" else job
    assert client_of(world.secretariat).get(address(name, thing.pk)).status_code == 405


def test_a_waiting_job_polls_and_works_without_script(world: World, client_of: ClientOf) -> None:
    job = make_job()
    page = client_of(world.secretariat).get(address("job-detail", job.pk)).content.decode()
    assert f'data-poll="{address("job-progress", job.pk)}"' in page
    assert "Update" in page
    assert "Cancel" in page


def test_the_steps_are_told_while_the_job_runs(world: World, client_of: ClientOf) -> None:
    job, client = make_job(make_edition()), client_of(world.secretariat)
    seen: list[str] = []

    def look(running: RenderJob) -> None:
        if running.step == "write":
            seen.append(client.get(address("job-progress", running.pk)).content.decode())

    jobs.run_job(job.pk, on_progress=look)
    assert "Laying out the pages" in seen[0]
    assert "1 page" in seen[0]
    assert "90 %" in seen[0]
    after = client.get(address("job-progress", job.pk)).content.decode()
    assert "data-poll" not in after
    assert "Download" in after


def test_nothing_is_sent_while_nothing_moved(world: World, client_of: ClientOf) -> None:
    job, client = make_job(), client_of(world.secretariat)
    url = address("job-progress", job.pk)
    tag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    workflow.claim(job, worker="w")
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_a_job_is_cancelled_and_started_again_from_its_page(world: World, client_of: ClientOf) -> None:
    job, client = make_job(), client_of(world.secretariat)
    page = client.post(address("job-cancel", job.pk), follow=True).content.decode()
    assert "The job was cancelled." in page
    client.post(address("job-retry", job.pk))
    job.refresh_from_db()
    assert job.status == JobStatus.QUEUED


def test_a_stopped_job_says_why_and_what_to_do(world: World, client_of: ClientOf) -> None:
    job = make_job()
    workflow.claim(job, worker="w")
    workflow.fail(job, StopReason.TOO_LARGE, final=True)
    page = client_of(world.secretariat).get(address("job-detail", job.pk)).content.decode()
    assert "larger than one file may be" in page
    assert "Start again" in page


def test_a_job_that_is_being_ended_says_so(world: World, client_of: ClientOf) -> None:
    job = make_job()
    workflow.claim(job, worker="w")
    actions.cancel_job(job=job, by=None)
    page = client_of(world.secretariat).get(address("job-detail", job.pk)).content.decode()
    assert "being ended" in page
    assert "job-cancel" not in page
    assert address("job-cancel", job.pk) not in page


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(world: World, client_of: ClientOf, count: int) -> None:
    edition: Edition = make_edition()
    for paper, format in [("letter", "pdf"), ("a4", "pdf"), ("a4", "docx")][:count]:
        make_file(edition, paper=paper, format=format)
        make_job(edition, language="es", paper=paper, format=format)
    client = client_of(world.secretariat)
    assert queries_of(client, address("edition-detail", edition.pk)) == SEATED + 5
    assert queries_of(client, address("job-detail", edition.jobs.first().pk)) == SEATED + 2  # type: ignore[union-attr]
    assert queries_of(client, address("edition-preview", edition.pk, "en")) == SEATED + 1
