"""The Secretariat's pages of events."""

import io
from datetime import date, time

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Country
from events.models import AgendaDay, AgendaItem, Conclusion, Event, EventLink
from publications.models import Edition
from tests.counts import SEATED

AGENDA = "March 31, 2022\n10:00-11:00 1. Welcome\n10:30-12:00 Lunch\nRooms are on the second floor, beside the stairs."


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="meeting", name_en="Meeting M", starts=date(2022, 3, 31))


@pytest.fixture
def item(event):
    day = AgendaDay.objects.create(event=event, date=date(2022, 3, 31), opens=time(10), closes=time(17))
    return AgendaItem.objects.create(
        day=day, order=1, start=time(10), end=time(11), title_en="Talks", kind="presentation"
    )


def url(name, *more):
    return reverse(f"events:{name}", args=["m", *more])


def said(response):
    return [str(message) for message in response.context["messages"]]


def values_of(form):
    """What a browser sends back when nothing was changed."""
    found = {}
    for bound in form:
        value = bound.value()
        if value not in (None, False, ""):
            found[bound.html_name] = "on" if value is True else value
    return found


def test_an_event_is_entered_and_opened(desk):
    response = desk.post(
        reverse("events:event-new"), {"code": "new", "kind": "meeting", "name_en": "New one"}, follow=True
    )

    assert "Only the desk sees it so far." in said(response)[0]
    assert Event.objects.get(code="new").audience == "desk"


def test_a_code_that_is_taken_is_said_at_its_box(desk, event):
    response = desk.post(reverse("events:event-new"), {"code": "m", "kind": "meeting", "name_en": "Again"})

    assert response.status_code == 422
    assert "code" in response.context["form"].errors


def test_a_misspelt_time_zone_is_refused_with_the_nearest_names_and_nothing_is_lost(desk, event):
    response = desk.post(url("event-facts"), {"kind": "meeting", "name_en": "Renamed", "time_zone": "GTM-6"})
    page = response.content.decode()

    assert response.status_code == 422
    assert "is no time zone. Nearest: UTC−6" in page
    assert "Renamed" in page
    assert Event.objects.get(code="m").name_en == "Meeting M"


def test_the_facts_are_saved_and_new_dates_keep_the_old_ones(desk, event):
    sent = values_of(desk.get(url("event-facts")).context["form"])
    sent |= {"time_zone": "GMT-6", "starts": "2022-04-01", "ends": "2022-04-02", "reason": "Host", "languages": ["es"]}

    assert desk.post(url("event-facts"), sent).status_code == 302

    event.refresh_from_db()
    assert (event.time_zone, event.starts, event.languages) == ("Etc/GMT+6", date(2022, 4, 1), ["es"])
    assert event.date_changes.get().reason_en == "Host"


def test_two_who_save_the_same_event_keep_both_texts(desk, event):
    sent = values_of(desk.get(url("event-facts")).context["form"])
    desk.post(url("event-facts"), sent | {"place_en": "Puebla"})

    response = desk.post(url("event-facts"), sent | {"place_en": "Mexico City"})
    page = response.content.decode()

    assert response.status_code == 409
    assert "Puebla" in page
    assert 'value="Mexico City"' in page
    again = values_of(response.context["form"])
    assert desk.post(url("event-facts"), again).status_code == 302
    assert Event.objects.get(code="m").place_en == "Mexico City"


@pytest.mark.parametrize(("starts", "ends"), [("2022-04-02", "2022-04-01")])
def test_days_the_wrong_way_round_are_said(desk, event, starts, ends):
    response = desk.post(
        url("event-facts"), {"kind": "meeting", "name_en": "M", "starts": starts, "ends": ends, "version": 1}
    )

    assert "ends" in response.context["form"].errors


def test_an_item_is_edited_with_the_check_beside(desk, event, item):
    page = desk.get(url("item", item.pk))
    sent = values_of(page.context["form"]) | {"end": "18:00", "speakers": "Country of the host"}

    assert "announced until 17:00, last item until 11:00" in page.content.decode()
    response = desk.post(url("item", item.pk), sent, follow=True)

    assert "items from 10:00 to 18:00 fall outside the announced 10:00-17:00" in response.content.decode()
    assert item.speakers.get().words_en == "Country of the host"


