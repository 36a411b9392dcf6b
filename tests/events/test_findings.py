"""Findings under the guiding questions, and a session's report on its way into the record."""

import pytest
from django.core.exceptions import PermissionDenied

from common.errors import Conflict, Refused
from events.actions import findings as actions
from events.actions import session_reports as reports
from events.actions.findings import Found
from events.actions.printing import freeze_print
from events.comparison import compared, with_findings
from events.enums import EventAudience, Print
from events.models import Event, Finding, Session, SessionQuestion, SessionReport
from notices.models import Notice
from publications.block_json import from_json
from publications.models import Document


@pytest.fixture
def event(world):
    return Event.objects.create(code="forum", kind="forum", name_en="Forum", audience=EventAudience.MEMBERS)


def session_of(event, code, *topics):
    session = Session.objects.create(
        event=event, code=code, order=int(code), title_en=f"Title {code}", title_es=f"Título {code}"
    )
    for order, topic in enumerate(topics, start=1):
        SessionQuestion.objects.create(session=session, order=order, topic=topic, text_en=f"Which {topic}?")
    return session


@pytest.fixture
def session(event):
    return session_of(event, "1", "practices", "challenges")


@pytest.fixture
def report(world, session):
    reports.name_rapporteur(session=session, membership=world.stakeholder.membership, by=world.secretariat)
    return SessionReport.objects.get()


def find(report, topic, text, by, **more):
    row = Finding.objects.filter(question__session=report.session, question__topic=topic, text="").first()
    return actions.save_finding(finding=row, found=Found(text, **more), version=row.version, by=by)


def written(report, by):
    text = report.texts.get(language="en")
    return reports.save_text(text=text, written="The key findings.", version=text.version, by=by)


def accepted(report, world):
    written(report, world.stakeholder)
    reports.hand_over(report=report, by=world.stakeholder)
    reports.accept(report=report, by=world.secretariat)
    report.refresh_from_db()
    return report


def test_naming_a_rapporteur_opens_rows_and_both_languages_and_tells_the_person(world, report):
    rows = Finding.objects.filter(question__session=report.session)

    assert rows.count() == 2 * reports.EMPTY_ROWS
    assert [text.language for text in report.texts.all()] == ["en", "es"]
    assert "Session 1" in Notice.objects.get(user=world.stakeholder.user).text_en
    assert Notice.objects.get(user=world.stakeholder.user).address == report.get_absolute_url()[3:]


def test_a_rapporteur_writes_and_a_stranger_does_not(world, report):
    assert find(report, "practices", "One window", world.stakeholder, said_by="Group 2").version == 2
    with pytest.raises(PermissionDenied, match="rapporteurs of the session"):
        find(report, "practices", "Mine", world.observer)


def test_a_stale_row_is_refused_with_both_texts_and_sending_the_same_changes_nothing(world, report):
    row = find(report, "practices", "First", world.stakeholder)

    assert actions.save_finding(finding=row, found=Found("First"), version=99, by=world.stakeholder).version == 2
    with pytest.raises(Conflict) as clash:
        actions.save_finding(finding=row, found=Found("Second"), version=1, by=world.secretariat)
    assert (clash.value.stored.text, clash.value.submitted.text) == ("First", "Second")


def test_a_row_that_somebody_took_out_says_so(world, report):
    row = Finding.objects.first()
    actions.remove_finding(finding=row, version=1, by=world.secretariat)

    with pytest.raises(Refused, match="took this row out"):
        actions.save_finding(finding=row, found=Found("Late"), version=1, by=world.stakeholder)


def test_a_row_written_in_meanwhile_is_not_taken_out(world, report):
    row = find(report, "practices", "Words", world.stakeholder)

    with pytest.raises(Conflict):
        actions.remove_finding(finding=row, version=1, by=world.secretariat)
    assert Finding.objects.filter(pk=row.pk).exists()


def test_an_empty_report_is_not_handed_over(world, report):
    with pytest.raises(Refused, match="in one language at least"):
        reports.hand_over(report=report, by=world.stakeholder)


