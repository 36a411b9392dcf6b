"""The public pages of meetings."""

import re
from datetime import date

import pytest
from django.urls import reverse

from commitments.models import Commitment, Paper
from events.models import Conclusion, Event, EventLink
from sources.models import Source
from tests.counts import VISITOR


def make_event(code, **fields):
    values = {"kind": "meeting", "name_en": f"Meeting {code}", "name_es": f"Reunión {code}", "audience": "public"}
    return Event.objects.create(code=code, **values | fields)


@pytest.fixture
def meeting(world):
    source = Source.objects.create(code="doc", title_en="Conclusions document", title_es="Documento")
    event = make_event("rcgm", starts=date(2021, 12, 1), source=source, conclusions_public=True)
    lines = [
        ("opening", "", "The group formulated the following:"),
        ("item", "7", "To update the calendar as follows:"),
        ("heading", "", "Working Group on Protection:"),
        ("item", "7.g", "To thank the host."),
        ("item", "7.h", "Workshop on Reintegration."),
        ("item", "7.h.i", "First part."),
        ("line", "", "A line without a letter."),
        ("item", "8", "To thank the host."),
    ]
    for order, (role, reference, text) in enumerate(lines, start=1):
        Conclusion.objects.create(
            event=event, order=order, role=role, reference=reference, text_en=text, text_es=f"ES {text}",
            verbs=["thank"] if "thank" in text else [],
        )  # fmt: skip
    return event


def text_of(response):
    return response.content.decode()


def test_the_document_is_read_whole_with_headings_and_lines_in_their_place(meeting, client):
    page = text_of(client.get(reverse("portal:event", args=["rcgm"])))
    places = [page.index(line.text_en) for line in meeting.conclusions.exclude(reference="8")]

    assert places == sorted(places)
    assert 'id="c-7-h"' in page


def test_what_happened_to_an_item_is_one_search_away(meeting, client):
    workshop = make_event("workshop", starts=date(2022, 3, 1))
    EventLink.objects.create(
        event=workshop, kind="asked_by", to_conclusion=meeting.conclusions.get(reference="7.h"), confirmed=False
    )
    found = client.get(reverse("portal:event-list"), {"q": "7.h"}).context["conclusions"]
    page = text_of(client.get(found[0].get_absolute_url()))

    assert [line.reference for line in found] == ["7.h"]
    assert "What happened to 7.h?" in page
    assert reverse("portal:event", args=["workshop"]) in page
    assert "To be confirmed by an editor" in page
    assert "Working Group on Protection:" in page
    assert "First part." in page


@pytest.mark.parametrize(
    ("reference", "said"), [("7.h", "Nothing is recorded yet."), ("7.g", "This item asks for no follow-up.")]
)
def test_an_item_without_follow_up_says_so_calmly(meeting, client, reference, said):
    assert said in text_of(client.get(reverse("portal:conclusion", args=["rcgm", reference])))


def test_a_meeting_without_documents_says_so(world, client):
    make_event("bare")

    assert "No documents can be read here yet." in client.get("/en/events/bare/").text
    assert "Aún no se puede leer aquí ningún documento." in client.get("/es/events/bare/").text


def test_the_chain_is_read_both_ways(meeting, client):
    workshop = make_event("workshop")
    EventLink.objects.create(event=workshop, kind="led_to", to_event=meeting)

    assert "Led to" in text_of(client.get(reverse("portal:event", args=["workshop"])))
    assert "Comes from" in text_of(client.get(reverse("portal:event", args=["rcgm"])))


def test_conclusions_that_are_not_published_are_read_by_members_whole_and_by_others_not_at_all(
    meeting, world, client, client_of
):
    Event.objects.update(conclusions_public=False)
    page, item = reverse("portal:event", args=["rcgm"]), reverse("portal:conclusion", args=["rcgm", "7.h"])

    assert "Workshop on Reintegration" not in text_of(client.get(page))
    assert client.get(item).status_code == 404
    assert client.get(reverse("portal:event-list"), {"q": "7.h"}).context["conclusions"] == []
    assert "Workshop on Reintegration" not in text_of(client_of(world.observer).get(page))
    members = client_of(world.focal_point)
    assert "Workshop on Reintegration" in text_of(members.get(page))
    assert members.get(item).status_code == 200


@pytest.mark.parametrize(
    ("audience", "public", "member", "desk"), [("desk", 404, 404, 200), ("members", 404, 200, 200)]
)
def test_an_event_that_is_not_public_does_not_exist_for_others(
    meeting, world, client, client_of, audience, public, member, desk
):
    Event.objects.update(audience=audience)
    for address in (
        reverse("portal:event", args=["rcgm"]),
        reverse("portal:event-ics", args=["rcgm"]),
        reverse("portal:conclusion", args=["rcgm", "8"]),
    ):
        assert client.get(address).status_code == public
        assert client_of(world.focal_point).get(address).status_code == member
        assert client_of(world.secretariat).get(address).status_code == desk
    assert "Meeting rcgm" not in text_of(client.get(reverse("portal:home")))


def test_the_list_is_narrowed_by_kind_year_and_words_and_a_wrong_choice_narrows_nothing(world, client):
    make_event("a", starts=date(2021, 5, 1))
    make_event("b", starts=date(2022, 5, 1), kind="workshop")
    make_event("c")
    address = reverse("portal:event-list")

    def codes(**query):
        context = client.get(address, query).context
        return [e.code for _year, events in context["years"] for e in events] + [e.code for e in context["undated"]]

    assert codes() == ["b", "a", "c"]
    assert codes(kind="workshop") == ["b"]
    assert codes(year="2021") == ["a"]
    assert codes(q="meeting c") == ["c"]
    assert codes(year="soon", kind="party") == ["b", "a", "c"]