def test_two_who_edit_one_item_keep_both_texts(desk, event, item):
    sent = values_of(desk.get(url("item", item.pk)).context["form"])
    desk.post(url("item", item.pk), sent | {"title_en": "First"})

    response = desk.post(url("item", item.pk), sent | {"title_en": "Second"})

    assert response.status_code == 409
    assert "First" in response.content.decode()
    assert "Second" in response.content.decode()


def test_an_item_that_ends_before_it_starts_or_has_no_title_is_said_at_its_box(desk, event, item):
    response = desk.post(url("item", item.pk), {"start": "11:00", "end": "10:00", "kind": "other", "version": 1})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"end", "title_en"}


def test_days_items_and_slots_are_added_and_taken_out(desk, event, item):
    desk.post(url("day-save"), {"date": "2022-04-01", "opens": "09:00", "closes": "12:30"})
    day = AgendaDay.objects.get(event=event, date=date(2022, 4, 1))
    desk.post(url("item-new", day.pk), {"start": "09:00", "end": "10:00", "kind": "other", "title_en": "Closing"})
    added = AgendaItem.objects.get(day=day)
    Country.objects.update(is_placeholder=False)
    desk.post(url("slots-fill"), {"items": [str(item.pk)], "order": "en"})

    assert [s.country.code for s in item.speakers.all()] == ["XXA", "XXB", "XXC"]
    desk.post(url("item-remove", added.pk))
    assert not AgendaItem.objects.filter(pk=added.pk).exists()
    assert "Choose at least one item." in said(desk.post(url("slots-fill"), {"order": "en"}, follow=True))
    assert "Choose a day and its hours." in said(desk.post(url("day-save"), {"opens": "9"}, follow=True))


def test_items_that_begin_together_change_places_and_others_follow_their_hours(desk, item):
    more = {"day": item.day, "kind": "presentation"}
    second = AgendaItem.objects.create(order=2, start=time(10), end=time(11), title_en="Beside", **more)
    later = AgendaItem.objects.create(order=3, start=time(11), end=time(12), title_en="Later", **more)
    for act, moved in (("up", second), ("up", later), ("down", second), ("up", second)):
        response = desk.post(url("item-move", moved.pk), {"act": act}, follow=True)

    assert [row.title_en for row in item.day.items.all()] == ["Beside", "Talks", "Later"]
    assert 'Down<span class="vh">: Beside' in response.text
    assert "Later</span></button>" not in response.text


def test_an_agenda_is_looked_at_before_it_is_taken_in(desk, event):
    look = desk.post(url("agenda-paste"), {"language": "en", "text": AGENDA, "act": "look"})
    page = look.content.decode()

    assert "Welcome" in page
    assert "“Welcome” and “Lunch” overlap" in page
    assert "Rooms are on the second floor" in page
    assert not AgendaItem.objects.exists()
    desk.post(url("agenda-paste"), {"language": "en", "text": AGENDA, "act": "keep"})
    assert AgendaItem.objects.count() == 2
    again = desk.post(url("agenda-paste"), {"language": "en", "text": AGENDA, "act": "keep"})
    assert "There is an agenda already." in again.content.decode()


def test_conclusions_are_taken_in_from_a_word_file(desk, event, conclusions_text):
    document, saved = docx.Document(), io.BytesIO()
    for line in conclusions_text.split("\n"):
        document.add_paragraph(line)
    document.save(saved)
    file = SimpleUploadedFile("conclusions.docx", saved.getvalue())

    look = desk.post(url("conclusions-paste"), {"language": "en", "file": file, "act": "look"})
    assert "12 numbered, 43 lettered, 4 Roman" in look.content.decode()
    assert "GOBIERNO DE" in look.content.decode()
    assert not Conclusion.objects.exists()
    text = look.context["form"]["text"].value()
    desk.post(url("conclusions-paste"), {"language": "en", "text": text, "act": "keep"})

    assert Conclusion.objects.exclude(reference="").count() == 59


@pytest.mark.parametrize(
    ("sent", "said_of_it"),
    [
        ({"text": "  "}, "Paste the text, or choose a file."),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "Only Word files"),
        ({"text": "1. One\na. A\na. B", "act": "keep"}, "1.a stands twice."),
    ],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_is_kept(desk, event, sent, said_of_it):
    response = desk.post(url("conclusions-paste"), {"language": "en", **sent})

    assert response.status_code == 422
    assert said_of_it in response.content.decode()
    assert not Conclusion.objects.exists()


