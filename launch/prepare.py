"""Bring the database up to the code: migrate, load reference and demonstration data. A process of its own.

Run as `python -m launch.prepare FILE`. Data is loaded into a database that was empty, and again when the data in the
project changed since FILE was written. A database that we did not fill ourselves is migrated and otherwise left alone.
"""

import hashlib
import io
import os
import sys
from pathlib import Path

from launch.paths import ROOT

LOADERS = ("load_reference", "load_demonstration")


def data_version() -> str:
    """A fingerprint of the data that the project brings."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "fixtures").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def prepare(loaded: Path) -> None:
    """Migrate and load. `loaded` remembers for one database which data it was given."""
    import django
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rcm_portal.settings")
    django.setup()
    try:
        call_command("check", tags=["database"], databases=["default"], stdout=io.StringIO())
    except SystemCheckError as error:
        sys.exit(str(error))
    executor = MigrationExecutor(connection)
    fresh = not executor.recorder.has_table()
    if fresh:
        # Written first: a load that is cut short is done again by the next start.
        loaded.write_text("unfinished")
    # Asking for the plan takes a tenth of the time that an empty `migrate` takes.
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Bringing the database up to date", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    else:
        executor.check_replacements()
    if loaded.exists() and loaded.read_text() != data_version():
        print("Loading reference and demonstration data", flush=True)
        for loader in LOADERS:
            call_command(loader)
        loaded.write_text(data_version())


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
