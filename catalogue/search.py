"""Search over everything that a seat may read, in both languages: one query for each kind of thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Count, F, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast, Concat, Left
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from accounts.seats import Seat
from catalogue.entries import Entry, entry_plan
from catalogue.registry import RESOURCES
from common.i18n import LANGUAGES, current_language, other_language
from common.resources import Field, Kind, Resource
from common.search import CONFIGURATION, MAX_WORDS, matching, queries, ranked

BEGIN, END = "\ue000", "\ue001"
"""Around a word that was found, in private letters that no text holds, until it is made safe for a page."""
FRAGMENT = 300
SAME_NAME = ("country", "objective", "cycle", "language")
SEARCHED = {name: resource for name, resource in RESOURCES.items() if resource.searchable}


@dataclass(frozen=True)
class Asked:
    """What is looked for; '' does not count. `first` and `last` are days as YYYY-MM-DD."""

    words: str = ""
    kind: str = ""
    country: str = ""
    objective: str = ""
    cycle: str = ""
    language: str = ""
    first: str = ""
    last: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.words, self.kind, self.country, self.objective, self.cycle, self.language, self.first,
                        self.last))  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One thing found, with the words around what was looked for."""

    entry: Entry
    excerpt: SafeString
    language: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the hits of the page, and how many there are."""

    resource: Resource
    hits: list[Hit]
    total: int
    query: str
    """The same search as filters of the list, as the end of an address."""

    def texts(self) -> Iterator[str]:
        """What the page says of the hits, as plain text."""
        for hit in self.hits:
            yield hit.entry.title
            yield unescape(strip_tags(hit.excerpt))


def filters_for(resource: Resource, asked: Asked) -> dict[str, str] | None:
    """What is asked for as filters of the list; None where this kind of thing knows one of them not."""
    known = tuple(resource.filters.base_filters) if resource.filters else ()
    values = {name: getattr(asked, name) for name in SAME_NAME if getattr(asked, name)}
    for end, value in (("_from", asked.first), ("_to", asked.last)):
        if value:
            values[next((name for name in known if name.endswith(end)), "")] = value
    return values if values.keys() <= set(known) else None


def filtered(resource: Resource, seat: Seat, asked: Asked) -> QuerySet[Any] | None:
    """The rows that the filters name; None where this kind of thing knows one of the filters not."""
    values = filters_for(resource, asked)
    if values is None:
        return None
    rows = resource.rows(seat)
    return resource.filters(values, rows).qs if resource.filters and values else rows


def kinds(asked: Asked) -> list[Resource]:
    return [resource for name, resource in SEARCHED.items() if asked.kind in ("", name)]


def find(asked: Asked, seat: Seat, *, size: int, start: int = 0) -> list[Group]:
    """What was found, by kind, best first; kinds of which nothing was found are left out."""
    groups = []
    for resource in kinds(asked):
        rows = filtered(resource, seat, asked)
        if rows is not None and (group := _group(resource, rows, asked, size, start)):
            groups.append(group)
    return groups


def changed_since(asked: Asked, seat: Seat, since: datetime, until: datetime) -> dict[str, int]:
    """How many things of each kind are new or changed after `since` until `until`."""
    found = {}
    for resource in kinds(asked):
        rows = filtered(resource, seat, asked)
        if rows is None:
            continue
        rows = rows.filter(**{f"{resource.changed}__gt": since, f"{resource.changed}__lte": until})
        if count := (matching(rows, asked.words) if asked.words else rows).count():
            found[resource.name] = count
    return found


def _group(resource: Resource, rows: QuerySet[Any], asked: Asked, size: int, start: int) -> Group | None:
    how, words = entry_plan(resource, current_language()), asked.words
    found = ranked(rows, words) if words else rows.order_by(f"-{resource.changed}", resource.pk)
    columns = [*how.columns, Window(Count("*")), *(_excerpt(resource, words, code) for code in LANGUAGES)]
    # PostgreSQL makes the excerpts after LIMIT: tests/catalogue/test_search.py reads its plan.
    page = list(found.values_list(*columns)[start : start + size])
    if not page:
        return None
    width = len(how.columns)
    hits = [_hit(how.entry(row[:width]), dict(zip(LANGUAGES, row[width + 1 :], strict=True))) for row in page]
    filters = (filters_for(resource, asked) or {}) | ({"q": words} if words else {})
    return Group(resource, hits, page[0][width], f"?{urlencode(filters)}" if filters else "")


def _excerpt(resource: Resource, words: str, language: str) -> Any:
    body = _body(resource.bodies or resource.headings, language)
    if not words:
        return Left(body, FRAGMENT)
    return SearchHeadline(
        body, queries(words)[language], config=CONFIGURATION[language], start_sel=BEGIN, stop_sel=END, max_words=40,
        min_words=20, max_fragments=2, fragment_delimiter=" … ",
    )  # fmt: skip


def _body(fields: Sequence[Field], language: str) -> Any:
    columns = [f"{f.path or f.name}_{language}" if f.kind == Kind.BILINGUAL else f.path or f.name for f in fields]
    parts: list[Any] = []
    for column in columns:
        parts += [Cast(F(column), TextField()), Value(" ")]
    return Concat(*parts, Value(""), output_field=TextField())


def _hit(entry: Entry, excerpts: dict[str, str]) -> Hit:
    language = current_language()
    ways = (language, other_language(language))
    marked = next((code for code in ways if BEGIN in (excerpts[code] or "")), None)
    chosen = marked or next((code for code in ways if (excerpts[code] or "").strip()), language)
    return Hit(entry, marked_words(excerpts[chosen] or ""), chosen)


def marked_words(text: str) -> SafeString:
    """An excerpt for a page: everything escaped, the found words in <mark>."""
    safe = re.sub(f"{BEGIN}(.*?){END}", r"<mark>\1</mark>", escape(text.strip()), flags=re.DOTALL)
    return mark_safe(safe.replace(BEGIN, "").replace(END, ""))  # noqa: S308 - escaped above


def cleaned(words: str) -> str:
    """The words of a search as they are looked at."""
    return " ".join(words.replace("\x00", " ").split())[:MAX_WORDS]
