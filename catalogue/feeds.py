"""Atom feeds of what the public can read: titles and addresses, no words of a text that may be withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from accounts.seats import PUBLIC
from catalogue.changes import newest
from catalogue.entries import Entry
from catalogue.registry import RESOURCES
from catalogue.search import Asked, filtered
from common.i18n import current_language
from common.resources import Resource
from common.text import clean_text

COUNT = 50


Rows = QuerySet[Any]


def feed_of(title: str, address: str, page: str, lists: Iterable[tuple[Resource, Rows]]) -> bytes:
    """The newest entries of some lists' rows as Atom. `address` is the feed's own, `page` the page it is about."""
    language = current_language()
    entries: list[Entry] = []
    for resource, rows in lists:
        entries += newest(resource, rows, COUNT, language)
    feed = Atom1Feed(
        title=title, link=f"{settings.SITE_URL}{page}", feed_url=f"{settings.SITE_URL}{address}",
        description="", language=language, author_name=_("Regional Conference on Migration"),
    )  # fmt: skip
    for entry in sorted(entries, key=lambda one: one.at, reverse=True)[:COUNT]:
        feed.add_item(
            title=clean_text(". ".join(part for part in (entry.title, entry.place) if part)).text,
            link=entry.url, description="", unique_id=f"{settings.SITE_URL}/#{entry.resource.name}/{entry.id}",
            updateddate=entry.at, categories=[str(entry.resource.title)],
        )  # fmt: skip
    return feed.writeString("utf-8").encode()


def about(asked: Asked) -> list[tuple[Resource, Rows]]:
    """What the public reads about a country, an objective or a cycle, in every list that can be filtered by it."""
    found = [(resource, filtered(resource, PUBLIC, asked)) for resource in RESOURCES.values()]
    return [(resource, rows) for resource, rows in found if rows is not None]
