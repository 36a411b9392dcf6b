"""Meetings and their conclusions are narrowed in one way."""

from datetime import date, time

import pytest

from accounts.models import Body
from common.filtering import filtered
from events.filters import PAGE, AgendaItemFilters, ConclusionFilters, EventFilters, choices_of, days_of
from events.models import AgendaDay, AgendaItem, Conclusion, Event, EventPart

OF_ITEMS = {"event", "verb", "proposer", "disposition"}
"""What only an item of conclusions has."""


@pytest.fixture
def meetings(world):
    group = Body.objects.create(code="wg", kind="organ", name_en="Working Group", name_es="Grupo de trabajo")
    first = Event.objects.create(
        code="first", kind="meeting", name_en="First meeting", starts=date(2021, 12, 1), organ=group, cycle_code="one"
    )
    second = Event.objects.create(code="second", kind="workshop", name_en="Second", starts=date(2022, 3, 31))
    Event.objects.create(code="third", kind="forum", name_en="Undated")
    EventPart.objects.create(event=second, role="organizer", body=group)
    EventPart.objects.create(event=second, role="participant", body=group)
    for order, (event, text) in enumerate([(first, "To thank the host."), (second, "To meet again.")], start=1):
        Conclusion.objects.create(
            event=event, order=order, reference=f"7.{order}", text_en=text, cycle_code=event.cycle_code
        )
        day = AgendaDay.objects.create(event=event, date=event.starts)
        AgendaItem.objects.create(day=day, order=1, start=time(10), title_en="Opening")
    return group


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, ["first", "second", "third"]),
        ({"organ": "wg"}, ["first", "second"]),
        ({"organ": "other"}, []),
        ({"kind": "meeting,forum"}, ["first", "third"]),
        ({"year": "2021,2022"}, ["first", "second"]),
        ({"year": "2022"}, ["second"]),
        ({"cycle": "one"}, ["first"]),
        ({"starts_from": "2022-01-01"}, ["second"]),
        ({"starts_to": "2022-01-01"}, ["first"]),
        ({"q": "meetings"}, ["first"]),
    ],
)
def test_what_narrows_meetings_narrows_their_items_in_the_same_way(meetings, query, codes):
    assert sorted(EventFilters(query, Event.objects.all()).qs.values_list("code", flat=True)) == codes
    if "q" in query:
        return
    expected = [code for code in codes if code != "third"]
    items = ConclusionFilters(query, Conclusion.objects.all()).qs
    assert sorted(items.values_list("event__code", flat=True)) == expected
    agenda = AgendaItemFilters(query, AgendaItem.objects.all()).qs
    assert sorted(agenda.values_list("day__event__code", flat=True)) == expected


@pytest.mark.parametrize(
    ("words", "found"), [("7.1", ["7.1"]), ("7.1.", ["7.1"]), ("thanks", ["7.1"]), ("meeting", ["7.2"]), ("7", [])]
)
def test_an_item_is_found_by_its_number_and_by_its_words(meetings, words, found):
    assert (
        list(ConclusionFilters({"q": words}, Conclusion.objects.all()).qs.values_list("reference", flat=True)) == found
    )


def test_lines_without_a_number_are_not_what_an_empty_number_finds(meetings):
    Conclusion.objects.create(event=Event.objects.get(code="first"), order=9, text_en="A line.")

    assert not ConclusionFilters({"q": "."}, Conclusion.objects.all()).qs.exists()


def test_everything_that_a_page_narrows_by_is_a_filter_of_both_lists():
    assert set(PAGE) == set(EventFilters.base_filters) == set(ConclusionFilters.base_filters) - OF_ITEMS
    assert set(AgendaItemFilters.base_filters) == set(PAGE) | {"event"}


def test_the_controls_of_a_page_hold_what_was_asked(meetings):
    found = filtered(EventFilters, Event.objects.all(), {"year": "2022", "starts_to": "2022-12-31"}, PAGE)
    choices = {choice.name: choice for choice in choices_of(Event.objects.all(), found.asked, [("one", "One")])}

    assert list(choices) == ["kind", "organ", "year", "cycle"]
    assert [(option.value, option.chosen) for option in choices["year"].options] == [("2022", True), ("2021", False)]
    assert [option.label for option in choices["organ"].options] == ["Working Group"]
    assert [(day.name, day.value) for day in days_of(found.asked)] == [("starts_from", ""), ("starts_to", "2022-12-31")]
    assert [choice.name for choice in choices_of(Event.objects.all(), {})] == ["kind", "organ", "year"]
