"""Pages of the notes: saved row by row, with and without JavaScript, shared and printed."""

import io
from datetime import date
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Country
from events.actions import notes
from events.models import Event, NoteRow, NoteSource, NoteTable, Session
from publications.models import Edition
from tests.counts import SEATED

FORM = "Notes of the session\tMember State/UN/Stakeholder\n• A point\tCountry A\nSummary\nShort."


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="side_event", name_en="Meeting M", starts=date(2022, 5, 19))


@pytest.fixture
def table(world, event):
    return notes.open_notes(event=event, session=None, by=world.secretariat)


def url(name, *more):
    return reverse(f"events:{name}", args=["m", *more])


def row_url(row):
    return reverse("events:note-row", args=[row.table_id, row.pk])


def send(client, row, text, version=1, **more):
    sent = {f"text-{row.pk}": text, "version": version} | {f"{name}-{row.pk}": value for name, value in more.items()}
    return client.post(row_url(row), sent, headers={"Accept": "application/json"})


def values_of(response):
    """What a browser without JavaScript sends back when nothing was changed."""
    sent = {}
    for box in response.context["rows"]:
        key, point = box.row.pk, box.point
        names = ("text", "kind", "language", "attributed", "objectives", "principles", "item")
        sent |= {f"{name}-{key}": getattr(point, name) for name in names}
        sent |= {f"version-{key}": box.version, f"were-{key}": box.were}
    for box in response.context["summaries"]:
        key = f"summary-{box.language}"
        sent |= {f"text-{key}": box.text, f"version-{key}": box.version, f"were-{key}": box.were}
    return sent


def test_a_row_saves_alone_and_a_stale_one_gets_both_texts(desk, table):
    row = table.rows.first()

    first = send(desk, row, "First", attributed="Country A", kind="practice")
    second = send(desk, row, "Second")

    assert (first.status_code, first.json()["version"]) == (200, 2)
    assert second.status_code == 409
    assert second.json()["version"] == 2
    assert "First" in second.json()["html"]
    assert "Second" in second.json()["html"]
    assert "Country A · Good practice" in second.json()["html"]
    assert NoteSource.objects.get(row=row).country.code == "XXA"


def test_what_is_wrong_with_a_row_is_said_and_a_row_that_is_gone_too(desk, table):
    row = table.rows.first()

    assert "from 1 to 23" in send(desk, row, "T", objectives="99").json()["errors"][0]
    assert desk.post(row_url(row), {"version": 1}).status_code == 422
    NoteRow.objects.filter(pk=row.pk).delete()
    assert "took this row out" in send(desk, row, "T").json()["errors"][0]


def test_a_row_that_its_page_made_is_there_once_and_stands_at_the_end(desk, table):
    row = NoteRow(pk=uuid4(), table=table)

    for _time in range(2):
        assert send(desk, row, "Typed without a line", 0, attributed="Country A").json()["version"] == 2
    assert [stored.text for stored in table.rows.all()] == ["", "", "", "", "", "Typed without a line"]
    assert "Typed without a line" in send(desk, row, "Something else", 0).json()["html"]


def test_a_row_that_its_page_made_is_not_half_there_when_something_in_it_is_unknown(desk, table):
    row = NoteRow(pk=uuid4(), table=table)

    assert "from 1 to 23" in send(desk, row, "Text", 0, objectives="99").json()["errors"][0]
    assert send(desk, row, "Text", 0, objectives="9").json()["version"] == 2


def test_a_row_of_other_notes_is_not_taken_for_a_new_one(world, desk, table, event):
    session = event.sessions.create(code="1", order=1, title_en="Session")
    elsewhere = notes.open_notes(event=event, session=session, by=world.secretariat).rows.first()

    assert send(desk, NoteRow(pk=elsewhere.pk, table=table), "Text", 0).status_code == 422


def test_a_summary_saves_alone_in_each_language(desk, table):
    address = reverse("events:note-summary", args=[table.pk, "es"])

    assert desk.post(address, {"text-summary-es": "Resumen", "version": 1}).json()["version"] == 2
    assert desk.post(address, {"text-summary-es": "Otro", "version": 1}).status_code == 409
    assert desk.post(address, {"version": 2}).status_code == 422
    assert desk.post(reverse("events:note-summary", args=[table.pk, "fr"]), {}).status_code == 404


def test_without_javascript_changed_rows_are_saved_then_rows_are_added_moved_and_taken_out(desk, table):
    address = table.get_absolute_url()
    one, two = table.rows.all()[:2]
    sent = values_of(desk.get(address)) | {f"text-{one.pk}": "Typed\r\nhere", "text-summary-en": "Sum"}

    response = desk.post(address, sent | {"act": f"down:{one.pk}"})
    assert response["Location"] == f"{address}#n-{one.pk}"
    assert [row.text for row in table.rows.all()[:2]] == ["", "Typed\nhere"]
    assert table.summaries.get(language="en").text == "Sum"
    sent = values_of(desk.get(address)) | {f"text-{two.pk}": "Last words"}
    desk.post(address, sent | {"act": f"remove:{two.pk}"})
    assert not NoteRow.objects.filter(pk=two.pk).exists()
    count = table.rows.count()
    response = desk.post(address, values_of(desk.get(address)) | {"act": "add"}, follow=True)
    assert table.rows.count() == count + 1
    assert response.status_code == 200


