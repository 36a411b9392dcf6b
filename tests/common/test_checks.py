"""A database of an older version goes on, or is told what to do first."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from launch.prepare import data_version, prepare


@pytest.fixture
def applied(db):
    """The rows that say which migrations ran."""
    return MigrationRecorder(connection).migration_qs


def checked() -> None:
    call_command("check", tags=["database"], databases=["default"])


def test_a_new_database_is_one_of_this_version(applied, capsys):
    checked()


def test_a_database_of_the_last_version_before_goes_on_with_nothing_to_run(applied, capsys, tmp_path):
    replaced = applied.filter(name__contains="_squashed_")
    replaced.delete()
    executor = MigrationExecutor(connection)
    loaded = tmp_path / "loaded"
    loaded.write_text(data_version())

    checked()
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    prepare(loaded)
    assert replaced.filter(app="catalogue").count() == 2, "the next version may forget what was replaced"


@pytest.mark.parametrize("app", ["accounts", "catalogue", "reporting"])
def test_a_database_from_before_that_is_told_what_to_do(applied, app, tmp_path):
    applied.filter(name__contains="_squashed_").delete()
    applied.filter(app=app, name="0001_initial").delete()

    for start in (checked, lambda: call_command("migrate", skip_checks=False, verbosity=0)):
        with pytest.raises(SystemCheckError, match="Updating"):
            start()
    with pytest.raises(SystemExit, match="Updating"):
        prepare(tmp_path / "loaded")
