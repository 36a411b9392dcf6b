"""What is looked at before a database is migrated."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

BETWEEN_VERSIONS = Error(
    "This database was made by an older version of the portal, from which this one cannot go on.",
    hint="Start commit c77864b with it once (docs/operations.md, Updating); for a demonstration, begin with another "
    "folder: RCM_STATE=… ./run",
    id="common.E001",
)


@register(Tags.database)
def is_of_one_version(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The migrations that one of ours stands for ran all or not at all; else Django would stop in the midst."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    stand_ins = [set(migration.replaces) for migration in loader.disk_migrations.values() if migration.replaces]
    for alias in databases or ():
        ran = MigrationRecorder(connections[alias]).applied_migrations().keys()
        if any(replaced & ran and not replaced <= ran for replaced in stand_ins):
            return [BETWEEN_VERSIONS]
    return []