def test_without_javascript_an_untouched_row_of_an_old_page_takes_nothing_back(desk, table):
    address = table.get_absolute_url()
    one, two = table.rows.all()[:2]
    old = values_of(desk.get(address))
    send(desk, one, "By somebody else")
    send(desk, two, "Theirs")

    response = desk.post(address, old | {f"text-{two.pk}": "Mine"})
    page = response.content.decode()

    assert response.status_code == 409
    assert NoteRow.objects.get(pk=one.pk).text == "By somebody else"
    assert NoteRow.objects.get(pk=two.pk).text == "Theirs"
    assert "Mine" in page
    assert "Theirs" in page
    again = values_of(response)
    assert desk.post(address, again).status_code == 302
    assert NoteRow.objects.get(pk=two.pk).text == "Mine"


def test_taking_out_a_row_in_which_somebody_wrote_meanwhile_is_refused(desk, table):
    address = table.get_absolute_url()
    row = table.rows.first()
    old = values_of(desk.get(address))
    send(desk, row, "Theirs")

    response = desk.post(address, old | {"act": f"remove:{row.pk}"}, follow=True)

    assert "Somebody wrote in this row in the meantime" in response.content.decode()
    assert NoteRow.objects.filter(pk=row.pk).exists()


def test_a_notetaker_writes_a_member_reads_what_is_shared_and_is_told_why_not_more(
    world, desk, event, table, client_of
):
    taker, member, observer = map(client_of, (world.contributor, world.focal_point, world.observer))
    address, row = table.get_absolute_url(), table.rows.first()
    desk.post(url("notetaker-add"), {"person": world.contributor.membership.pk})

    assert taker.get(address).status_code == 200
    assert send(taker, row, "Noted").status_code == 200
    assert member.get(address).status_code == 404
    assert send(member, row, "No", 2).status_code == 404
    Event.objects.update(audience="public")
    desk.post(url("notes-share", table.pk), {"shared": "1"})
    page = member.get(address)
    assert "Noted" in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert send(member, row, "No", 2).status_code == 403
    assert "persons it names" in send(member, row, "No", 2).json()["reason"]
    assert member.post(address, {}).status_code == 403
    assert observer.get(address).status_code == 404
    assert observer.get(reverse("events:note-list")).status_code == 404
    assert "Meeting M" in member.get(reverse("events:note-list")).content.decode()
    desk.post(url("notes-share", table.pk), {"shared": "0"})
    desk.post(url("notetaker-remove", event.notetakers.get().pk))
    assert member.get(address).status_code == taker.get(address).status_code == 404


def test_the_head_of_the_form_is_written_by_notetakers(world, desk, table, client_of):
    Event.objects.update(time_zone="Etc/GMT+6", audience="public")
    NoteTable.objects.update(shared=True)
    address = reverse("events:notes-head", args=[table.pk])

    response = desk.post(address, {"date": "2022-05-19", "time": "12:30", "notetakers": "Person 1"}, follow=True)

    assert "19 May 2022, 12:30, UTC−6 (18:30 UTC)" in response.content.decode()
    assert "Notetakers: Person 1" in response.content.decode()
    assert desk.post(address, {"date": "2022-05-19", "time": "25:30"}).status_code == 422
    assert client_of(world.focal_point).get(address).status_code == 403
    assert client_of(world.observer).get(address).status_code == 404


def test_notes_are_opened_shared_and_printed_from_the_events_page(desk, event):
    Session.objects.create(event=event, code="2a", order=1, title_en="S")
    desk.post(url("notes-open"))
    desk.post(url("notes-open"), {"session": "2a"})
    first, second = NoteTable.objects.order_by("session__order")[:2]

    assert {first.session_id is None, second.session_id is None} == {True, False}
    page = desk.get(url("event-notes")).content.decode()
    assert "Session 2a" in page
    assert (
        "There are no notes yet."
        in desk.post(reverse("events:notes-print"), {"notes": [first.pk]}, follow=True).content.decode()
    )
    send(desk, first.rows.first(), "A point")
    response = desk.post(reverse("events:notes-print"), {"notes": [first.pk, second.pk, "nonsense"]})
    assert response["Location"] == Edition.objects.get().get_absolute_url()
    assert "Choose a person." in desk.post(url("notetaker-add"), {}, follow=True).content.decode()


