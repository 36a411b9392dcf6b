"""Search finds what a reader may read, in both languages, with one typing error, and never anything else."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.seats import PUBLIC
from catalogue import words
from catalogue.search import BEGIN, SEARCHED, Asked, _group, find, marked_words
from events.models import AgendaDay, AgendaItem, Conclusion, Event
from practices.models import Practice
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from reporting.models import PublishedAnswer
from sources.models import Source
from tests.counts import VISITOR
from tests.factories import fill, publish_all, submit_all, write

SEARCH = "/en/search/"


def page(client=None, address=SEARCH, **query):
    return (client or Client()).get(address, query)


@pytest.fixture
def text(world):
    """Country A published a text with a Spanish translation on objective 8."""
    fill(world, world.a, 8)
    write(world, world.a, "progress", "Permits were simplified for seasonal workers & families", 8)
    write(world, world.a, "progress", "Se simplificaron los permisos de migración laboral", 8, "es")
    return submit_all(world, world.a, 8)


@pytest.fixture
def published(world, text):
    publish_all(world, text)
    return world


@pytest.mark.parametrize("asked", ["seasonal", "simplify workers", "MIGRACION", "permiso", '"seasonal workers"'])
def test_a_text_is_found_by_its_words_in_either_language_without_accents(published, asked):
    assert "/en/answers/XXA-demo-O08-progress/" in page(q=asked).text


def test_the_words_are_marked_in_an_excerpt_and_the_text_is_escaped(published):
    found = page(q="seasonal").text

    assert "<mark>seasonal</mark> workers &amp; families" in found
    assert '<p class="small excerpt" lang="en">' in found


def test_the_excerpt_is_in_the_language_in_which_the_words_stand(published):
    assert '<p class="small excerpt" lang="es">' in page(q="laboral").text


def test_what_was_found_says_of_which_meeting_it_is_and_names_no_cycle_by_its_code(world):
    event = Event.objects.create(
        code="m", kind="meeting", name_en="Meeting M", audience="public", conclusions_public=True, cycle_code="zq-cycle"
    )
    Conclusion.objects.create(event=event, order=1, reference="7.h", text_en="To hold a seminar", cycle_code="zq-cycle")
    day = AgendaDay.objects.create(event=event, date="2022-03-31")
    AgendaItem.objects.create(day=day, order=1, start="10:00", title_en="Seminar on borders")
    found = page(q="seminar").text

    assert found.count('<p class="small muted">Meeting M</p>') == 2
    assert "zq-cycle" not in found


def test_letters_of_the_marks_in_a_text_do_no_harm():
    assert marked_words(f"<i>{BEGIN}") == "&lt;i&gt;"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"country": "XXA"}, 1), ({"country": "XXB"}, 0), ({"objective": "8"}, 1), ({"objective": "9"}, 0),
        ({"cycle": "demo"}, 1), ({"language": "en"}, 1), ({"language": "es"}, 0), ({"kind": "practices"}, 0),
        ({"since": "2000-01-01"}, 1), ({"until": "2000-01-01"}, 0),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(published, query, count):
    assert page(q="seasonal", **query).text.count("<mark>seasonal</mark>") == count


def test_without_words_the_filters_alone_list_what_is_new(published):
    assert "/en/answers/XXA-demo-O08-progress/" in page(country="XXA").text
    assert "result" not in page().text.split("<main")[1].split("</main")[0]


@pytest.mark.parametrize("typed", ["seasnal", "seasonla", "sesonal", "seasonal wrokers"])
def test_one_typing_error_is_guessed_when_nothing_is_found(published, typed):
    words.gather_if_new()
    found = page(q=typed).text

    assert "Did you mean" in found
    assert "<mark>seasonal</mark>" in found


@pytest.mark.parametrize(
    ("typed", "meant"), [("migracoin", "migración"), ("labroal", "laboral"), ("migracoin labroal", "migración laboral")]
)
def test_a_guess_is_spelt_as_the_texts_that_it_finds(published, typed, meant):
    words.gather_if_new()
    found = page(q=typed)

    assert f"<strong>{meant}</strong>" in found.text
    assert f"<mark>{meant.split()[0]}</mark>" in page(q=found.context["meant"]).text


def test_a_word_is_spelt_as_most_texts_spell_it():
    texts = ["Diez años de práctica", "Una práctica de tres años", "Practica", "Anos"]

    assert words.as_written("anos practica nada", texts) == "años práctica nada"


def test_a_word_like_nothing_is_not_guessed(published):
    words.gather_if_new()

    assert "Did you mean" not in page(q="xylophone").text


def test_words_are_gathered_again_only_when_something_public_changed(published):
    assert words.gather_if_new() > 0
    assert words.gather_if_new() == 0
    Practice.objects.create(code="p", title_en="Zebra", status=Practice.Status.PUBLISHED)
    assert words.gather_if_new() > 0
    assert words.meant("zebar") == "zebra"


def test_a_withdrawn_word_is_not_suggested_any_more(published):
    words.gather_if_new()
    withdraw_publication(assignment=published.a, note_en="", note_es="", by=published.focal_point)

    assert "seasonal</strong>" not in page(q="seasnal").text


def test_a_private_word_is_never_gathered(world, text):
    publish_all(world, text, Audience.MEMBERS)
    words.gather()

    assert words.meant("seasnal") == ""


@pytest.mark.parametrize(
    ("role", "finds"), [("anonymous", False), ("observer", False), ("other_focal_point", True), ("secretariat", True)]
)
def test_a_text_for_members_is_found_by_members_alone_in_hits_and_counts(world, client_of, text, role, finds):
    publish_all(world, text, Audience.MEMBERS)
    found = page(client_of(getattr(world, role)), q="seasonal").text

    assert ("<mark>" in found) == finds
    assert ("1 result" in found) == finds


@pytest.mark.parametrize(
    "query",
    [
        {"q": "' OR 1=1 --"}, {"q": "& | ! <-> :*"}, {"q": '"""'}, {"q": "x" * 10_000}, {"q": "a\x00b"}, {"q": "¿?¡!"},
        {"q": "seasonal", "country": "\x00"}, {"q": "x", "page": "-1"}, {"q": "x", "page": "9" * 50},
        {"q": "x", "objective": "8 OR 1=1"}, {"q": "x", "since": "never"}, {"kind": "users"}, {"q": "((((((("},
        {"q": "-not", "until": "2026-02-31"}, {"q": "\ue000\ue001"}, {"q": "%s %(x)s {0}"},
    ],
)  # fmt: skip
def test_hostile_input_gets_a_calm_page(published, query):
    words.gather_if_new()
    assert page(**query).status_code == 200


