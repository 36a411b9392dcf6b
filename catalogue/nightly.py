"""The files of every list, made each night and published together by one row.

Files lie in the media folder under their own hash. What was made before something ended (a text that its country
withdrew, a practice taken back) is given out no more: its address answers 503 until the files are made again.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.seats import PUBLIC
from catalogue import dictionary
from catalogue.bulk.reading import reading
from catalogue.bulk.streams import FORMATS
from catalogue.models import PublicState, Release
from catalogue.registry import RESOURCES
from catalogue.versions import public_version
from common.dates import local
from common.i18n import LANGUAGES
from common.resources import Resource

LOCK = 20_260_301
"""Whoever holds it makes the files; the database takes it back from a process that dies."""
HOUR = 2
"""San José time after which a night's files are due."""
KEPT = 30
"""Rows of earlier releases that stay, without their files."""


def in_force() -> Release | None:
    """The latest release as long as nothing has ended since: one query."""
    endings = PublicState.objects.values("endings")[:1]
    return Release.objects.filter(pk=Release.objects.values("pk")[:1], endings=endings).first()


def due(now: datetime | None = None) -> bool:
    """Whether files are to be made: none are in force, or those in force are of an earlier night."""
    now = now or timezone.now()
    release = in_force()
    if release is None:
        return True
    night = local(now).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return release.made_at < (night if local(now) >= night else night - timedelta(days=1))


def make_if_due() -> int:
    """Make and publish the files when they are due; gives how many, 0 when another process makes them."""
    if not due():
        return 0
    with _alone() as mine:
        if not mine or not due():
            return 0
        release = make()
    return len(release.files)


@contextmanager
def _alone() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        mine = bool(cursor.fetchone()[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def make() -> Release:
    """Write every file, then the row that publishes them, then take away the files of earlier releases."""
    made_at = timezone.now()
    state = PublicState.objects.first() or PublicState()
    token = f"{public_version().token}-{int(made_at.timestamp() * 1000):x}"
    files = [file for resource in RESOURCES.values() for file in _files_of(resource)]
    files.append(_stored("dictionary.csv", [dictionary.as_csv()]))
    files += [_stored(f"dictionary.{code}.md", [dictionary.as_markdown(code)]) for code in LANGUAGES]
    release = Release.objects.create(
        made_at=made_at, version=state.version, endings=state.endings, token=token, files=files
    )
    _tidy(release)
    return release


def _files_of(resource: Resource) -> Iterator[dict[str, Any]]:
    rows = None
    for format in sorted(FORMATS.values(), key=lambda one: one.code != "jsonl"):
        how = reading(resource, resource.rows(PUBLIC))
        pieces = format.stream(how, about(resource)) if format.code == "xlsx" else format.stream(how)
        file = _stored(f"{resource.name}.{format.code}", pieces)
        rows = file.pop("lines") if format.code == "jsonl" else rows
        yield file | {"resource": resource.name, "format": format.code, "rows": rows}


def about(resource: Resource) -> list[tuple[str, str]]:
    """The last sheet of a workbook: what the list is, and each column in words, in both languages."""
    told = []
    for language in LANGUAGES:
        with override(language):
            told += [(str(resource.title), str(resource.about)), (_("Licence"), settings.LICENCE or _("None is set."))]
            told += [(name, str(field.help)) for field in resource.fields for name in field.outputs()]
    return told


def _stored(name: str, pieces: Iterable[bytes]) -> dict[str, Any]:
    """Write the pieces into the media folder under their hash."""
    folder = Path(default_storage.path("unfinished"))
    folder.mkdir(parents=True, exist_ok=True)
    digest, size, lines = hashlib.sha256(), 0, 0
    handle, unfinished = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
                lines += piece.count(b"\n")
            file.flush()
            os.fsync(file.fileno())
        place = path_of(digest.hexdigest())
        place.parent.mkdir(parents=True, exist_ok=True)
        os.replace(unfinished, place)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    told = {"name": name, "size": size, "sha256": digest.hexdigest()}
    return told | {"lines": lines} if name.endswith(".jsonl") else told


def path_of(sha256: str) -> Path:
    return Path(default_storage.path(f"data/{sha256[:2]}/{sha256}"))


def _tidy(release: Release) -> None:
    """Withdrawn words stay in no file: only the files of this release are kept."""
    kept = {file["sha256"] for file in release.files}
    for place in Path(default_storage.path("data")).glob("*/*"):
        if place.name not in kept:
            place.unlink(missing_ok=True)
    Release.objects.exclude(pk__in=list(Release.objects.values_list("pk", flat=True)[:KEPT])).delete()


def manifest(release: Release) -> bytes:
    """What the release holds, with sizes and SHA-256, as JSON."""
    files = [
        file | {"url": f"{settings.SITE_URL}{reverse('open:nightly', args=[file['name']])}"} for file in release.files
    ]
    told = {
        "portal": settings.SITE_URL, "version": release.token, "made_at": release.made_at,
        "licence": settings.LICENCE or None, "files": files,
    }  # fmt: skip
    return orjson.dumps(told, option=orjson.OPT_UTC_Z | orjson.OPT_INDENT_2)
