"""Lists on the shelf are what the ORM would find, now and later, and the shelf holds only so many."""

from datetime import timedelta
from uuid import UUID, uuid4

import time_machine
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, TextField
from django.utils import timezone

from accounts.models import Country, Session
from common.composed import MARKS
from common.shelf import Shelf
from reporting.models import PublishedAnswer
from tests.factories.record import publish_some


def named(word: str):
    return lambda: Country.objects.filter(code=word).values_list("name_en")


def prepared(shelf: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE %s ORDER BY name", [f"{shelf}%"])
        return [name for (name,) in cursor.fetchall()]


def test_a_list_is_composed_once_and_costs_one_query(world, django_assert_num_queries):
    shelf, calls = Shelf("shelf"), []

    def compose():
        calls.append(1)
        return Country.objects.filter(code="XXA").values_list("name_en")

    with django_assert_num_queries(2):
        assert shelf.rows("a", compose) == shelf.rows("a", compose) == [("Country A",)]
    assert calls == [1]
    assert "a" in shelf
    assert "b" not in shelf


def test_what_a_list_reads_off_the_clock_goes_on_with_it(db):
    shelf = Shelf("shelf")
    Session.objects.create(session_key="s", session_data="", expire_date=timezone.now() + timedelta(hours=1))

    def valid():
        return shelf.rows("valid", lambda: Session.objects.filter(expire_date__gt=timezone.now()).values_list("pk"))

    assert valid() == [("s",)]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        shelf.kept = {(timezone.localdate(), *key[1:]): kept for key, kept in shelf.kept.items()}
        assert valid() == []


def test_a_list_is_composed_anew_on_another_day(world):
    shelf = Shelf("shelf")
    shelf.rows("a", named("XXA"))

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert "a" not in shelf


def test_values_are_parameters_of_one_statement(world):
    shelf = Shelf("shelf")

    def other_than(key: UUID):
        found = shelf.rows("not", lambda key: Country.objects.exclude(pk=key).values_list("code"), key=key)
        return {code for (code,) in found}

    assert other_than(uuid4()) - other_than(world.countries["A"].pk) == {"XXA"}
    assert len(shelf.kept) == 1


def test_the_list_that_was_asked_for_longest_ago_makes_room(world):
    shelf = Shelf("small", size=2)

    for code in ("XXA", "XXB", "XXA", "XXC"):
        assert shelf.rows(code, named(code)) == [(f"Country {code[-1]}",)]
    assert [code in shelf for code in ("XXA", "XXB", "XXC")] == [True, False, True]
    assert shelf.rows("XXB", named("XXB")) == [("Country B",)]
    assert prepared("small") == ["small_0", "small_1"]


def test_a_list_that_cannot_hold_anything_is_empty_and_not_kept(db):
    shelf = Shelf("shelf")

    assert shelf.rows("none", lambda: Country.objects.none().values_list("code")) == []
    assert "none" not in shelf


def test_identifiers_come_as_text_and_json_as_it_is(world):
    publish_some(world)
    rows = PublishedAnswer.objects.order_by("pk")

    found = Shelf("shelf").rows("answers", lambda: rows.values_list("pk", "choices", "items"))

    assert found == [(str(row.pk), row.choices, row.items) for row in rows]


def test_what_only_the_orm_can_read_the_orm_reads(world):
    shelf = Shelf("orm")
    several = Func(output_field=ArrayField(_Shouted()), template="ARRAY['a', 'b']")

    def compose():
        return Country.objects.filter(code="XXA").annotate(several=several).values_list("several")

    assert shelf.rows("a", compose) == shelf.rows("a", compose) == [(["A", "B"],)]
    assert prepared("orm") == []


class _Shouted(TextField):
    def from_db_value(self, value, _expression, _connection):
        return value.upper()


def test_every_kind_of_value_has_a_mark(world):
    for kind, mark in MARKS.items():
        assert isinstance(mark(1), kind)
        assert mark(1) != mark(2)
