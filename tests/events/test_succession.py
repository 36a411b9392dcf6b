"""A new agenda over one that is there: the same items keep what hangs on them, and what would be lost is shown."""

from datetime import date, time

import pytest
from django.urls import reverse

from common.errors import Refused
from events.actions.agenda import add_item, save_day
from events.actions.agenda_intake import store_agenda
from events.actions.floor import ask_floor
from events.actions.item_documents import add_document
from events.actions.note_rows import Point, save_point
from events.actions.notes import open_notes
from events.directory import Directory, directory
from events.intake.agenda import parse_agenda
from events.intake.succession import compare
from events.models import AgendaItem, Event, Session
from practices.models import Practice
from sources.models import Source

DAY = date(2022, 3, 31)
AGENDA = "March 31, 2022\n10:00-11:00 1. Opening\n14:00-15:00 2. Discussion on data: -Country A"


@pytest.fixture
def event(world):
    return Event.objects.create(code="m", kind="workshop", name_en="Workshop", starts=DAY, audience="members")


@pytest.fixture
def item(world, event):
    """A discussion with everything that can hang on it."""
    day = save_day(event=event, on=DAY, opens=time(9), closes=time(17), by=world.secretariat)
    session = Session.objects.create(event=event, code="1", order=1, title_en="On data")
    item = add_item(
        day=day, by=world.secretariat, start=time(11), title_en="Discussion on data", title_es="Diálogo sobre datos",
        es_unofficial=False, section_en="Afternoon", section_es="Tarde", kind="round_table", session=session,
        speakers="Moderator: Country A\nCountry B",
        related={
            "documents": [Source.objects.create(code="s", title_en="The roadmap")],
            "practices": [Practice.objects.create(code="p", title_en="One window", status="published")],
        },
    )  # fmt: skip
    fields = {"title_en": "The draft", "address": "https://example.org/draft", "audience": "public"}
    add_document(item=item, fields=fields, by=world.secretariat)
    ask_floor(item=item, who=world.countries["C"], role="speaker", by=world.secretariat)
    table = open_notes(event=event, session=None, by=world.secretariat)
    row = table.rows.first()
    save_point(row=row, point=Point(text="Said", item=str(item.pk)), version=row.version, by=world.secretariat)
    return item


def take_in(world, event, text, language="en", **more):
    parsed = parse_agenda(text, directory())
    return store_agenda(event=event, parsed=parsed, language=language, replace=True, by=world.secretariat, **more)


def written(event, text, language="en"):
    """The items of the text by their number, once they were looked for, and what was found."""
    parsed = parse_agenda(text, Directory())
    found = compare(event, parsed, language)
    return {item.number: item for day in parsed.days for item in day.items}, found


def test_an_item_known_again_keeps_everything_that_hangs_on_it(world, event, item):
    take_in(world, event, AGENDA)

    stored = AgendaItem.objects.get(pk=item.pk)
    assert (stored.start, stored.end, stored.number) == (time(14), time(15), "2")
    assert (stored.title_es, stored.kind, stored.es_unofficial) == ("Diálogo sobre datos", "round_table", False)
    assert stored.version == item.version + 1
    assert stored.session.code == "1"
    assert [row.code for row in stored.documents.all()] == ["s"]
    assert [row.code for row in stored.practices.all()] == ["p"]
    assert [paper.title_en for paper in stored.papers.all()] == ["The draft"]
    assert [note.text for note in stored.notes.all()] == ["Said"]
    assert [speaker.said() for speaker in stored.speakers.on_list()] == ["Country C"]
    assert [speaker.with_role() for speaker in stored.speakers.on_agenda()] == ["Moderator: Country A"]


@pytest.mark.parametrize(
    "line",
    [
        "March 31, 2022\n16:00-17:00 2. DISCUSSION ON DATA.",
        "April 7, 2022\n11:00-12:00 2. Discussion on data",
        "March 31, 2022\n11:00-12:00 2. Discussion on the data",
    ],
)
def test_an_item_is_known_again_at_other_hours_on_another_day_and_a_little_reworded(event, item, line):
    items, found = written(event, line)

    assert items["2"].known == item
    assert found.gone == []


