from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import AuditEvent
from common.errors import Refused
from publications import actions, blocks, workflow
from publications.authoring import plain
from publications.block_json import from_json
from publications.enums import Audience, DocumentKind, JobStatus
from publications.models import Edition, EditionFile, RenderJob
from tests.factories.documents import make_document, make_edition, make_file, make_job
from tests.factories.world import World
from tests.publications import samples

pytestmark = pytest.mark.django_db
WANTED = {"language": "en", "format": "pdf", "paper": "letter"}


def test_an_edition_holds_both_trees_and_a_hash_over_them(world: World) -> None:
    trees = {language: samples.report(language) for language in ("en", "es")}
    edition = actions.freeze_edition(
        document=make_document(),
        documents_by_language=trees,
        manifest={"revisions": ["x"]},
        audience=Audience.MEMBERS,
        is_draft=False,
        by=world.secretariat,
        label="Rev. 1",
    )
    edition.refresh_from_db()
    assert {language: from_json(tree) for language, tree in edition.blocks.items()} == trees
    assert edition.sha256 == actions.digest(edition.blocks, edition.manifest)
    assert edition.created_by == world.secretariat.user
    assert edition.languages == ["en", "es"]


def test_editions_of_a_document_are_numbered() -> None:
    document = make_document()
    assert [make_edition(document=document).number for _ in range(3)] == [1, 2, 3]
    assert make_edition().number == 1


def test_an_edition_never_changes() -> None:
    edition = make_edition()
    for change in (
        lambda: Edition.objects.filter(pk=edition.pk).update(audience=Audience.COUNTRY),
        lambda: Edition.objects.filter(pk=edition.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()


def test_freezing_leaves_a_trace(world: World) -> None:
    document = make_document()
    actions.freeze_edition(
        document=document,
        documents_by_language={"en": samples.note()},
        manifest={},
        audience=Audience.PUBLIC,
        is_draft=False,
        by=world.presidency,
    )
    event = AuditEvent.objects.get(chain=f"document:{document.pk}", action="edition.frozen")
    assert event.actor_id == str(world.presidency.user.pk)  # type: ignore[union-attr]
    assert event.detail["number"] == 1


def with_block(block: blocks.Block, language: str = "en") -> blocks.Document:
    return replace(samples.note(language), blocks=(block,))


@pytest.mark.parametrize(
    ("trees", "words"),
    [
        ({}, "at least one language"),
        ({"en": samples.note("es")}, "is in 'es'"),
        ({"en": samples.note(draft=True)}, "disagree on being a draft"),
        ({"en": with_block(blocks.Paragraph((blocks.Run("x", href="#nowhere"),)))}, "'nowhere'"),
        (
            {"en": with_block(blocks.Paragraph(plain("x"), numbered=True)), "es": samples.note("es")},
            "numbers other paragraphs",
        ),
    ],
)
def test_trees_that_do_not_fit_are_refused(trees: dict[str, blocks.Document], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make_edition_of(trees)


def make_edition_of(trees: dict[str, blocks.Document]) -> Edition:
    return actions.freeze_edition(
        document=make_document(),
        documents_by_language=trees,
        manifest={},
        audience=Audience.PUBLIC,
        is_draft=False,
        by=None,
    )


def test_an_edition_for_a_country_names_it() -> None:
    with pytest.raises(IntegrityError, match="edition_for_a_country_names_it"):
        make_edition(audience=Audience.COUNTRY)


def test_a_symbol_is_given_once() -> None:
    wanted = {"kind": DocumentKind.RECEIPT, "title_en": "R", "title_es": "R", "symbol": "RCM/1"}
    actions.create_document(**wanted, by=None)
    with pytest.raises(Refused, match="RCM/1"):
        actions.create_document(**wanted, by=None)


def test_asking_twice_gives_the_same_job() -> None:
    edition = make_edition()
    assert make_job(edition) == make_job(edition)
    assert make_job(edition, paper="a4") != make_job(edition)


def test_asking_for_a_file_that_is_there_gives_it() -> None:
    edition = make_edition()
    file = make_file(edition)
    assert actions.request_render(edition=edition, **WANTED, by=None) == file
    assert not RenderJob.objects.exists()


def test_the_job_exists_only_if_the_request_does() -> None:
    edition = make_edition()

    def ask_and_fail() -> None:
        with transaction.atomic():
            make_job(edition)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ask_and_fail()
    assert not RenderJob.objects.exists()


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"format": "exe"}, {"paper": "legal"}, {"paper": ""}])
def test_what_an_edition_cannot_be_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        actions.request_render(edition=make_edition(), **{**WANTED, **wrong}, by=None)


def test_a_language_the_edition_does_not_hold_is_refused() -> None:
    edition = make_edition(trees={"es": samples.note("es")})
    with pytest.raises(Refused, match="language"):
        actions.request_render(edition=edition, **WANTED, by=None)


@pytest.mark.parametrize("who", ["observer", "focal_point", "civil_society", "stakeholder"])
def test_readers_do_not_have_files_made(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied, match="Secretariat"):
        actions.request_render(edition=make_edition(), **WANTED, by=getattr(world, who))