def test_a_line_says_what_it_does_and_keeps_its_words_once_published(desk, event):
    line = Conclusion.objects.create(event=event, order=1, reference="1", text_en="To tank the host.")
    country = Country.objects.get(code="XXA")
    address = url("conclusion-line", line.pk)
    sent = {"text_en": "To thank the host.", "verbs": ["thank"], "proposer_country": country.pk}

    assert desk.post(address, sent | {"disposition": "accepted"}).status_code == 302
    line.refresh_from_db()
    assert (line.text_en, line.verbs, line.proposer, line.disposition) == (
        "To thank the host.", ["thank"], country, "accepted",
    )  # fmt: skip
    assert desk.post(address, {"verbs": ["thank"]}).status_code == 422
    Event.objects.update(conclusions_public=True)
    desk.post(address, {"text_en": "Other words", "verbs": ["urge"]})
    line.refresh_from_db()
    assert (line.text_en, line.verbs) == ("To thank the host.", ["urge"])
    assert "its words stay as they are" in desk.get(url("conclusions")).content.decode()


def test_the_presidency_publishes_the_whole_the_secretariat_is_told_why_not(world, desk, event, client_of):
    Conclusion.objects.create(event=event, order=1, reference="1", text_en="To thank.")
    presidency = client_of(world.presidency)

    assert desk.post(url("conclusions-publish"), {"public": "1"}).status_code == 403
    assert "Conclusions are published by the Presidency." in desk.get(url("event")).content.decode()
    presidency.post(url("conclusions-publish"), {"public": "1"})
    assert Event.objects.get(code="m").conclusions_public
    presidency.post(url("conclusions-publish"), {"public": "0"})
    assert not Event.objects.get(code="m").conclusions_public


def test_roles_and_links_are_entered_on_the_page(desk, event):
    other = Event.objects.create(code="o", kind="meeting", name_en="Other")
    Conclusion.objects.create(event=other, order=1, reference="6.a", text_en="To take note.")
    desk.post(url("part-add"), {"role": "host", "who": "XXA"})
    desk.post(url("link-add"), {"kind": "asked_by", "to": "o", "reference": "6.A."})
    link = EventLink.objects.get(event=event)

    assert event.parts.get().country == Country.objects.get(code="XXA")
    assert link.to_conclusion.reference == "6.a"
    refused = desk.post(url("link-add"), {"kind": "asked_by", "to": "o", "reference": "9.z"}, follow=True)
    assert "This event has no conclusion with this number." in said(refused)
    EventLink.objects.update(confirmed=False)
    desk.post(url("link-act", link.pk), {"act": "confirm"})
    assert EventLink.objects.get().confirmed
    desk.post(url("link-act", link.pk), {"act": "remove"})
    desk.post(url("part-remove", event.parts.get().pk))
    assert not EventLink.objects.exists()
    assert not event.parts.exists()


def test_printing_leads_to_the_edition(desk, event, item):
    response = desk.post(url("event-print"), {"what": "agenda"})

    assert response["Location"] == Edition.objects.get().get_absolute_url()
    assert "There are no conclusions yet." in said(desk.post(url("event-print"), {"what": "conclusions"}, follow=True))
    assert desk.post(url("event-print"), {"what": "all"}).status_code == 404


def test_pages_ask_the_same_number_of_queries_however_much_there_is(desk, event, item, django_assert_num_queries):
    def count():
        with django_assert_num_queries(SEATED + 4):
            desk.get(reverse("events:desk"))
        with django_assert_num_queries(SEATED + 14):
            desk.get(url("event"))
        with django_assert_num_queries(SEATED + 9):
            desk.get(url("agenda"))

    item.speakers.create(order=1, country=Country.objects.get(code="XXA"))
    count()
    for number in range(2, 12):
        Event.objects.create(code=f"e{number}", kind="meeting", name_en=f"E {number}")
        one = AgendaItem.objects.create(day=item.day, order=number, start=time(12), title_en=f"I {number}")
        one.speakers.create(order=1, country=Country.objects.get(code="XXA"))
        Conclusion.objects.create(event=event, order=number, reference=str(number), text_en="To thank.")
    count()