@pytest.mark.parametrize("title", ["Lunch", "Discussion on data 2", "Presentation of figures"])
def test_another_item_at_the_same_hours_is_another_item(event, item, title):
    items, found = written(event, f"March 31, 2022\n11:00-12:00 2. {title}")

    assert items["2"].known is None
    assert [going.item for going in found.gone] == [item]


def test_round_tables_of_other_numbers_are_other_round_tables(world, event):
    day = save_day(event=event, on=DAY, opens=None, closes=None, by=world.secretariat)
    add_item(day=day, by=world.secretariat, start=time(9), title_en="Round table 1 on migration")

    items, _found = written(event, "March 31, 2022\n9:00-10:00 2. Round table 2 on migration")

    assert items["2"].known is None


def test_presentations_of_two_countries_are_two_items(world, event):
    day = save_day(event=event, on=DAY, opens=None, closes=None, by=world.secretariat)
    add_item(
        day=day, by=world.secretariat, start=time(9), title_en="Presentation of Country A",
        title_es="Presentación de País A",
    )  # fmt: skip

    take_in(world, event, "March 31, 2022\n9:00-10:00 1. Presentation of Country B")

    (stored,) = AgendaItem.objects.filter(day__event=event)
    assert (stored.title_en, stored.title_es) == ("Presentation of Country B", "")


def test_a_reworded_title_does_not_keep_its_translation_and_what_it_was_is_said(world, client_of, event, item):
    text = "March 31, 2022\n11:00-12:00 2. Discussion on the data"
    items, found = written(event, text)

    assert items["2"].was == "Discussion on data"
    assert "title (Spanish): Diálogo sobre datos" in items["2"].loses
    sent = {"language": "en", "text": text, "replace": "on", "act": "look"}
    page = client_of(world.secretariat).post(reverse("events:agenda-paste", args=["m"]), sent)
    assert "was: Discussion on data" in page.text
    take_in(world, event, text, seen=found.mark)
    stored = AgendaItem.objects.get(pk=item.pk)
    assert (stored.title_en, stored.title_es, stored.es_unofficial) == ("Discussion on the data", "", True)


def test_a_title_that_differs_in_signs_alone_keeps_its_translation(world, event, item):
    items, _found = written(event, "March 31, 2022\n16:00-17:00 2. DISCUSSION ON DATA.")

    assert items["2"].was == ""
    assert not [line for line in items["2"].loses if line.startswith("title")]


def test_a_translation_says_which_item_it_was_taken_for(event, item):
    AgendaItem.objects.filter(pk=item.pk).update(title_es="", end=time(12))

    items, _found = written(event, "31 de marzo de 2022\n11:00-12:00 2. Diálogo", language="es")

    assert (items["2"].known, items["2"].was) == (item, "Discussion on data")
    assert not [line for line in items["2"].loses if line.startswith("title")]


def test_titles_are_compared_with_those_of_their_own_day_each_pair_once(world, event, item, monkeypatch):
    later = save_day(event=event, on=date(2022, 4, 1), opens=None, closes=None, by=world.secretariat)
    for hour, title in ((9, "Morning"), (10, "Noon")):
        add_item(day=later, by=world.secretariat, start=time(hour), title_en=title)
    compared = []
    monkeypatch.setattr("events.intake.likeness.likeness", lambda one, other, _people: compared.append((one, other)))

    written(event, "March 31, 2022\n9:00 1. First\n10:00 2. Second\nApril 1, 2022\n9:00 3. Third\n10:00 4. Noon")

    assert compared == [("Discussion on data", "First"), ("Discussion on data", "Second"), ("Morning", "Third")]


