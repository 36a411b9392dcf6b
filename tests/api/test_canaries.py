"""A word that stands in everything unpublished of Country A is found by no list, filter, order, search or count."""

import pytest
from django.db import connection

from accounts.models import ClearanceStep
from catalogue.registry import RESOURCES
from reporting.actions.clarification import draft_question
from reporting.actions.publication import publish, withdraw_publication
from reporting.actions.report import start_report
from reporting.enums import Audience
from reporting.models import Call, Cycle, InternalNote, Report
from reporting.models.report import ReportBlock
from tests.factories import fill, submit_all, write

CANARY = "zqcanary7319"


@pytest.fixture
def planted(world):
    """A published contribution of Country B, and the canary wherever nobody outside may look."""
    fill(world, world.b, 8)
    publish(revision=submit_all(world, world.b, 8), audience=Audience.PUBLIC, by=world.focal_point_of(world.b.country))
    fill(world, world.a, 8, marker=CANARY)
    revision = submit_all(world, world.a, 8, what_changed=CANARY)
    write(world, world.a, "progress", f"Working copy {CANARY}", 9)
    answer = revision.snapshot["answers"][0]["id"]
    draft_question(revision=revision, answer_id=answer, text=CANARY, by=world.secretariat)
    InternalNote.objects.create(revision=revision, answer_id=answer, text=CANARY, author=world.secretariat.person)
    ClearanceStep.objects.update(name_en=CANARY, name_es=CANARY)
    Cycle.objects.update(instruction_en=CANARY, instruction_es=CANARY)
    world.a.status_note = CANARY
    world.a.save()
    draft = Cycle.objects.create(
        code=f"c-{CANARY}", name_en=CANARY, name_es=CANARY, mandate_en=CANARY, starts="2030-01-01", ends="2030-12-31"
    )
    Call.objects.create(
        cycle=draft, template_version=world.call.template_version, scheme=world.scheme, due_at=world.call.due_at
    )
    return revision


def everything_told(caller) -> str:
    """All that a caller can get out of every list, whole, in each order, in one language, as changes."""
    found = []
    for name, resource in RESOURCES.items():
        found += caller.all(name, limit=100)
        found += caller.all(name, limit=100, lang="es", ordering=f"-{next(iter(resource.order))}")
        found += caller.all(name, limit=100, updated_since="1990-01-01T00:00:00Z")
        if resource.searchable:
            answer = caller.get(name, {"q": CANARY, "count": "true"}).json()
            assert (answer["results"], answer["count"]) == ([], 0)
    return str(found)


@pytest.mark.parametrize("role", ["anonymous", "observer", "stakeholder", "other_focal_point"])
def test_nothing_that_is_not_published_is_found(world, planted, anybody, caller_of, role):
    caller = anybody if role == "anonymous" else caller_of(getattr(world, role))

    told = everything_told(caller)
    assert CANARY not in told
    assert "Country B progress 8" in told
    assert caller.get("answers", {"country": "XXA", "count": "true"}).json()["count"] == 0
    assert caller.get("revisions", {"country": "XXA", "count": "true"}).json()["count"] == 0
    assert caller.get("answers/XXA-demo-O08-progress").status_code == 404


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.OBSERVERS])
def test_what_is_for_some_is_found_by_them_alone(world, planted, anybody, caller_of, audience):
    publish(revision=planted, audience=audience, by=world.focal_point)

    assert CANARY not in everything_told(anybody)
    assert CANARY not in everything_told(caller_of(world.civil_society))
    observer = caller_of(world.observer).get("answers", {"q": CANARY}).json()["results"]
    assert bool(observer) is (audience == Audience.OBSERVERS)
    assert caller_of(world.other_focal_point).get("answers", {"q": CANARY}).json()["results"]


def test_what_was_withdrawn_is_found_by_nobody(world, planted, anybody, caller_of):
    publish(revision=planted, audience=Audience.PUBLIC, by=world.focal_point)
    assert anybody.get("answers", {"q": CANARY}).json()["results"]
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)

    for caller in (anybody, caller_of(world.other_focal_point), caller_of(world.secretariat)):
        assert CANARY not in everything_told(caller)


def test_words_that_ended_stand_in_no_published_table(world, planted):
    publish(revision=planted, audience=Audience.PUBLIC, by=world.focal_point)
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)

    with connection.cursor() as cursor:
        for table in ("reporting_publishedanswer", "reporting_publishedfigure", "catalogue_tombstone"):
            cursor.execute(f"SELECT count(*) FROM {table} AS r WHERE r::text LIKE %s", [f"%{CANARY}%"])
            assert cursor.fetchone() == (0,)


def test_a_report_in_the_making_is_not_told(world, planted, anybody):
    report = start_report(
        cycle=world.cycle, scheme=world.scheme, title_en=CANARY, title_es=CANARY, by=world.secretariat
    )
    ReportBlock.objects.filter(report=report).update(text_en=CANARY)
    assert CANARY not in everything_told(anybody)
    Report.objects.filter(pk=report.pk).update(status="published", audience=Audience.MEMBERS)
    assert CANARY not in everything_told(anybody)
