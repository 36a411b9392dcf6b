"""Speakers of a new agenda: the words of one are never given to another, and what does not stay is said."""

from datetime import date, time

import pytest

from events.actions.agenda import add_item, save_day
from events.actions.agenda_intake import store_agenda
from events.directory import directory
from events.intake.agenda import parse_agenda
from events.intake.succession import compare
from events.models import AgendaItem, Event

DAY = date(2022, 3, 31)


@pytest.fixture
def item(world):
    """A discussion with two ministers of Country A, of whom the first moderated and has spoken."""
    event = Event.objects.create(code="m", kind="workshop", name_en="Workshop", starts=DAY, audience="members")
    day = save_day(event=event, on=DAY, opens=None, closes=None, by=world.secretariat)
    item = add_item(
        day=day, by=world.secretariat, start=time(11), end=time(12), title_en="Discussion", title_es="Diálogo"
    )
    words = {"words_en": "Minister One (Country A)", "words_es": "Ministra Uno (País A)"}
    country = world.countries["A"]
    item.speakers.create(order=1, country=country, role="moderator", had_floor=True, **words)
    item.speakers.create(
        order=2, country=country, words_en="Minister Two (Country A)", words_es="Ministro Dos (País A)"
    )
    return item


def parsed(*speakers, title="Discussion", day="March 31, 2022"):
    return parse_agenda(f"{day}\n11:00-12:00 {title}: -{' -'.join(speakers)}", directory())


def take_in(world, text, language="en"):
    event = Event.objects.get(code="m")
    store_agenda(event=event, parsed=text, language=language, replace=True, by=world.secretariat)
    (item,) = AgendaItem.objects.filter(day__event=event)
    return [(one.words_en, one.words_es, one.role, one.had_floor) for one in item.speakers.all()]


def losses(text, language="en"):
    compare(Event.objects.get(code="m"), text, language)
    (day,) = text.days
    (item,) = day.items
    return item.loses


ONE = ("Minister One (Country A)", "Ministra Uno (País A)", "moderator", True)
TWO = ("Minister Two (Country A)", "Ministro Dos (País A)", "speaker", False)


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("Country A", ""),
        ("Vice-minister Two (Country A)", "Vice-minister Two (Country A)"),
        ("Government of Country A", "Government of Country A"),
    ],
)
def test_words_that_say_more_than_the_name_of_a_country_are_stored(world, item, words, stored):
    item.speakers.all().delete()

    assert take_in(world, parsed(words)) == [(stored, "", "speaker", False)]
    assert AgendaItem.objects.get().speakers.get().country == world.countries["A"]


def test_two_speakers_of_one_country_who_change_places_keep_their_own_words(world, item):
    text = parsed("Minister Two (Country A)", "Minister One (Country A)")

    assert losses(text) == []
    assert take_in(world, text) == [TWO, ONE]


def test_a_speaker_with_the_same_words_comes_before_one_of_the_same_country(world, item):
    text = parsed("Minister Three (Country A)", "Minister One (Country A)")

    assert losses(text) == ["Minister Two (Country A) (Spanish: Ministro Dos (País A))"]
    assert take_in(world, text) == [("Minister Three (Country A)", "", "speaker", False), ONE]


def test_other_words_keep_neither_the_other_language_nor_the_role_nor_the_floor_and_it_is_said(world, item):
    text = parsed("Minister Three (Country A)", "Minister Two (Country A)")

    assert losses(text) == ["Minister One (Country A) (Spanish: Ministra Uno (País A); Has spoken; Moderator)"]
    assert take_in(world, text) == [("Minister Three (Country A)", "", "speaker", False), TWO]


def test_a_country_named_alone_before_and_now_by_another_of_its_names_is_the_same(world, item):
    item.speakers.filter(order=1).update(words_en="")
    world.countries["A"].aliases.create(name="Aland")
    text = parsed("Aland", "Minister Two (Country A)")

    assert losses(text) == []
    assert take_in(world, text) == [("", *ONE[1:]), TWO]


def test_a_translation_names_the_same_speakers_in_the_same_order(world, item):
    AgendaItem.objects.update(title_es="")
    item.speakers.update(words_es="")
    text = parsed("Ministra Uno (País A)", "Ministro Dos (País A)", title="Diálogo", day="31 de marzo de 2022")

    assert losses(text, "es") == []
    assert take_in(world, text, "es") == [ONE, TWO]


def test_a_translation_that_names_another_country_at_a_place_gives_it_nobody_elses_words(world, item):
    AgendaItem.objects.update(title_es="")
    item.speakers.filter(order=2).update(country=world.countries["B"], words_en="Minister Two (Country B)")
    item.speakers.update(words_es="")
    text = parsed("Ministro Dos (País B)", "Ministra Uno (País A)", title="Diálogo", day="31 de marzo de 2022")

    assert losses(text, "es") == []
    assert take_in(world, text, "es") == [
        ("Minister Two (Country B)", "Ministro Dos (País B)", "speaker", False), ONE
    ]  # fmt: skip


def test_a_translation_that_names_fewer_of_one_country_gives_nobody_anothers_words(world, item):
    AgendaItem.objects.update(title_es="")
    item.speakers.update(words_es="")
    text = parsed("Ministro Dos (País A)", title="Diálogo", day="31 de marzo de 2022")

    assert losses(text, "es") == [
        "no longer named: Minister Two (Country A)",
        "Minister One (Country A) (English: Minister One (Country A); Has spoken; Moderator)",
    ]
    assert take_in(world, text, "es") == [("", "Ministro Dos (País A)", "speaker", False)]