def test_a_choice_that_is_none_is_named_and_the_others_stay_in_force(world, client):
    make_event("a", starts=date(2021, 5, 1))
    make_event("b", starts=date(2022, 5, 1))
    page = client.get(reverse("portal:event-list"), {"year": "2021", "kind": "party"})

    assert [event.code for _year, events in page.context["years"] for event in events] == ["a"]
    assert "left it out: Kind." in text_of(page)


def test_years_of_meetings_that_are_not_public_are_not_offered(world, client, client_of):
    make_event("a", starts=date(2021, 5, 1))
    make_event("b", starts=date(2022, 5, 1), audience="members")

    def years(page):
        return [
            option.value for choice in page.context["choices"] if choice.name == "year" for option in choice.options
        ]

    assert years(client.get(reverse("portal:event-list"))) == ["2021"]
    assert years(client_of(world.focal_point).get(reverse("portal:event-list"))) == ["2022", "2021"]


def test_the_calendar_and_the_month_are_narrowed_as_the_list_is(world, client):
    make_event("a", starts=date(2022, 5, 1), cycle_code="demo")
    make_event("b", starts=date(2022, 5, 2))
    page = client.get(reverse("portal:event-list"), {"month": "2022-05", "cycle": "demo", "page": "9"})

    assert page.context["count"] == 1
    assert page.context["feed"] == f"{reverse('portal:event-calendar')}?cycle=demo"
    assert ("month", "2022-05") in page.context["kept"]
    calendar = text_of(client.get(page.context["feed"]))
    assert "Meeting a" in calendar
    assert "Meeting b" not in calendar


def test_items_found_are_those_of_the_meetings_that_were_chosen(meeting, client):
    address = reverse("portal:event-list")

    assert len(client.get(address, {"q": "thank host"}).context["conclusions"]) == 2
    assert client.get(address, {"q": "thank host", "year": "2020"}).context["conclusions"] == []
    assert client.get(address, {"year": "2021"}).context["conclusions"] == []


def test_a_month_shows_an_event_on_each_of_its_days(world, client):
    make_event("long", starts=date(2022, 3, 31), ends=date(2022, 4, 1))
    address = reverse("portal:event-list")

    april = client.get(address, {"month": "2022-04"})
    days = {cell[0].isoformat(): cell[1] for week in april.context["weeks"] for cell in week if cell}

    assert [e.code for e in days["2022-04-01"]] == ["long"]
    assert days["2022-04-02"] == []
    assert len(days) == 30
    assert "Meeting long" in text_of(april)
    assert "No event on record in this month." in text_of(client.get(address, {"month": "2022-05"}))


@pytest.mark.parametrize("month", ["2022-13", "never", "0001-01", "9999-12"])
def test_a_month_that_is_none_shows_the_list(world, client, month):
    assert "events/event_list.html" in [
        t.name for t in client.get(reverse("portal:event-list"), {"month": month}).templates
    ]


def test_pages_ask_the_same_number_of_queries_however_much_there_is(meeting, client, django_assert_num_queries):
    event, listed = reverse("portal:event", args=["rcgm"]), reverse("portal:event-list")
    item = reverse("portal:conclusion", args=["rcgm", "7.h"])

    def count():
        with django_assert_num_queries(VISITOR + 17):
            client.get(event)
        with django_assert_num_queries(VISITOR + 4):
            client.get(listed)
        with django_assert_num_queries(VISITOR + 9):
            client.get(item)

    count()
    for number in range(9, 20):
        line = Conclusion.objects.create(event=meeting, order=number, reference=str(number), text_en="To thank.")
        other = make_event(f"e{number}", starts=date(2022, 1, number))
        EventLink.objects.create(event=other, kind="asked_by", to_conclusion=line)
        EventLink.objects.create(event=other, kind="led_to", to_event=meeting)
        EventLink.objects.create(event=meeting, kind="led_to", to_event=other)
    count()


def test_the_pages_of_the_record_are_read_in_both_languages(meeting, client):
    page = text_of(client.get("/es/events/rcgm/"))

    assert "ES Workshop on Reintegration." in page
    assert "Traducción no oficial." in page
    assert "<span lang=" not in page


def test_an_event_names_the_commitments_that_it_carries_out_and_the_documents_prepared_for_it(
    world, meeting, client, client_of
):
    event = make_event("workshop", starts=date(2022, 3, 1))
    for code, readers in (("open", "public"), ("members", "members")):
        made = Commitment.objects.create(code=code, reference=f"zq-{code}", text_en="To train.", readers=readers)
        event.fulfilments.create(commitment=made)
    for code, stage in (("approved", "approved"), ("draft", "draft")):
        event.papers.create(paper=Paper.objects.create(code=code, kind="report", title_en=f"zq-{code}", stage=stage))
    address = reverse("portal:event", args=["workshop"])

    assert set(re.findall(r"zq-\w+", text_of(client.get(address)))) == {"zq-open", "zq-approved"}
    read = text_of(client_of(world.focal_point).get(address))
    assert set(re.findall(r"zq-\w+", read)) == {"zq-open", "zq-members", "zq-approved", "zq-draft"}