def test_a_value_that_is_no_choice_is_named_and_left_out(published):
    found = page(q="seasonal", country="QQQ").text

    assert "Not understood and left out:" in found
    assert "<mark>seasonal</mark>" in found


def test_pages_of_one_kind_follow_each_other_and_end(db):
    Practice.objects.bulk_create(
        Practice(code=f"p{n}", title_en=f"Zebra {n}", status=Practice.Status.PUBLISHED) for n in range(45)
    )
    seen = [page(q="zebra", kind="practices", page=n).text for n in (1, 2, 3)]

    assert [text.count('<li class="list__i">') for text in seen] == [20, 20, 5]
    assert "45 results" in seen[0]
    assert ('rel="next"' in seen[1], 'rel="next"' in seen[2], 'rel="prev"' in seen[2]) == (True, False, True)


def test_a_search_asks_one_question_for_each_kind_whatever_it_finds(published, django_assert_num_queries):
    frame = VISITOR + 3  # countries, objectives and cycles to choose from
    names = 3  # of countries and bodies, with their aliases
    with django_assert_num_queries(frame + names + len(SEARCHED)):
        page(q="seasonal")
    with django_assert_num_queries(frame + 1):
        page(q="seasonal", kind="answers")
    with django_assert_num_queries(frame + names + len(SEARCHED) + 1):  # the words like those that were typed
        page(q="qqqqq")
    Practice.objects.bulk_create(
        Practice(code=f"p{n}", title_en=f"Seasonal {n}", status=Practice.Status.PUBLISHED) for n in range(30)
    )
    with django_assert_num_queries(frame + names + len(SEARCHED)):
        page(q="seasonal")


def test_excerpts_are_made_for_the_rows_of_the_page_only(published):
    with CaptureQueriesContext(connection) as asked:
        _group(SEARCHED["answers"], PublishedAnswer.objects.visible_to(PUBLIC), Asked(words="seasonal"), 5, 0)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (VERBOSE, FORMAT JSON) " + asked[0]["sql"])
        node = cursor.fetchone()[0]
    plan = (json.loads(node) if isinstance(node, str) else node)[0]["Plan"]
    holding = []
    while plan:
        if any("ts_headline" in output for output in plan.get("Output", [])):
            holding.append(plan["Node Type"])
        plan = plan.get("Plans", [None])[0]

    assert holding == ["Limit", "Result"]


def test_a_shared_cache_keeps_the_search_of_nobody_who_is_logged_in(published, client_of):
    assert page(q="seasonal")["Cache-Control"] == "public, no-cache"
    assert "no-store" in page(client_of(published.focal_point), q="seasonal")["Cache-Control"]


def test_a_found_thing_without_a_page_of_its_own_has_its_record(db):
    Source.objects.create(code="p", title_en="Zebra", title_es="Cebra", symbol="A/RES/1")
    address = reverse("catalogue:record", args=["sources", "p"])
    assert address in page(q="zebra").text
    assert "A/RES/1" in Client().get(address).text
    Source.objects.all().delete()

    assert Client().get(address).status_code == 404
    assert find(Asked("zebra"), PUBLIC, size=4) == []


def test_a_record_is_read_by_those_who_may_read_its_list(world, client_of, text):
    publish_all(world, text, Audience.MEMBERS)
    address = reverse("catalogue:record", args=["answers", "XXA-demo-O08-progress"])

    assert Client().get(address).status_code == 404
    assert "seasonal" in client_of(world.other_focal_point).get(address).text
    assert Client().get(reverse("catalogue:record", args=["secrets", "x"])).status_code == 404
