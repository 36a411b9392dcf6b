"""Pages of findings and reports, with and without JavaScript."""

from uuid import uuid4

import pytest
from django.urls import reverse

from events.actions import session_reports as reports
from events.models import Event, Finding, Session, SessionQuestion, SessionReport
from tests.counts import SEATED


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="forum", name_en="Forum", audience="members")


@pytest.fixture
def report(world, event):
    return opened(world, event, "1")


def opened(world, event, code):
    session = Session.objects.create(event=event, code=code, order=int(code), title_en=f"Session title {code}")
    SessionQuestion.objects.create(session=session, order=1, topic="practices", text_en="Which practices?")
    named = reports.name_rapporteur(session=session, membership=world.stakeholder.membership, by=world.secretariat)
    return named.session.report


@pytest.fixture
def writer(world, client_of):
    return client_of(world.stakeholder)


def values_of(response):
    """What a browser without JavaScript sends back when nothing was changed."""
    sent = {}
    for question in response.context["questions"]:
        for box in question.boxes:
            key, found = box.row.pk, box.found
            sent |= {f"{name}-{key}": getattr(found, name) for name in ("text", "kind", "said_by", "language")}
            sent |= {f"version-{key}": box.version, f"were-{key}": box.were}
    for box in response.context["texts"]:
        key = f"report-{box.language}"
        sent |= {f"text-{key}": box.text, f"version-{key}": box.version, f"were-{key}": box.were}
    return sent


def test_a_row_saves_alone_and_a_stale_one_gets_both_texts(writer, report):
    row = Finding.objects.first()
    address = reverse("events:finding", args=[report.pk, row.question_id, row.pk])

    first = writer.post(address, {f"text-{row.pk}": "First", f"said_by-{row.pk}": "Group 1", "version": 1})
    second = writer.post(address, {f"text-{row.pk}": "Second", "version": 1})

    assert (first.status_code, first.json()["version"]) == (200, 2)
    assert second.status_code == 409
    assert all(words in second.json()["html"] for words in ("First", "Second", "Group 1"))


def test_a_text_that_a_device_kept_under_the_older_address_is_saved(writer, report):
    row = Finding.objects.first()
    sent = {f"text-{row.pk}": "Kept", "version": row.version}

    response = writer.post(f"/en/session-reports/{report.pk}/findings/{row.pk}/", sent)

    assert response.status_code == 200
    row.refresh_from_db()
    assert row.text == "Kept"


def test_a_row_that_its_page_made_is_there_once_however_often_it_is_sent(writer, report):
    question = report.session.questions.get()
    key = uuid4()
    address = reverse("events:finding", args=[report.pk, question.pk, key])

    for _time in range(2):
        answer = writer.post(address, {f"text-{key}": "Typed without a line", "version": 0})
        assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert [row.text for row in question.findings.all()] == ["", "", "", "Typed without a line"]
    elsewhere = reverse("events:finding", args=[report.pk, question.pk + 1, uuid4()])
    assert writer.post(elsewhere, {"version": 0}).status_code == 404


def test_the_report_saves_in_each_language(writer, report):
    address = reverse("events:report-text", args=[report.pk, "es"])

    assert writer.post(address, {"text-report-es": "Hallazgos", "version": 1}).json()["version"] == 2
    assert writer.post(address, {"text-report-es": "Otros", "version": 1}).status_code == 409
    assert writer.post(reverse("events:report-text", args=[report.pk, "fr"]), {}).status_code == 404
    assert report.texts.get(language="es").text == "Hallazgos"


def test_without_javascript_the_page_saves_what_changed_and_hands_over(writer, report):
    page = writer.get(report.get_absolute_url())
    rows = [box.row for box in page.context["questions"][0].boxes]
    sent = values_of(page) | {f"text-{rows[0].pk}": "One window", "text-report-en": "Key findings", "act": "hand-over"}

    assert writer.post(report.get_absolute_url(), sent).status_code == 302
    report.refresh_from_db()
    assert report.status == "handed_over"
    assert Finding.objects.get(pk=rows[0].pk).version == 2
    assert Finding.objects.get(pk=rows[1].pk).version == 1


