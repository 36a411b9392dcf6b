"""A database without a row, for modules that load data of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from reporting.models import Assignment
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.public import add_figure, open_later_cycle
from tests.factories.world import World

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="module")
def empty_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Nothing in it until the module ends; then the world of the other tests is there again."""
    with django_db_blocker.unblock(), transaction.atomic():
        tables = sorted(set(connection.introspection.table_names()) - KEPT)
        with connection.cursor() as cursor:
            # Row triggers that forbid deletion do not stand in the way of this, and it is rolled back like all else.
            cursor.execute(f"TRUNCATE {', '.join(connection.ops.quote_name(table) for table in tables)}")
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def reference(empty_database: None, django_db_blocker: Any) -> None:
    """The reference data and the record, loaded once for the module."""
    with django_db_blocker.unblock():
        call_command("load_reference", verbosity=0)


@pytest.fixture
def published(world: World) -> World:
    """Country A reads in public on objectives 8 and 9, with a figure."""
    fill(world, world.a, 8, 9)
    add_figure(world)
    publish_all(world, submit_all(world, world.a, 8, 9))
    return world


@pytest.fixture
def three(published: World) -> World:
    """All three countries read in public: enough for a number. B and C speak about objective 8 alone."""
    for assignment in (published.b, published.c):
        fill(published, assignment, 8)
        publish_all(published, submit_all(published, assignment, 8))
    return published


@pytest.fixture
def later(published: World) -> Assignment:
    """Country A's assignment in a cycle after the one of `published`, with objective 8 written and published."""
    assignment = open_later_cycle(published)
    fill(published, assignment, 8)
    write(published, assignment, "progress", "Country A progress in another year", 8)
    publish_all(published, submit_all(published, assignment, 8))
    return assignment
