"""What was printed and then taken back is not read again when something newer is printed."""

import pytest

from events.actions import findings, notes
from events.actions import session_reports as reports
from events.actions.findings import Found
from events.actions.note_rows import Point, save_point
from events.actions.printing import freeze_print
from events.enums import Print
from events.models import Event, Session, SessionQuestion
from publications.models import Edition


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="forum", name_en="Forum", audience="members")


@pytest.fixture
def report(world, event):
    session = Session.objects.create(event=event, code="1", order=1, title_en="Title", title_es="Título")
    SessionQuestion.objects.create(session=session, order=1, topic="practices", text_en="Which?")
    reports.name_rapporteur(session=session, membership=world.stakeholder.membership, by=world.secretariat)
    return session.report


def says(report, words, by):
    row = report.session.questions.get().findings.order_by("order").first()
    findings.save_finding(finding=row, found=Found(words), version=row.version, by=by)


def taken_in(report, words, world):
    """The rapporteur writes and hands over, the desk takes it into the record and prints."""
    says(report, words, world.stakeholder)
    text = report.texts.get(language="en")
    reports.save_text(text=text, written=words, version=text.version, by=world.stakeholder)
    reports.hand_over(report=report, by=world.stakeholder)
    reports.accept(report=report, by=world.secretariat)
    return freeze_print(event=report.session.event, what=Print.FORUM_REPORT, by=world.secretariat)


def read(seat):
    return set(Edition.objects.visible_to(seat))


def test_a_report_given_back_is_not_read_in_its_earlier_print_after_a_new_one(world, report):
    first = taken_in(report, "A wrong name", world)
    assert read(world.focal_point) == {first}

    reports.give_back(report=report, why="A name is wrong.", by=world.secretariat)
    assert read(world.focal_point) == set()
    second = taken_in(report, "The right name", world)

    assert second != first
    assert read(world.focal_point) == {second}
    assert read(world.secretariat) == {first, second}


def test_a_report_that_says_the_same_again_is_read_again_in_the_same_print(world, report):
    first = taken_in(report, "Right", world)
    reports.give_back(report=report, why="Look again.", by=world.secretariat)

    assert taken_in(report, "Right", world) == first
    assert read(world.focal_point) == {first}


def test_notes_taken_back_are_not_read_in_their_earlier_print(world, event):
    table = notes.open_notes(event=event, session=None, by=world.secretariat)
    row = table.rows.first()
    save_point(row=row, point=Point(text="Not to be read"), version=1, by=world.secretariat)
    notes.share_notes(table=table, shared=True, by=world.secretariat)
    first = freeze_print(event=event, what=Print.NOTES, by=world.secretariat)
    assert read(world.focal_point) == {first}

    notes.share_notes(table=table, shared=False, by=world.secretariat)
    save_point(row=row, point=Point(text="To be read"), version=2, by=world.secretariat)
    notes.share_notes(table=table, shared=True, by=world.secretariat)

    second = freeze_print(event=event, what=Print.NOTES, by=world.secretariat)
    assert read(world.focal_point) == {second}