def test_without_javascript_a_stale_row_stays_in_its_box_and_the_others_are_saved(writer, report):
    page = writer.get(report.get_absolute_url())
    one, two = [box.row for box in page.context["questions"][0].boxes][:2]
    Finding.objects.filter(pk=one.pk).update(text="Theirs", version=2)
    answer = writer.post(
        report.get_absolute_url(), values_of(page) | {f"text-{one.pk}": "Mine", f"text-{two.pk}": "Another"}
    )

    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert answer.context["questions"][0].boxes[0].found.text == "Mine"
    assert Finding.objects.get(pk=two.pk).text == "Another"


def test_rows_are_added_and_taken_out(writer, report):
    page = writer.get(report.get_absolute_url())
    question = report.session.questions.get()
    writer.post(report.get_absolute_url(), values_of(page) | {"act": f"add:{question.pk}"})
    assert question.findings.count() == reports.EMPTY_ROWS + 1
    page = writer.get(report.get_absolute_url())
    row = question.findings.first()
    sent = values_of(page) | {f"text-{row.pk}": "Written and taken out", "act": f"remove:{row.pk}"}
    writer.post(report.get_absolute_url(), sent)
    assert not Finding.objects.filter(pk=row.pk).exists()


def test_the_desk_gives_back_with_a_reason_and_takes_into_the_record(world, writer, client_of, report):
    desk = client_of(world.secretariat)
    text = report.texts.get(language="en")
    reports.save_text(text=text, written="Key findings", version=1, by=world.stakeholder)
    reports.hand_over(report=report, by=world.stakeholder)
    act = reverse("events:report-act", args=[report.pk])

    assert writer.post(act, {"act": "accept"}).status_code == 403
    desk.post(act, {"act": "back", "why": "Name the practices."})
    assert "Name the practices." in writer.get(report.get_absolute_url()).text
    reports.hand_over(report=report, by=world.stakeholder)
    desk.post(act, {"act": "accept"})

    member = client_of(world.focal_point)
    page = member.get(report.get_absolute_url())
    assert "Key findings" in page.text
    for told in (page, member.get(reverse("events:findings", args=["m"]))):
        assert "not cleared by any State" in told.text
    assert "<textarea" not in page.text
    assert member.post(report.get_absolute_url(), {}).status_code == 403


def test_who_reads_nothing_of_it_finds_no_page(world, client_of, report):
    for seat in (world.focal_point, world.observer):
        client = client_of(seat)
        assert client.get(report.get_absolute_url()).status_code == 404
        assert client.get(reverse("events:findings", args=["m"])).status_code == 404


@pytest.mark.parametrize("sessions", [1, 3])
def test_pages_ask_the_same_number_of_queries(world, event, client_of, django_assert_num_queries, sessions):
    for number in range(1, sessions + 1):
        report = opened(world, event, str(number))
        Finding.objects.filter(question__session=report.session).update(text="Found", said_by="Group")
    client = client_of(world.secretariat)
    with django_assert_num_queries(SEATED + 7):
        page = client.get(reverse("events:findings", args=["m"]))
    assert page.text.count("Found") == sessions * reports.EMPTY_ROWS
    with django_assert_num_queries(SEATED + 7):
        client.get(report.get_absolute_url())
    with django_assert_num_queries(SEATED + 7):
        client.get(reverse("events:sessions", args=["m"]))


def test_the_report_is_compiled_from_the_page(world, client_of, report):
    answer = client_of(world.secretariat).post(
        reverse("events:event-print", args=["m"]), {"what": "forum_report"}, follow=True
    )

    assert "Report of the sessions" in answer.text
    assert SessionReport.objects.get().session.event.forum_report_document is not None
