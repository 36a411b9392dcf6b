"""How pages and feeds name a thing of any list in one line."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from common.dates import day_said
from common.resources import Field, Kind, Resource, plan

PLACES = ("country", "objective", "event", "cycle")
NOT_NAMES = {"url", "citation"}


@dataclass(frozen=True)
class Entry:
    """One thing: `title` in `language`, `place` says whose and about what, `url` its page, `at` when it changed."""

    resource: Resource
    id: str
    code: str
    title: str
    language: str
    place: str
    url: str
    at: datetime
    ending: str = ""


def heading_of(resource: Resource) -> list[Field]:
    """The fields that name a row: as the resource says, else its first text in both languages."""
    if resource.heading:
        return [*resource.headings]
    texts = [f for f in resource.fields if f.kind == Kind.BILINGUAL and f.name not in NOT_NAMES]
    return texts[:1]


@dataclass(frozen=True)
class EntryPlan:
    """The columns that an entry needs, and what makes it of them."""

    columns: tuple[str, ...]
    entry: Callable[[Sequence[Any]], Entry]


def entry_plan(resource: Resource, language: str) -> EntryPlan:
    """The plan for entries of a resource in one language."""
    names = {field.name for field in resource.fields}
    head = heading_of(resource)
    fields = [*head, *_places(resource, names), *([resource.field("url")] if "url" in names else [])]
    extra = (resource.changed, resource.pk, resource.key)
    how = plan(fields, language, extra=extra)

    def entry(row: Sequence[Any]) -> Entry:
        told = how.object(row)
        at, pk, code = row[:3]
        title = ", ".join(_in_words(told[field.name], language) for field in head if told[field.name])
        url = told.get("url") or record_address(resource, str(code))
        own = next((told[f"{f.name}_language"] for f in head if f.kind == Kind.BILINGUAL), None)
        place = _place(told, title)
        return Entry(resource, str(pk), str(code), title or str(code), own or language, place, url, at)

    return EntryPlan(how.columns, entry)


def _in_words(value: Any, language: str) -> str:
    return day_said(value, language) if isinstance(value, date) else str(value)


def _places(resource: Resource, names: set[str]) -> list[Field]:
    """Whose a row is and what it is about, as far as the row leads to a name; an objective by its number."""
    found = []
    for name in PLACES:
        field = resource.field(name) if name in names else None
        if field and field.path.endswith("__code"):
            found.append(Field(name, Kind.BILINGUAL, "", f"{field.path.removesuffix('__code')}__name"))
        elif field and name == "objective":
            found.append(field)
    return found


def record_address(resource: Resource, code: str) -> str:
    """The page of a thing that has none of its own."""
    return f"{settings.SITE_URL}{reverse('catalogue:record', args=[resource.name, code])}"


def _place(told: dict[str, Any], title: str) -> str:
    """What the title does not say already."""
    objective = _("objective %(number)s") % {"number": told["objective"]} if told.get("objective") else ""
    return ", ".join(
        str(part)
        for part in (told.get("country"), objective, told.get("event"), told.get("cycle"))
        if part and not re.search(rf"(^|, ){re.escape(str(part))}($|[,.])", title)
    )
