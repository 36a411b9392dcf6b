"""The pages of commitments: list with filters, one commitment, and the acts of the desk."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Country
from commitments.actions.commitments import add_note
from commitments.models import Commitment
from events.actions.follow_up import link_event
from events.models import Event, EventLink, Fulfilment
from sources.models import Source
from tests.counts import SEATED, VISITOR

LIST = "portal:commitment-list"


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


def text_of(response):
    return response.content.decode()


def listed(client, **query):
    return [c.reference for c in client.get(reverse(LIST), query).context["page"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, True),
        ({"owner": "wg-b"}, True), ({"owner": "XXB"}, False),
        ({"supporter": "XXB"}, True),
        ({"organ": "group"}, True), ({"organ": "wg-b"}, False),
        ({"meeting": "m-2024"}, True), ({"meeting": "other"}, False),
        ({"status": "open"}, True), ({"status": "fulfilled,under_way"}, False),
        ({"kind": "pledge"}, False),
        ({"made_from": "2024-05-03", "made_to": "2024-05-03"}, True), ({"made_to": "2024-05-02"}, False),
        ({"q": "reintegration"}, True), ({"q": "zebra"}, False),
        ({"status": "nonsense"}, True),
    ],
)  # fmt: skip
def test_the_list_the_interface_and_the_files_narrow_alike(made, client, query, found):
    assert listed(client, **query) == ([made.reference] if found else [])
    if "nonsense" in query.values():
        return
    answer = client.get("/api/v1/commitments", query)
    assert [row["code"] for row in answer.json()["results"]] == ([made.code] if found else [])
    rows = client.get("/data/commitments.csv", query)
    content = b"".join(rows.streaming_content) if rows.streaming else rows.content
    assert (made.code in content.decode()) == found


def test_what_the_interface_says_of_a_commitment(made, client):
    told = client.get(f"/api/v1/commitments/{made.code}").json()

    assert (told["owners"], told["supporters"], told["organ"], told["meeting"]) == (
        ["wg-b"],
        ["XXB"],
        "group",
        "m-2024",
    )
    assert (told["status"], told["due"], told["due_words_en"]) == ("open", None, "second half of 2024")
    assert told["url_es"].endswith(f"/es/commitments/{made.code}/")


def test_a_filter_that_cannot_be_read_is_left_out_and_named(made, client):
    assert "left it out: Status" in text_of(client.get(reverse(LIST), {"status": "nonsense"}))


def test_the_page_tells_origin_history_evidence_and_what_answered_it(world, made, client, line_of):
    source = Source.objects.create(code="minutes", title_en="Minutes of the workshop", symbol="M/1")
    add_note(
        commitment=made, on=date(2024, 9, 1), status="fulfilled", text_en="The workshop was held.", source=source,
        address="https://example.org/minutes", by=world.secretariat,
    )  # fmt: skip
    workshop = Event.objects.create(code="w", kind="workshop", name_en="Reintegration workshop", audience="public")
    link_event(commitment=made, event=workshop, by=world.secretariat)
    other = Event.objects.create(code="f", kind="forum", name_en="A forum", audience="public")
    EventLink.objects.create(event=other, kind="listed_in", to_conclusion=line_of("7.h"))
    page = text_of(client.get(made.get_absolute_url()))

    for words in (
        made.text_en, "Conclusion 7.h, Meeting M", "Working Group on Borders", "Country B", "second half of 2024",
        "Fulfilled", "1 September 2024", "The workshop was held.", "Minutes of the workshop, M/1",
        "https://example.org/minutes", "Reintegration workshop", "Held as", "A forum",
    ):  # fmt: skip
        assert words in page
    assert "Record what became of it" not in page


def test_what_the_reader_may_not_read_is_on_no_page(world, made, client, client_of):
    add_note(
        commitment=made, on=date(2024, 9, 1), status="needs_time", until_en="first quarter of 2025",
        country=Country.objects.get(code="XXB"), by=world.secretariat,
    )  # fmt: skip
    hidden = Event.objects.create(code="w", kind="workshop", name_en="Hidden workshop", audience="members")
    link_event(commitment=made, event=hidden, by=world.secretariat)
    seen = text_of(client.get(made.get_absolute_url()))
    own = text_of(client_of(world.focal_point).get(made.get_absolute_url()))

    assert "first quarter of 2025" not in seen
    assert "Hidden workshop" not in seen
    assert "Statement of Country B" in own
    assert "Hidden workshop" in own
    Commitment.objects.update(readers="members")
    assert client.get(made.get_absolute_url()).status_code == 404
    assert listed(client) == []
    assert client.get("/api/v1/commitments").json()["results"] == []
    assert listed(client_of(world.focal_point)) == [made.reference]


def test_the_box_at_the_conclusion_says_what_is_recorded(world, made, client, line_of):
    add_note(commitment=made, on=date(2024, 9, 1), status="under_way", by=world.secretariat)

    for address in (reverse("portal:event", args=["m-2024"]), line_of("7.h").get_absolute_url()):
        page = text_of(client.get(address))
        assert made.get_absolute_url() in page
        assert "Under way" in page


def test_a_commitment_is_made_from_the_item_after_a_look_at_the_suggestions(desk, line_of):
    item = line_of("7.f")
    assert reverse("events:commitment-new", args=["m-2024", item.pk]) in text_of(desk.get(item.get_absolute_url()))
    look = desk.get(reverse("events:commitment-new", args=["m-2024", item.pk]))
    form = look.context["form"]

    assert form["owners"].value() == ["body:wg-a", "body:wg-b"]
    assert "What it does: Review" in text_of(look)
    assert not Commitment.objects.exists()
    sent = {"owners": form["owners"].value(), "also": "7.q", "due_words_en": "next semester"}
    made = desk.post(look.request["PATH_INFO"], sent)
    commitment = Commitment.objects.get()
    assert made["Location"] == commitment.get_absolute_url()
    assert commitment.reference == "GC 2024-05-03, 7.f / 7.q"
    assert "Make a commitment of it" not in text_of(desk.get(item.get_absolute_url()))


@pytest.mark.parametrize(
    ("reference", "sent", "said"),
    [
        ("7.f", {"also": "7.z"}, "This document has no 7.z."),
        ("7.f", {"also": "9"}, "9 asks for no follow-up."),
        ("9", {}, "9 asks for no follow-up."),
        ("7.f", {"owners": ["body:nobody"]}, "Select a valid choice"),
        ("7.f", {"due": "soon"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_made_is_said_at_its_box(desk, line_of, reference, sent, said):
    response = desk.post(reverse("events:commitment-new", args=["m-2024", line_of(reference).pk]), sent)

    assert response.status_code == 422
    assert said in text_of(response)
    assert not Commitment.objects.exists()


def test_a_note_is_recorded_in_the_browser(desk, made):
    address = reverse("commitments:note-new", args=[made.code])
    sent = {"on": "2024-09-01", "status": "fulfilled", "text_en": "Held.", "address": "example.org/minutes"}

    assert desk.post(address, sent).status_code == 302
    assert made.notes.get().address == "https://example.org/minutes"
    for wrong, said in (
        ({"on": "2999-01-01"}, "a day that has come"),
        ({"status": "set_aside", "text_en": ""}, "Say why it is set aside."),
        ({"status": "overdue"}, "Select a valid choice"),
    ):
        response = desk.post(address, sent | wrong)
        assert response.status_code == 422
        assert said in text_of(response)
    assert made.notes.count() == 1


def test_whose_it_is_is_changed_and_a_stale_save_shows_both(desk, made):
    address = reverse("commitments:edit", args=[made.code])
    form = desk.get(address).context["form"]
    sent = {"owners": ["country:XXA"], "supporters": form["supporters"].value(), "version": form["version"].value()}

    assert desk.post(address, sent).status_code == 302
    stale = desk.post(address, sent | {"owners": ["country:XXC"]})
    assert stale.status_code == 409
    assert "<dd>Country A</dd>" in text_of(stale)
    again = {**sent, "owners": ["country:XXC"], "version": stale.context["form"]["version"].value()}
    assert desk.post(address, again).status_code == 302
    assert [str(one.who) for one in Commitment.objects.get().owners] == ["Country C"]


def test_events_that_answer_are_linked_and_taken_out_in_the_browser(desk, made):
    Event.objects.create(code="w", kind="workshop", name_en="Workshop", audience="public")
    desk.post(reverse("events:commitment-link", args=[made.code]), {"event": "w"})
    link = Fulfilment.objects.get()

    refused = desk.post(reverse("events:commitment-link", args=[made.code]), {"event": "none"}, follow=True)
    assert "Choose an event." in text_of(refused)
    desk.post(reverse("events:commitment-unlink", args=[made.code, link.pk]))
    assert not Fulfilment.objects.exists()


@pytest.mark.parametrize("name", ["commitments:note-new", "commitments:edit", "events:commitment-link"])
def test_who_reads_but_does_not_keep_is_told_why(world, made, client_of, name):
    response = client_of(world.focal_point).post(reverse(name, args=[made.code]), {"on": "2024-09-01"})

    assert response.status_code == 403
    assert "kept by the Presidency and the Secretariat" in text_of(response)
    Commitment.objects.update(readers="desk")
    assert client_of(world.focal_point).post(reverse(name, args=[made.code])).status_code == 404


def test_pages_ask_the_same_number_of_queries_however_much_there_is(
    world, made, bodies, line_of, client, desk, django_assert_num_queries
):
    def count():
        with django_assert_num_queries(VISITOR + 11):
            client.get(reverse(LIST))
        with django_assert_num_queries(VISITOR + 10):
            client.get(made.get_absolute_url())
        with django_assert_num_queries(SEATED + 12):
            desk.get(made.get_absolute_url())

    add_note(commitment=made, on=date(2024, 9, 1), status="under_way", by=world.secretariat)
    link_event(commitment=made, event=Event.objects.get(), by=world.secretariat)
    made.parties.create(role="owner", country=Country.objects.get(code="XXA"))
    EventLink.objects.create(event=Event.objects.get(), kind="listed_in", to_conclusion=line_of("7.h"))
    count()
    for number in range(8):
        add_note(commitment=made, on=date(2024, 9, 2), status="under_way", by=world.secretariat)
        other = Commitment.objects.create(
            code=f"c{number}", reference=f"C {number}", kind="declaration", text_en="T", readers="public",
            organ=bodies["group"], meeting_code="m-2024",
        )  # fmt: skip
        other.parties.create(role="owner", body=bodies["wg-a"])
        other.parties.create(role="supporter", country=Country.objects.get(code="XXC"))
        event = Event.objects.create(code=f"e{number}", kind="workshop", name_en="E", audience="public")
        link_event(commitment=made, event=event, by=world.secretariat)
        EventLink.objects.create(event=event, kind="listed_in", to_conclusion=line_of("7.h"))
    count()


def test_of_a_request_to_several_members_only_what_was_said_is_told(world, made, client, client_of):
    a, b = (Country.objects.get(code=code) for code in ("XXA", "XXC"))
    for country in (a, b):
        made.parties.create(role="owner", country=country)
    add_note(commitment=made, on=date(2024, 9, 1), status="fulfilled", text_en="Sent.", country=a, by=world.secretariat)
    address = made.get_absolute_url()

    page = client_of(world.focal_point).get(address)
    assert [(country, note.text_en) for country, note in page.context["answered"]] == [(a, "Sent.")]
    assert page.text.count(b.name_en) == 1  # among those whose it is
    assert client.get(address).context["answered"] == []
