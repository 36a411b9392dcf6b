"""The commitments and documents on record, as they are loaded."""

from datetime import date

import pytest
from django.core.management import call_command

from accounts.seats import PUBLIC
from commitments.actions.commitments import add_note
from commitments.models import Commitment, Paper, PaperStatement
from sources.models import Statement
from tests.events.conftest import desk_seat, empty_database, reference  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_only_what_the_documents_show_is_on_record_as_fulfilled():
    rows = Commitment.objects.order_by("code")

    assert [(row.reference, row.status, row.readers) for row in rows] == [
        ("RCGM 2021-12-01, 6.a", "fulfilled", "public"),
        ("RCGM 2021-12-01, 7.d", "open", "public"),
        ("RCGM 2021-12-01, 7.m", "open", "public"),
        ("RCGM 2021-12-01, 7.r", "open", "public"),
        ("RCGM 2021-12-01, 7.w", "fulfilled", "public"),
    ]
    assert all(note.source and note.text_es for row in rows for note in row.notes.all())
    assert all(row.text_en == row.origins.get().conclusion.text_en for row in rows)


def test_the_second_workshop_answers_6a():
    row = Commitment.objects.get(code="rcgm-2021-12-01.6.a")

    assert [link.event.code for link in row.fulfilments.all()] == ["ii-workshop-2022"]
    assert [note.status for note in row.notes.all()] == ["fulfilled", "under_way"]
    assert [one.who.code for one in (*row.owners, *row.supporters)] == ["MEX", "iom"]


def test_the_courses_are_nobodys_in_particular_and_have_the_support_that_the_items_name():
    rows = Commitment.objects.filter(status="open").order_by("code")

    assert [[one.who.code for one in row.supporters] for row in rows] == [["iom", "rncom"], ["rncom"], []]
    assert not any(row.owners or row.due or row.notes.exists() or row.fulfilments.exists() for row in rows)


def test_what_canada_announced_stays_a_remark():
    assert Statement.objects.filter(country__code="CAN").exists()
    assert not Commitment.objects.filter(kind="pledge").exists()
    assert not Commitment.objects.filter(country__isnull=False).exists()


def test_two_members_need_more_time_and_members_alone_read_it():
    said = PaperStatement.objects.order_by("country__code")

    assert [(one.country.code, one.position, one.until_en) for one in said] == [
        ("BLZ", "needs_time", "the first quarter of 2022"),
        ("DOM", "needs_time", "the first quarter of 2022"),
    ]
    assert {one.paper.code for one in said} == {"guidelines-search-missing-persons"}
    assert not Paper.objects.visible_to(PUBLIC).filter(code="guidelines-search-missing-persons").exists()


def test_each_step_names_the_item_that_took_it():
    steps = {
        paper.code: [(step.stage, step.reference, step.decision.conclusion.reference) for step in paper.steps.all()]
        for paper in Paper.objects.all()
    }

    assert steps["guide-best-interests-child"] == [("recommended", "RCGM 2021-12-01, 8.b", "8.b")]
    assert steps["reserve-fund-report-2021"] == [("accepted", "RCGM 2021-12-01, 3", "3")]
    assert steps["guidelines-search-missing-persons"] == []
    assert len(steps) == 7


def test_loading_again_keeps_what_the_desk_recorded_since(desk_seat):  # noqa: F811
    row = Commitment.objects.get(code="rcgm-2021-12-01.7.w")
    add_note(commitment=row, on=date(2023, 1, 1), status="under_way", by=desk_seat)
    call_command("load_reference", verbosity=0)
    row.refresh_from_db()

    assert row.status == "under_way"
    assert row.notes.count() == 2
    assert Commitment.objects.count() == 5
