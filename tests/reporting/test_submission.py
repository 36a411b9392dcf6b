"""From the working copy to a frozen revision, and what of it others read."""

from reporting.actions.submission import recall, submit, withdraw
from reporting.enums import AssignmentStatus, RevisionStatus
from reporting.models import Publication, Revision
from tests.factories import fill, publish_all, submit_all, write


def test_submitting_freezes_the_chosen_objectives_and_nothing_else(world):
    fill(world, world.a, 8, 9)

    revision = submit_all(world, world.a, 8)

    assert revision.objectives == [8]
    assert {a["objective"] for a in revision.snapshot["answers"]} == {8}
    assert world.a.status == AssignmentStatus.SUBMITTED
    assert revision.clearance[0]["name_es"] == "Ministerio de Relaciones Exteriores"


def test_a_revision_chains_to_the_one_before_and_becomes_the_current_one(world):
    fill(world, world.a, 8)
    first = submit_all(world, world.a, 8)
    write(world, world.a, "progress", "Newer words", 8)

    second = submit_all(world, world.a, 8)

    assert (second.number, second.previous_hash) == (2, first.hash)
    assert list(Revision.objects.current().values_list("number", flat=True)) == [2]


def test_submitting_the_same_round_twice_makes_one_revision(world):
    fill(world, world.a, 8)
    first = submit_all(world, world.a, 8)

    again = submit(clearance=world.a.rounds.get(), by=world.focal_point)

    assert again == first


def test_recall_takes_the_publication_along_and_is_refused_once_compiled(world):
    fill(world, world.a, 8)
    revision = submit_all(world, world.a, 8)
    publish_all(world, revision)

    recall(revision=revision, remark="Mistake", by=world.focal_point)

    revision.refresh_from_db()
    assert revision.status == RevisionStatus.RECALLED
    assert not Publication.objects.in_force().exists()


def test_after_a_recall_the_revision_before_is_current_again_but_publication_does_not_move(world):
    fill(world, world.a, 8)
    first = submit_all(world, world.a, 8)
    write(world, world.a, "progress", "Newer words", 8)
    second = submit_all(world, world.a, 8)
    publish_all(world, second)

    recall(revision=second, remark="", by=world.focal_point)

    assert Revision.objects.current().get() == first
    assert not Publication.objects.in_force().exists()
    world.a.refresh_from_db()
    assert world.a.status == AssignmentStatus.SUBMITTED


def test_a_withdrawal_leaves_a_dated_trace_and_brings_no_earlier_revision_back(world):
    fill(world, world.a, 8)
    submit_all(world, world.a, 8)
    write(world, world.a, "progress", "Newer words", 8)
    second = submit_all(world, world.a, 8)

    withdraw(revision=second, remark="Under review", by=world.focal_point)

    second.refresh_from_db()
    assert (second.status, second.status_note) == (RevisionStatus.WITHDRAWN, "Under review")
    assert not Revision.objects.current().exists()
    world.a.refresh_from_db()
    assert world.a.status == AssignmentStatus.ACKNOWLEDGED
