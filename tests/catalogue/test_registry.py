"""Every resource reads what it says, and what it reads is watched by the database."""

import pytest
from django.db import connection
from django.db.models import TextChoices
from django.test import Client
from django.utils.translation import override

from accounts.seats import PUBLIC
from catalogue.registry import RESOURCES
from common.resources import Kind, plan
from reporting.enums import Audience
from tests.factories import fill, publish_all, submit_all

NAMES = list(RESOURCES)


@pytest.fixture
def published(publication, world):
    """Something of every kind."""
    return world


WITHOUT_WORDS = {"revisions"}
"""Lists of things that have no words of their own: a revision is a number and a moment, its words are `answers`."""


@pytest.mark.parametrize("name", NAMES)
def test_every_object_says_who_it_is_where_it_stands_how_it_is_cited_and_under_which_licence(name):
    fields = {field.name: field for field in RESOURCES[name].fields}
    kinds = {"id": Kind.UUID, "code": Kind.CODE, "url": Kind.BILINGUAL, "citation": Kind.BILINGUAL,
             "licence": Kind.CODE, "updated_at": Kind.MOMENT}  # fmt: skip

    assert {one: fields[one].kind for one in kinds if one in fields} == kinds
    words = [field for field in fields.values() if field.kind == Kind.BILINGUAL and field.name not in kinds]
    assert bool(words) is (name not in WITHOUT_WORDS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", [None, "es"])
def test_a_resource_is_read_in_one_query(published, name, language, django_assert_num_queries):
    resource = RESOURCES[name]
    how = plan(resource.fields, language)
    with django_assert_num_queries(1):
        rows = list(resource.rows(PUBLIC).order_by(*resource.order.values()).values_list(*how.columns)[:3])

    assert rows or name in {"reports", "corrections"}
    for row in rows:
        told = how.object(row)
        assert len(told) == len(how.names)
        for field in resource.fields:
            if field.null or field.kind == Kind.BILINGUAL:
                continue
            assert told[field.name] is not None, field.name


@pytest.mark.parametrize("name", NAMES)
def test_the_fields_of_a_resource_hold_what_their_kind_says(published, name):
    resource = RESOURCES[name]
    how = plan(resource.fields)
    for row in resource.rows(PUBLIC).values_list(*how.columns)[:50]:
        told = how.object(row)
        for field in resource.fields:
            value = told[field.outputs()[0]]
            if field.choices and value:
                assert issubclass(field.choices, TextChoices)
                assert value in field.choices.values
            if field.kind == Kind.NUMBER and value is not None:
                assert isinstance(value, int | float)
            if field.kind in (Kind.LIST, Kind.OBJECTS):
                assert isinstance(value, list)
            if field.kind == Kind.BOOLEAN:
                assert isinstance(value, bool)


@pytest.mark.parametrize("name", NAMES)
def test_the_codes_of_a_resource_name_one_row_each(published, name):
    resource = RESOURCES[name]
    codes = list(resource.rows(PUBLIC).values_list(resource.key, flat=True))

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_reference_names_can_be_found(published, name):
    resource = RESOURCES[name]
    for field in resource.fields:
        if not field.to or field.kind != Kind.REFERENCE:
            continue
        target = RESOURCES[field.to]
        how = plan([field])
        named = {how.object(row)[field.name] for row in resource.rows(PUBLIC).values_list(*how.columns)} - {None, ""}
        key = "number" if field.to == "objectives" else target.key
        assert named <= set(target.rows(PUBLIC).values_list(key, flat=True)), field.name


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_that_a_resource_names_are_there(published, name, settings):
    resource = RESOURCES[name]
    if "url" not in {field.name for field in resource.fields}:
        return
    how = plan([resource.field("url")])
    rows = how.table(resource.rows(PUBLIC).values_list(*how.columns)[:1])
    assert rows or name in {"reports", "corrections"}, "the module's publication holds none"
    for first in rows:
        pages_are_there(first, settings)


def pages_are_there(addresses, settings):
    for language, address in zip(("en", "es"), addresses, strict=True):
        assert address.startswith(f"{settings.SITE_URL}/{language}/")
        assert Client().get(address.removeprefix(settings.SITE_URL)).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_every_table_that_a_resource_reads_raises_the_version(db, name):
    resource = RESOURCES[name]
    query = str(resource.rows(PUBLIC).values_list(*plan(resource.fields).columns).query)
    tables = {table for table in connection.introspection.table_names() if f'"{table}"' in query}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE tgname = 'catalogue_raise_update'"
        )
        watched = {row[0] for row in cursor.fetchall()}

    # What a published row rests on is frozen with it.
    assert tables - watched <= {
        "reporting_revision",
        "reporting_assignment",
        "reporting_template",
        "reporting_templateversion",
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_list_knows_when_a_row_changed(published, name):
    resource = RESOURCES[name]

    assert None not in set(resource.rows(PUBLIC).values_list(resource.changed, flat=True))


@pytest.mark.parametrize("name", NAMES)
def test_fields_filters_and_orders_are_said_in_both_languages(name):
    resource = RESOURCES[name]
    words = [resource.title, resource.about, *(field.help for field in resource.fields)]
    for one in resource.filters.base_filters.values() if resource.filters else ():
        words += [one.label, one.extra["help_text"]]
    with override("es"):
        spanish = [str(word) for word in words]
    with override("en"):
        english = [str(word) for word in words]
    assert {word for word, other in zip(english, spanish, strict=True) if word == other} == set()


def test_a_narrower_audience_is_in_no_resource(published):
    fill(published, published.a, 8, marker="zq-narrow")
    publish_all(published, submit_all(published, published.a, 8), Audience.MEMBERS)

    for resource in RESOURCES.values():
        how = plan(resource.fields)
        told = str([how.object(row) for row in resource.rows(PUBLIC).values_list(*how.columns)])
        assert "zq-narrow" not in told