def test_notes_of_several_events_are_found_from_those_of_one(desk, event, table):
    everything = reverse("events:note-list")
    link = f'href="{everything}">'

    assert f"{link}Print the notes of several events" in desk.get(url("event-notes")).content.decode()
    assert f"{link}Notes of all events" in desk.get(everything, {"event": "m"}).content.decode()
    assert "Notes of all events" not in desk.get(everything).content.decode()


def test_rows_are_narrowed_by_kind_and_by_source(desk, table):
    one, two = table.rows.all()[:2]
    send(desk, one, "First", attributed="Country A", kind="practice")
    send(desk, two, "Second", attributed="A group")
    address = table.get_absolute_url()

    def found(**query):
        return [box.row.text for box in desk.get(address, query).context["rows"]]

    assert found(kind="practice") == ["First"]
    assert found(source="words:A group") == ["Second"]
    assert found(source=f"country:{Country.objects.get(code='XXA').pk}") == ["First"]
    assert len(found(source="country:nonsense")) == 5


def test_a_form_is_looked_at_before_it_is_taken_in_from_word(desk, event):
    document, saved = docx.Document(), io.BytesIO()
    cells = document.add_table(rows=2, cols=2).rows
    cells[0].cells[0].text, cells[0].cells[1].text = "Notes of the session", "Member State/UN/Stakeholder"
    cells[1].cells[0].text, cells[1].cells[1].text = "• A point\n• Another", "Country A\nA group"
    for line in ("- After the table", "Summary (500 words max)", "Short."):
        document.add_paragraph(line)
    document.save(saved)
    file = SimpleUploadedFile("notes.docx", saved.getvalue())

    look = desk.post(url("notes-paste"), {"language": "en", "file": file, "act": "look"})
    points = look.context["parsed"].points

    assert [(point.text, point.attributed) for point in points] == [
        ("A point", "Country A\nA group"), ("Another", "Country A\nA group"), ("After the table", ""),
    ]  # fmt: skip
    assert not NoteTable.objects.exists()
    text = look.context["form"]["text"].value()
    response = desk.post(url("notes-paste"), {"language": "en", "text": text, "act": "keep"})
    table = NoteTable.objects.get()
    assert response["Location"] == table.get_absolute_url()
    assert [row.text for row in table.rows.all()] == ["A point", "Another", "After the table"]
    again = desk.post(url("notes-paste"), {"language": "en", "text": FORM, "act": "keep"})
    assert again.status_code == 422
    assert "There are notes already." in again.content.decode()


def test_two_thousand_rows_stay_usable_and_pages_ask_the_same_number_of_queries(
    world, desk, event, table, client_of, django_assert_num_queries
):
    def count():
        with django_assert_num_queries(SEATED + 13):
            assert len(desk.get(table.get_absolute_url()).context["rows"]) <= 30
        with django_assert_num_queries(SEATED + 5):
            desk.get(url("event-notes"))
        with django_assert_num_queries(SEATED + 2):
            desk.get(reverse("events:note-list"))

    country = Country.objects.get(code="XXA")
    NoteSource.objects.create(row=table.rows.first(), order=1, country=country)
    count()
    rows = NoteRow.objects.bulk_create(
        NoteRow(table=table, order=number, text=f"Note {number}") for number in range(6, 2006)
    )
    NoteSource.objects.bulk_create(NoteSource(row=row, order=1, words=f"Group {n % 20}") for n, row in enumerate(rows))
    count()
    page = desk.get(table.get_absolute_url(), {"page": 67})
    assert page.context["page"].paginator.count == 2005
    assert "Note 2005" in page.content.decode()
    assert desk.post(table.get_absolute_url(), values_of(page)).status_code == 302


def test_a_form_of_two_thousand_points_goes_in_at_once(desk, event, django_assert_max_num_queries):
    points = "\n".join(f"• Point {number}\tCountry {'AB'[number % 2]}" for number in range(2000))
    text = FORM.replace("• A point\tCountry A", points)

    with django_assert_max_num_queries(50):
        response = desk.post(url("notes-paste"), {"language": "en", "text": text, "act": "keep"})

    assert response.status_code == 302
    rows = NoteTable.objects.get().rows.prefetch_related("sources")
    assert [row.text for row in rows] == [f"Point {number}" for number in range(2000)]
    assert rows[1].sources.get().country.code == "XXB"


def test_the_page_that_shows_one_source_prints_its_notes(desk, table):
    row, other = table.rows.all()[:2]
    send(desk, row, "A asks", attributed="Country A")
    send(desk, other, "B offers", attributed="Country B")
    key = f"country:{Country.objects.get(code='XXA').pk}"

    shown = desk.get(table.get_absolute_url(), {"source": key})
    desk.post(reverse("events:notes-print"), {"notes": str(table.pk), "source": key})

    assert f'<input type="hidden" name="source" value="{key}">' in shown.content.decode()
    assert "Print the notes of this source" in shown.content.decode()
    edition = Edition.objects.get()
    assert "A asks" in str(edition.blocks["en"])
    assert "B offers" not in str(edition.blocks["en"])
