"""A database without a row, for modules that load data of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

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
