"""Statements that are composed and planned once ask and change what the ORM would."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import F

from accounts.models import Country, Hat, Membership
from common.composed import Composed, columns, instance, update_of
from common.dates import today

BY_CODE = Composed(
    "country_by_code", lambda code: Country.objects.filter(code=code).values_list("name_en", "name_es"), code=str
)


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.usefixtures("world")
def test_a_query_finds_what_the_orm_finds():
    assert BY_CODE.rows(code="XXA") == [("Country A", "País A")]
    assert BY_CODE.rows(code="no'%s$1") == []


@pytest.mark.usefixtures("world")
def test_a_statement_is_planned_once_for_a_connection_and_counts_as_one_query(django_assert_num_queries):
    with django_assert_num_queries(2):
        BY_CODE.rows(code="XXA")
        BY_CODE.rows(code="XXB")

    assert prepared().count("country_by_code") == 1
    with connection.cursor() as cursor:  # left to itself, the database would have planned it anew for each code
        cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = 'country_by_code'")
        general, particular = cursor.fetchone()
    assert general >= 2
    assert particular == 0


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_plans_it_anew(world):
    BY_CODE.rows(code="XXA")

    connection.close()

    assert prepared() == []
    assert BY_CODE.rows(code="XXA") == [("Country A", "País A")]


@pytest.mark.usefixtures("world")
def test_constants_stay_as_they_are_and_parameters_may_return():
    same = Composed(
        "of_a_day",
        lambda on, user: (
            Membership.objects.filter(starts__lte=on)
            .exclude(ends__lt=on)
            .exclude(institution_en__contains="50 % $1 'x'")
            .exclude(user=user)
            .values_list("pk")
        ),
        on=date,
        user=UUID,
    )

    assert len(same.rows(on=today(), user=uuid4())) == Membership.objects.count()
    assert same.rows(on=date(1999, 1, 1), user=uuid4()) == []


@pytest.mark.usefixtures("world")
def test_a_change_says_how_many_rows_it_met(world):
    rename = Composed(
        "rename_country",
        lambda code, name: update_of(Country.objects.filter(code=code), name_en=name, source=F("name_en")),
        code=str,
        name=str,
    )

    assert rename.change(code="XXA", name="Country Ä") == 1
    assert rename.change(code="ZZZ", name="Nowhere") == 0
    country = Country.objects.get(code="XXA")
    assert (country.name_en, country.source) == ("Country Ä", "Country A")
    assert Country.objects.get(code="XXB").name_en == "Country B"


@pytest.mark.django_db
def test_a_parameter_that_the_statement_does_not_use_is_a_mistake_of_ours():
    careless = Composed("careless", lambda code: Country.objects.values_list("pk"), code=str)

    with pytest.raises(TypeError, match="careless does not use code"):
        careless.rows(code="XXA")


def test_columns_make_an_instance_and_an_empty_outer_join_makes_none(world):
    row = Country.objects.values_list(*columns(Country)).get(code="XXA")

    assert instance(Country, row) == world.countries["A"]
    assert instance(Country, row).name_es == "País A"
    assert instance(Hat, (None,) * len(columns(Hat))) is None
