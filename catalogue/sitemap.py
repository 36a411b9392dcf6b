"""Every public page that has an address of its own, in both languages, for search engines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import override

from accounts.seats import PUBLIC
from catalogue.registry import RESOURCES
from common.i18n import LANGUAGES
from common.resources import Resource, plan

SIZE = 10_000
PAGES = (
    "portal:home", "portal:country-list", "portal:practice-list", "portal:goal-list", "portal:event-list",
    "portal:about", "portal:directory", "portal:principle-list", "objectives:objective-list", "reporting:report-list",
    "portal:cycle-list", "portal:publication-list", "portal:figure-list", "portal:chart-list", "portal:commitment-list",
    "portal:conclusion-list", "portal:paper-list", "declarations:list", "declarations:plan", "reporting:survey-list",
    "portal:methodology", "portal:accessibility", "portal:privacy", "catalogue:search", "catalogue:data",
    "catalogue:changes", "catalogue:corrections", "catalogue:licence", "developers:start",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One page: language -> address, and when it last changed."""

    urls: dict[str, str]
    changed: datetime | None = None


def listed() -> dict[str, Resource]:
    """The lists whose rows have a page each."""
    found = {}
    for name, resource in RESOURCES.items():
        urls = [field for field in resource.fields if field.name == "url" and field.columns]
        if urls and (resource.has_page or urls[0].columns[0] in (resource.key, resource.pk)):
            found[name] = resource
    return found


def parts() -> list[str]:
    """The addresses of the sitemap's parts: one count for each list."""
    found = [reverse("open:sitemap-pages")]
    for name, resource in listed().items():
        count = _rows(resource).count()
        found += [reverse("open:sitemap-part", args=[name, n + 1]) for n in range(-(-count // SIZE))]
    return [f"{settings.SITE_URL}{address}" for address in found]


def pages() -> list[Place]:
    return [Place({code: _address(name, code) for code in LANGUAGES}) for name in PAGES]


def part(resource: Resource, number: int) -> Iterator[Place]:
    """The rows of one part: one query."""
    how = plan([resource.field("url")], extra=(resource.changed,))
    found = _rows(resource).order_by(resource.pk).values_list(*how.columns)
    rows = list(found[(number - 1) * SIZE : number * SIZE])
    for row, addresses in zip(rows, how.table(rows), strict=True):
        yield Place(dict(zip(LANGUAGES, addresses, strict=True)), row[0])


def _rows(resource: Resource) -> QuerySet[Any]:
    """The rows that have a page of their own."""
    rows = resource.rows(PUBLIC)
    return rows.filter(resource.has_page) if isinstance(resource.has_page, Q) else rows


def _address(name: str, language: str) -> str:
    with override(language):
        return f"{settings.SITE_URL}{reverse(name)}"
