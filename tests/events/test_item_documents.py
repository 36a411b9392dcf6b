"""Documents of an item of the agenda are read by those whom their own audience names, and by nobody else."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import AuditEvent
from events.actions.agenda import add_item, remove_item, save_day
from events.actions.agenda_intake import store_agenda
from events.actions.item_documents import add_document
from events.actions.printing import freeze_print
from events.enums import DocumentAudience, Print
from events.intake.agenda import ParsedAgenda, ParsedDay, ParsedItem
from events.models import Delegation, Event, ItemDocument, Registration

DAY = date(2027, 4, 1)


@pytest.fixture
def item(world):
    event = Event.objects.create(code="m", kind="workshop", name_en="Workshop", starts=DAY, audience="public")
    day = save_day(event=event, on=DAY, opens=None, closes=None, by=world.secretariat)
    return add_item(day=day, by=world.secretariat, start=time(9, 0), title_en="Discussion")


@pytest.fixture
def papers(world, item):
    return {
        audience: add_document(
            item=item,
            fields={"title_en": f"zq-{audience}", "address": f"https://example.org/{audience}", "audience": audience},
            by=world.secretariat,
        )
        for audience in DocumentAudience.values
    }


@pytest.fixture
def notified(world, item):
    """Country B has notified persons; Country A has not."""
    registration = Registration.objects.create(event=item.day.event, is_open=True)
    for seat, status in ((world.focal_point_of(world.countries["B"]), "notified"), (world.focal_point, "invited")):
        Delegation.objects.create(registration=registration, kind="member", country=seat.home, status=status)
    return registration


def read(seat):
    return {paper.audience for paper in ItemDocument.objects.visible_to(seat)}


def test_each_audience_is_held(world, papers, notified):
    assert read(world.secretariat) == set(DocumentAudience.values)
    assert read(world.focal_point_of(world.countries["B"])) == {"public", "members", "participants"}
    assert read(world.focal_point) == {"public", "members"}
    assert read(world.observer) == {"public"}


def test_no_audience_reads_a_document_of_a_meeting_it_does_not_read(world, item, papers, notified):
    Event.objects.update(audience="desk")

    assert read(world.focal_point_of(world.countries["B"])) == set()
    assert read(world.secretariat) == set(DocumentAudience.values)


def test_pages_files_and_calendars_hold_what_the_reader_may_read(world, client_of, item, papers, notified):
    readers = {
        "desk": (client_of(world.secretariat), set(DocumentAudience.values)),
        "b": (client_of(world.focal_point_of(world.countries["B"])), {"public", "members", "participants"}),
        "a": (client_of(world.focal_point), {"public", "members"}),
        "observer": (client_of(world.observer), {"public"}),
        "public": (Client(), {"public"}),
    }
    pages = [reverse("portal:event", args=["m"]), reverse("portal:event-ics", args=["m"]), "/api/v1/agenda-items/"]
    for name, (client, audiences) in readers.items():
        said = "".join(client.get(page).text for page in pages)
        assert {code for code in DocumentAudience.values if f"zq-{code}" in said} == audiences, name


def test_a_print_holds_public_documents_only_whoever_makes_it(world, item, papers, notified):
    printed = str(freeze_print(event=item.day.event, what=Print.AGENDA, by=world.secretariat).blocks)

    assert {code for code in DocumentAudience.values if f"zq-{code}" in printed} == {"public"}


def test_the_desk_puts_a_document_at_an_item_and_takes_it_out(world, client_of, item):
    desk = client_of(world.secretariat)
    address = reverse("events:document-new", args=["m", item.pk])

    refused = desk.post(address, {"address": "https://example.org/a", "audience": "members"})
    for _twice in range(2):
        desk.post(address, {"title_es": "Documento", "address": "https://example.org/a", "audience": "participants"})

    assert refused.status_code == 422
    paper = ItemDocument.objects.get()
    assert paper.audience == "participants"
    assert "Documento" in desk.get(reverse("events:item", args=["m", item.pk])).text
    assert client_of(world.focal_point).post(reverse("events:document-remove", args=["m", paper.pk])).status_code == 404
    desk.post(reverse("events:document-remove", args=["m", paper.pk]))
    assert not ItemDocument.objects.exists()


@pytest.fixture
def taken_away():
    """The addresses of documents of which the trail says that they were taken away."""
    return lambda: {
        row.detail["address"] for row in AuditEvent.objects.filter(action="event.item_document_removed")
    }  # fmt: skip


def test_a_new_agenda_keeps_documents_at_the_same_item_and_the_trail_those_that_have_none(
    world, item, papers, taken_away
):
    event = item.day.event
    other = add_item(day=item.day, by=world.secretariat, start=time(10, 0), title_en="Left out")
    fields = {"title_en": "Lost", "address": "https://example.org/lost", "audience": "public"}
    add_document(item=other, fields=fields, by=world.secretariat)
    parsed = ParsedAgenda(days=[ParsedDay(date=DAY, items=[ParsedItem(time(15, 0), None, "Discussion")])])

    store_agenda(event=event, parsed=parsed, language="en", replace=True, by=world.secretariat)

    kept = ItemDocument.objects.select_related("item")
    assert {paper.pk for paper in kept} == {paper.pk for paper in papers.values()}
    assert {paper.item.start for paper in kept} == {time(15, 0)}
    assert taken_away() == {"https://example.org/lost"}


def test_the_trail_keeps_the_documents_of_an_item_that_is_taken_out(world, item, papers, taken_away):
    remove_item(item=item, by=world.secretariat)

    assert taken_away() == {paper.address for paper in papers.values()}
