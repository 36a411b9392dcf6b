"""The register of conclusions: the same choices as interface and files, whole documents in their order."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Country
from commitments.actions.commitments import add_note
from events.filters import ConclusionFilters
from events.models import Conclusion, Event, EventLink
from sources.models import Source
from tests.counts import SEATED, VISITOR

LIST = "/en/conclusions/"


@pytest.fixture
def earlier(world) -> Event:
    """A meeting before, whose document begins with its own number 1."""
    event = Event.objects.create(
        code="m-2023", kind="meeting", name_en="Meeting E", starts=date(2023, 5, 2), audience="public",
        conclusions_public=True,
    )  # fmt: skip
    for order, reference in enumerate(("1", "", "2.b", "2.a"), start=1):
        Conclusion.objects.create(event=event, order=order, reference=reference, text_en=f"Line {order}")
    return event


def listed(client, **query) -> list[str]:
    """Meeting and place in its document of each line, as the page shows them."""
    meetings = client.get(LIST, query).context["meetings"]
    return [f"{event.code}.{line.order}" for event, lines in meetings for line in lines]


def test_meetings_stand_newest_first_and_each_document_in_its_own_order(meeting, earlier, client):
    assert listed(client) == [*(f"m-2024.{n}" for n in range(1, 8)), *(f"m-2023.{n}" for n in range(1, 5))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["7", "", "7.f", "", "7.h", "7.q", "9"]),
        ({"event": "m-2024"}, ["7", "", "7.f", "", "7.h", "7.q", "9"]),
        ({"event": "other"}, []),
        ({"kind": "workshop"}, []),
        ({"organ": "group", "verb": "thank"}, ["9"]),
        ({"year": "2023"}, []),
        ({"cycle": "demo"}, []),
        ({"starts_from": "2024-05-02", "starts_to": "2024-05-02", "verb": "approve"}, ["7.q"]),
        ({"proposer": "XXA"}, ["7.q"]),
        ({"disposition": "taken_note"}, ["7.q"]),
        ({"q": "reintegration"}, ["7.h"]),
        ({"q": "What happened to 7.h?"}, ["7.h"]),
    ],
)
def test_the_page_the_interface_and_the_files_narrow_alike(meeting, client, query, found):
    Conclusion.objects.filter(reference="7.q").update(
        proposer_country=Country.objects.get(code="XXA"), disposition="taken_note"
    )
    page = client.get(LIST, query).context
    rows = client.get(f"/api/v1/conclusions{page['filtered'].query}").json()["results"]
    lines = client.get(f"/data/conclusions.csv{page['filtered'].query}").getvalue()

    assert [line.reference for _event, lines in page["meetings"] for line in lines] == found
    assert [row["reference"] or "" for row in rows] == found
    assert lines.decode().count("m-2024.") == len(found)


def test_every_filter_of_the_interface_has_a_control(meeting, client):
    page = client.get(LIST).text

    for name in ConclusionFilters.base_filters:
        assert f'name="{name}"' in page, name


def test_a_filter_that_cannot_be_read_is_left_out_and_named(meeting, client):
    page = client.get(LIST, {"disposition": "rejected"})

    assert "left it out: What was done with it" in page.text
    assert len(listed(client, disposition="rejected")) == 7


def test_a_row_says_the_words_the_verbs_what_became_of_it_and_where_it_stands(world, meeting, made, client):
    source = Source.objects.create(code="minutes", title_en="Minutes", symbol="M/1")
    add_note(
        commitment=made, on=date(2024, 9, 1), status="fulfilled", text_en="Held.", source=source,
        address="https://example.org/minutes", by=world.secretariat,
    )  # fmt: skip
    workshop = Event.objects.create(code="w", kind="workshop", name_en="Workshop W", audience="public")
    EventLink.objects.create(event=workshop, kind="asked_by", to_conclusion=meeting.conclusions.get(reference="7.h"))
    page = client.get(LIST, {"q": "7.h"}).text

    assert f"{reverse('portal:event', args=['m-2024'])}#c-7-h" in page
    assert made.get_absolute_url() in page
    for words in ("Workshop on reintegration", "2 May 2024", "Fulfilled", "1 September 2024", "Workshop W"):
        assert words in page
    assert "Review, Approve" in client.get(LIST, {"q": "7.q"}).text


def test_words_in_one_language_alone_are_marked_and_translations_say_so(meeting, client):
    meeting.conclusions.filter(reference="9").update(text_es="Agradecer al anfitrión.")
    page = client.get("/es/conclusions/").text

    assert '<span lang="en">Review and approve the campaign on risks.</span>' in page
    assert "Agradecer al anfitrión." in page
    assert page.count("[traducción no oficial]") == 1


def test_conclusions_and_what_became_of_them_are_read_by_their_readers_alone(world, meeting, made, client, client_of):
    made.readers = "members"
    made.save()
    member = client_of(world.focal_point)
    assert made.get_absolute_url() in member.get(LIST).text
    assert made.get_absolute_url() not in client.get(LIST).text

    Event.objects.update(conclusions_public=False)
    assert listed(client) == listed(client_of(world.observer)) == []
    assert "m-2024" not in client.get(LIST).text
    assert len(listed(member)) == 7


def test_the_page_asks_the_same_number_of_queries_however_much_there_is(
    world, meeting, made, earlier, client, client_of, django_assert_num_queries
):
    member = client_of(world.focal_point)
    for first in (10, 30):
        with django_assert_num_queries(VISITOR + 9):
            client.get(LIST)
        with django_assert_num_queries(SEATED + 9):
            member.get(LIST)
        for order in range(first, first + 20):
            Conclusion.objects.create(event=earlier, order=order, text_en="More", verbs=["thank"])


def test_a_long_document_goes_on_the_next_page_where_it_stopped(earlier, client):
    for order in range(5, 61):
        Conclusion.objects.create(event=earlier, order=order, text_en=f"Line {order}")

    assert listed(client) + listed(client, page="2") == [f"m-2023.{order}" for order in range(1, 61)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_of_meetings_lead_to_it(world, language):
    with override(language):
        address = reverse("portal:conclusion-list")
        assert f'href="{address}"' in Client().get(reverse("portal:event-list")).text