def test_a_report_goes_from_its_rapporteur_to_the_record_and_back(world, report):
    written(report, world.stakeholder)
    reports.hand_over(report=report, by=world.stakeholder)
    assert "handed over" in Notice.objects.get(user=world.secretariat.user).text_en
    with pytest.raises(PermissionDenied, match="The desk can give it back"):
        written(report, world.stakeholder)

    with pytest.raises(Refused, match="looked at again"):
        reports.give_back(report=report, why=" ", by=world.secretariat)
    reports.give_back(report=report, why="Say who.", by=world.secretariat)
    assert Notice.objects.filter(user=world.stakeholder.user, text_en__contains="given back").count() == 1
    reports.hand_over(report=report, by=world.stakeholder)
    reports.accept(report=report, by=world.presidency)

    report.refresh_from_db()
    assert report.is_accepted
    assert report.why == ""
    for seat in (world.stakeholder, world.secretariat):
        with pytest.raises(PermissionDenied, match="part of the record"):
            find(report, "practices", "More", seat)
        with pytest.raises(PermissionDenied, match="part of the record"):
            written(report, seat)


def test_only_the_desk_accepts_and_a_draft_cannot_be_accepted(world, report):
    with pytest.raises(PermissionDenied):
        reports.accept(report=report, by=world.stakeholder)
    with pytest.raises(Refused, match="not possible now"):
        reports.accept(report=report, by=world.secretariat)


def test_members_read_what_is_part_of_the_record_and_nobody_else_does(world, report):
    def readers():
        seats = {
            "rapporteur": world.stakeholder, "desk": world.secretariat, "member": world.focal_point,
            "observer": world.observer, "public": world.anonymous,
        }  # fmt: skip
        return {name for name, seat in seats.items() if SessionReport.objects.visible_to(seat).exists()}

    assert readers() == {"rapporteur", "desk"}
    accepted(report, world)
    assert readers() == {"rapporteur", "desk", "member"}
    Event.objects.update(audience=EventAudience.DESK)
    assert readers() == {"rapporteur", "desk"}


def test_findings_of_one_topic_stand_beside_each_other(world, event, report):
    other = reports.open_report(session=session_of(event, "2", "practices", ""), by=world.secretariat)
    find(report, "practices", "A", world.stakeholder)
    find(other, "practices", "B", world.secretariat)
    find(other, "", "C", world.secretariat)

    topics = compared(with_findings(SessionReport.objects.all()))

    assert [(t.label, [(c.session.code, [f.text for f in c.findings]) for c in t.columns]) for t in topics] == [
        ("Good practices", [("1", ["A"]), ("2", ["B"])]),
        ("Other questions", [("2", ["C"])]),
    ]


def test_the_report_of_the_sessions_is_a_draft_until_all_are_accepted(world, event, report):
    find(report, "practices", "Una ventanilla", world.stakeholder, language="es", said_by="Group 2", kind="comment")
    draft = freeze_print(event=event, what=Print.FORUM_REPORT, by=world.secretariat)
    assert (draft.is_draft, draft.audience) == (True, "presidency")
    assert "not part of the record yet" in str(draft.blocks["en"])
    assert "not cleared by any State" in str(from_json(draft.blocks["en"]).blocks[0])

    accepted(report, world)
    edition = freeze_print(event=event, what=Print.FORUM_REPORT, by=world.secretariat)

    assert (edition.is_draft, edition.audience) == (False, "members")
    for language, heading in (("en", "Session 1. Title 1"), ("es", "Sesión 1. Título 1")):
        blocks = str(edition.blocks[language])
        assert all(words in blocks for words in (heading, "The key findings.", "Una ventanilla", "Group 2"))


def test_a_report_in_one_language_says_so_in_the_document_of_the_other(world, event, report):
    accepted(report, world)
    blocks = freeze_print(event=event, what=Print.FORUM_REPORT, by=world.secretariat).blocks

    assert "Traducción pendiente" in str(blocks["es"])
    assert "Translation pending" not in str(blocks["en"])


def test_what_was_printed_goes_back_to_the_desk_with_the_report(world, event, report):
    accepted(report, world)
    freeze_print(event=event, what=Print.FORUM_REPORT, by=world.secretariat)
    reports.give_back(report=report, why="A name is wrong.", by=world.secretariat)

    assert Document.objects.get(pk=Event.objects.get().forum_report_document_id).readers == "presidency"


def test_without_reports_there_is_nothing_to_compile(world, event):
    with pytest.raises(Refused, match="No session has a report yet"):
        freeze_print(event=event, what=Print.FORUM_REPORT, by=world.secretariat)