def test_what_would_be_kept_and_lost_is_said_item_by_item(event, item):
    items, found = written(event, AGENDA)
    (keeps, loses) = items["2"].keeps, items["2"].loses
    assert items["2"].kind == "round_table"

    assert keeps == [
        "Session 1: On data", "documents of the record: The roadmap", "documents: The draft",
        "good practices: One window", "speakers list: Country C", "1 note",
    ]  # fmt: skip
    assert loses == ["no longer named: Country B", "section (Spanish): Tarde"]
    _items, found = written(event, "March 31, 2022\n10:00-11:00 1. Opening")
    assert [(going.item, going.loses) for going in found.gone] == [(item, keeps)]


def test_the_same_agenda_in_the_other_language_fills_the_same_items(world, event, item):
    AgendaItem.objects.filter(pk=item.pk).update(title_es="", section_es="", end=time(12))
    text = "31 de marzo de 2022\n11:00-12:00 1. Diálogo sobre los datos: -País A -País B"

    found = take_in(world, event, text, language="es")

    stored = AgendaItem.objects.get(pk=item.pk)
    assert found.mark == ""
    assert (stored.title_en, stored.title_es) == ("Discussion on data", "Diálogo sobre los datos")
    assert (stored.section_en, stored.es_unofficial) == ("Afternoon", False)
    assert [(s.words_en, s.role, s.country) for s in stored.speakers.on_agenda()] == [
        ("Country A", "moderator", world.countries["A"]), ("Country B", "speaker", world.countries["B"])
    ]  # fmt: skip


def test_the_words_for_a_government_stay_and_a_name_alone_is_said_in_either_language(world, event):
    take_in(world, event, "March 31, 2022\n10:00-11:00 1. Closing remarks: -Government of Country A -Country B")

    said = [(s.country.code, s.words_en) for s in AgendaItem.objects.get(day__event=event).speakers.all()]
    assert said == [("XXA", "Government of Country A"), ("XXB", "")]


def test_losses_that_were_not_shown_stop_the_replacement(world, event, item):
    text = "March 31, 2022\n10:00-11:00 1. Opening"
    _items, found = written(event, text)

    with pytest.raises(Refused, match="not be carried over"):
        take_in(world, event, text, seen="")
    assert AgendaItem.objects.filter(pk=item.pk).exists()
    take_in(world, event, text, seen=found.mark)
    assert [row.title_en for row in AgendaItem.objects.filter(day__event=event)] == ["Opening"]


def test_a_day_that_the_new_agenda_does_not_have_is_taken_out_with_its_items(world, event, item):
    take_in(world, event, AGENDA.replace("March 31", "April 7"))

    assert [day.date for day in event.days.all()] == [date(2022, 4, 7)]
    assert AgendaItem.objects.get(pk=item.pk).day.date == date(2022, 4, 7)


def test_an_agenda_is_compared_with_the_same_queries_however_long(world, event, item, django_assert_max_num_queries):
    parsed = parse_agenda(AGENDA, Directory())
    with django_assert_max_num_queries(5):
        compare(event, parsed, "en")
    for hour in range(12, 20):
        add_item(day=item.day, by=world.secretariat, start=time(hour), title_en=f"At {hour}", speakers="Country A")
    with django_assert_max_num_queries(5):
        compare(event, parsed, "en")


def test_the_page_shows_what_goes_before_anything_is_replaced(world, client_of, event, item):
    desk, address = client_of(world.secretariat), reverse("events:agenda-paste", args=["m"])
    sent = {"language": "en", "text": "March 31, 2022\n10:00-11:00 1. Opening", "replace": "on"}

    page = desk.post(address, sent | {"act": "keep"})
    assert page.status_code == 422
    assert "not be carried over" in page.text
    assert "31 March 2022, 11:00 · Discussion on data" in page.text
    assert "good practices: One window" in page.text
    assert AgendaItem.objects.filter(pk=item.pk).exists()

    desk.post(address, sent | {"act": "keep", "seen": page.context["succession"].mark})
    assert not AgendaItem.objects.filter(pk=item.pk).exists()