def test_a_country_has_its_own_receipts_made(world: World) -> None:
    country = world.focal_point.country
    edition = make_edition(audience=Audience.SECRETARIAT, country=country)
    job = actions.request_render(edition=edition, **WANTED, by=world.focal_point)
    assert isinstance(job, RenderJob)
    assert job.requested_by == world.focal_point.user


def test_a_waiting_job_is_cancelled_at_once(world: World) -> None:
    job = make_job()
    actions.cancel_job(job=job, by=world.secretariat)
    job.refresh_from_db()
    assert job.status == JobStatus.CANCELLED
    assert job.finished_at is not None


def test_a_running_job_is_asked_to_end(world: World) -> None:
    job = make_job()
    workflow.claim(job, worker="w")
    actions.cancel_job(job=job, by=world.secretariat)
    job.refresh_from_db()
    assert (job.status, job.cancel_requested) == (JobStatus.RUNNING, True)


def test_a_job_that_ended_cannot_be_cancelled(world: World) -> None:
    job = make_job()
    actions.cancel_job(job=job, by=None)
    with pytest.raises(PermissionDenied, match="already ended"):
        actions.cancel_job(job=job, by=world.secretariat)


def test_a_job_that_ends_while_it_is_cancelled_is_said_to_have_ended() -> None:
    job = make_job()
    workflow.claim(job, worker="w")
    seen_before = RenderJob.objects.get(pk=job.pk)
    workflow.move(job, JobStatus.DONE, by=None)
    with pytest.raises(Refused, match="already ended"):
        actions.cancel_job(job=seen_before, by=None)


@pytest.mark.parametrize("who", ["observer", "focal_point", "anonymous"])
def test_strangers_neither_cancel_nor_restart(world: World, who: str) -> None:
    job = make_job()
    with pytest.raises(PermissionDenied):
        actions.cancel_job(job=job, by=getattr(world, who))
    actions.cancel_job(job=job, by=None)
    with pytest.raises(PermissionDenied):
        actions.retry_job(job=job, by=getattr(world, who))


def test_a_cancelled_job_starts_again_with_a_fresh_count(world: World) -> None:
    job = make_job()
    workflow.claim(job, worker="w")
    RenderJob.objects.filter(pk=job.pk).update(cancel_requested=True, losses=2)
    job.refresh_from_db()
    workflow.lose(job)
    assert actions.retry_job(job=job, by=world.secretariat) == job
    job.refresh_from_db()
    assert (job.status, job.attempts, job.losses, job.cancel_requested) == (JobStatus.QUEUED, 0, 0, False)


def test_a_live_job_is_not_started_again(world: World) -> None:
    with pytest.raises(PermissionDenied, match="stopped or cancelled"):
        actions.retry_job(job=make_job(), by=world.secretariat)


def test_asking_again_after_a_cancellation_starts_the_same_job() -> None:
    edition = make_edition()
    job = make_job(edition)
    actions.cancel_job(job=job, by=None)
    assert make_job(edition) == job
    assert RenderJob.objects.count() == 1


def test_two_live_jobs_for_one_file_cannot_exist() -> None:
    job = make_job()
    with pytest.raises(IntegrityError, match="one_live_job_of_a_kind"):
        RenderJob.objects.create(**job.rendering)


def test_two_files_of_a_kind_cannot_exist() -> None:
    edition = make_edition()
    make_file(edition)
    with pytest.raises(IntegrityError, match="one_file_of_a_kind"):
        make_file(edition)


def audiences(world: World) -> dict[str, Edition]:
    country = world.focal_point.country
    made = {}
    for audience in Audience:
        needs_country = audience in (Audience.COUNTRY, Audience.SECRETARIAT)
        made[str(audience)] = make_edition(audience=audience, country=country if needs_country else None)
    return made


@pytest.mark.parametrize(
    ("who", "readable"),
    [
        ("anonymous", {"public"}),
        ("civil_society", {"public"}),
        ("stakeholder", {"public"}),
        ("observer", {"public", "observers"}),
        ("other_focal_point", {"public", "observers", "members"}),
        ("focal_point", {"public", "observers", "members", "country", "secretariat"}),
        ("contributor", {"public", "observers", "members", "country", "secretariat"}),
        ("clearer", {"public", "observers", "members", "country", "secretariat"}),
        ("presidency", {"public", "observers", "members", "presidency"}),
        ("secretariat", {"public", "observers", "members", "presidency", "secretariat"}),
    ],
)
def test_each_reads_the_editions_meant_for_them(world: World, who: str, readable: set[str]) -> None:
    audiences(world)
    seat = getattr(world, who)
    assert {edition.audience for edition in Edition.objects.visible_to(seat)} == readable


def test_files_and_jobs_follow_their_edition(world: World) -> None:
    for edition in audiences(world).values():
        make_file(edition)
        make_job(edition, paper="a4")
    assert {file.edition.audience for file in EditionFile.objects.visible_to(world.observer)} == {"public", "observers"}
    assert {job.edition.audience for job in RenderJob.objects.visible_to(world.observer)} == {"public", "observers"}
    assert not RenderJob.objects.visible_to(world.anonymous).exists()
