"""Atom feeds of what the public can read: titles and addresses, no words of a text that may be withdrawn."""

from django.conf import settings
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


def feed_of(title: str, asked: Asked, address: str, page: str, resources: list[Resource]) -> bytes:
    """The newest entries of some lists, filtered, as Atom. `address` is the feed's own, `page` the page it is about."""
    language = current_language()
    entries: list[Entry] = []
    for resource in resources:
        rows = filtered(resource, PUBLIC, asked)
        if rows is not None:
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


def about(name: str) -> list[Resource]:
    """The lists that can be filtered by `name`: country, objective, cycle."""
    return [r for r in RESOURCES.values() if r.filters and name in r.filters.base_filters]
