"""A database of an older version goes on, or is told what to do first."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from launch.prepare import is_between_versions


@pytest.fixture
def applied(db):
    """The rows that say which migrations ran."""
    return MigrationRecorder(connection).migration_qs


def test_a_new_database_is_one_of_this_version(applied):
    assert not is_between_versions(connection)


def test_a_database_of_the_last_version_before_goes_on_with_nothing_to_run(applied):
    applied.filter(name__contains="_squashed_").delete()
    executor = MigrationExecutor(connection)

    assert not is_between_versions(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.parametrize("app", ["accounts", "catalogue", "reporting"])
def test_a_database_from_before_that_is_told_apart(applied, app):
    applied.filter(name__contains="_squashed_").delete()
    applied.filter(app=app, name=applied.filter(app=app).latest("name").name).delete()

    assert is_between_versions(connection)
