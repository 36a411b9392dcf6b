"""The version of what the public may read: one query, asked once for each public page or answer of the interface.

It changes when the database raises its counter, when an embargo passes, and with the day in San José (memberships
and terms are dated). The program's own files belong to it too, so that nobody keeps a page of an earlier release.

What is published for members or observers alone leaves it as it was: it would tell that something happened. Those who
ask with a key are answered by a version of their own, which counts everything that was published.
"""

import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from catalogue.models import PublicState
from common.composed import Composed
from common.dates import secretariat_zone, today
from reporting.enums import Audience
from reporting.models import Publication

SETTLED = timedelta(seconds=2)
OURS = {".py", ".html", ".mo"}


@dataclass(frozen=True)
class PublicVersion:
    """`token` names the version, `changed_at` is the last change that it counts."""

    token: str
    changed_at: datetime

    @property
    def modified(self) -> int | None:
        """The last change as whole seconds, once another one in the same second is ruled out."""
        if timezone.now() - self.changed_at < SETTLED:
            return None
        return int(self.changed_at.timestamp())

    def etag(self, *parts: str) -> str:
        """A strong validator of one answer: this version, and what else the answer depends on."""
        told = zlib.crc32("\n".join(parts).encode())
        return f'"{self.token}-{told:08x}"'


def _compose(now: datetime) -> "QuerySet[Any, Any]":
    passed = _passed(now).filter(audience=Audience.PUBLIC)[:1]
    return PublicState.objects.values_list("version", "changed_at", Subquery(passed)).order_by("pk")[:1]


def _compose_shared(now: datetime) -> "QuerySet[Any, Any]":
    return PublicState.objects.values_list("shared", "shared_at", Subquery(_passed(now)[:1])).order_by("pk")[:1]


def _passed(now: datetime) -> "QuerySet[Any, Any]":
    return Publication.objects.filter(embargo_until__lte=now).order_by("-embargo_until").values("embargo_until")


_STATE = Composed("public_version", _compose, now=datetime)
_SHARED = Composed("shared_version", _compose_shared, now=datetime)


def public_version() -> PublicVersion:
    """The version of what the public reads now: one query."""
    return _version(_STATE)


def shared_version() -> PublicVersion:
    """The version of everything that was published for somebody: one query."""
    return _version(_SHARED)


def _version(composed: Composed) -> PublicVersion:
    state = next(iter(composed.rows(now=timezone.now())), None)
    number, *moments = state or (0, None, None)
    return _named(number, tuple(moments), today(), settings.LICENCE)


@lru_cache(maxsize=4)
def _named(number: int, moments: tuple[datetime | None, ...], day: date, licence: str) -> PublicVersion:
    midnight = datetime.combine(day, time(), secretariat_zone())
    release, released_at = _release()
    changed_at = max(midnight, released_at, *(moment for moment in moments if moment))
    told = zlib.crc32(f"{moments[-1]} {midnight} {release} {licence}".encode())
    return PublicVersion(f"{number:x}-{told:08x}", changed_at)


@lru_cache(maxsize=1)
def _release() -> tuple[str, datetime]:
    """The program's own files and the licence as one number, and the time of the newest: read once per process."""
    base = Path(settings.BASE_DIR)
    folders = ["templates", "locale", *(room for room in settings.INSTALLED_APPS if (base / room).is_dir())]
    files = sorted(path for folder in folders for path in (base / folder).rglob("*") if path.suffix in OURS)
    stats = [(path.relative_to(base), path.stat()) for path in files]
    told = "".join(f"{path} {stat.st_size} {stat.st_mtime_ns}\n" for path, stat in stats)
    newest = max((stat.st_mtime for _path, stat in stats), default=0)
    return f"{zlib.crc32((told + settings.LICENCE).encode()):08x}", datetime.fromtimestamp(newest, UTC)
