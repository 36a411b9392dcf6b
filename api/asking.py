"""What was asked for, checked: all parameters that are not known and all values without sense are told at once."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.core import signing
from django.db import models
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accounts.seats import PUBLIC, Seat
from api.problems import BadParameters
from common.i18n import LANGUAGES
from common.resources import Field, Resource
from common.shelf import Shelf

PAGE_SIZE = 50
LARGEST_PAGE = 100
MAX_PARAMETER = 6000
FOR_ONE = ("lang", "fields")
FOR_MANY = (*FOR_ONE, "ordering", "limit", "cursor", "count", "updated_since")
CHANGES = "updated_at"
LISTS = Shelf("interface")
"""Lists for anybody."""

Errors = dict[str, list[str]]


@dataclass(frozen=True)
class Asked:
    """A checked question.

    `column` is what rows are ordered by; `after` is the place (value, id) to go on from; `since` asks for changes.
    """

    resource: Resource
    fields: tuple[Field, ...]
    language: str | None = None
    seat: Seat = PUBLIC
    order: str = ""
    column: str = ""
    limit: int = PAGE_SIZE
    after: tuple[Any, str] | None = None
    count: bool = False
    since: datetime | None = None
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def descending(self) -> bool:
        return self.order.startswith("-")

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.fields)

    @cached_property
    def shape(self) -> Hashable:
        """All that tells its page from others, but the place to go on from."""
        filters = tuple(self.filters.items())
        return self.resource.name, self.names, self.language, self.order, self.limit, self.after is None, filters

    @property
    def filtered(self) -> Any:
        """The filters with what they leave of the rows that the seat may read; None where there are none.

        Made anew each time: the rows have read the clock, and who composes a list wants to know when.
        """
        if not (self.resource.filters and self.filters):
            return None
        return self.resource.filters(self.filters, queryset=self.resource.rows(self.seat))

    @property
    def rows(self) -> models.QuerySet[Any]:
        """What is asked for, of what the seat may read, in no order yet."""
        filtered = self.filtered
        return filtered.qs if filtered is not None else self.resource.rows(self.seat)


def filter_names(resource: Resource) -> list[str]:
    return list(resource.filters.base_filters) if resource.filters else []


def orderings(resource: Resource) -> list[str]:
    """The names a list may be ordered by, each also backwards."""
    return [sign + name for name in resource.order for sign in ("", "-")]


def read_one(resource: Resource, query: QueryDict) -> Asked:
    """The question for one thing. Raises BadParameters."""
    errors = _unknown(query, FOR_ONE)
    asked = Asked(resource, _fields(resource, query, errors), _language(query, errors))
    if errors:
        raise BadParameters(errors, parameters=list(FOR_ONE), fields=[one.name for one in resource.fields])
    return asked


def read_list(resource: Resource, query: QueryDict, seat: Seat = PUBLIC) -> Asked:
    """The question for a list of what the seat may read. Raises BadParameters with all that is wrong."""
    names = filter_names(resource)
    errors = _unknown(query, (*FOR_MANY, *names))
    since = _since(query, errors)
    order = _order(resource, query, since, errors)
    asked = Asked(
        resource,
        _fields(resource, query, errors),
        _language(query, errors),
        seat,
        order,
        resource.changed if since else resource.order.get(order.lstrip("-"), ""),
        _limit(query, errors),
        _place(query, _scope(resource, order, since), errors),
        _flag(query, "count", errors),
        since,
        {name: str(query[name]) for name in names if name in query},
    )
    # What stands on the shelf was checked when it was put there.
    filtered = asked.filtered if errors or asked.shape not in LISTS else None
    if filtered is not None and not filtered.is_valid():
        errors |= {name: [str(word) for word in words] for name, words in filtered.errors.items()}
    if errors:
        raise BadParameters(
            errors,
            parameters=[*FOR_MANY, *names],
            fields=[one.name for one in resource.fields],
            ordering=orderings(resource),
        )
    return asked


def cursor_of(asked: Asked, value: Any, key: str) -> str:
    """The place after a row as one signed word: nobody else can make one up."""
    tag = "t" if isinstance(value, datetime) else "d" if isinstance(value, date) else ""
    told = value.isoformat() if tag else value
    return signing.dumps([tag, told, key], salt=_scope(asked.resource, asked.order, asked.since))


def _scope(resource: Resource, order: str, since: datetime | None) -> str:
    return f"api.cursor:{resource.name}:{'changes' if since else order}"


def _unknown(query: QueryDict, known: tuple[str, ...]) -> Errors:
    errors: Errors = {}
    for name, values in query.lists():
        shown = name[:60].replace("\x00", "�")
        if name not in known:
            errors[shown] = [_("There is no such parameter here.")]
        elif len(values) > 1:
            errors[shown] = [_("This parameter was given more than once.")]
        elif len(values[0]) > MAX_PARAMETER or "\x00" in values[0]:
            errors[shown] = [_("This value cannot be read.")]
    return errors


def _language(query: QueryDict, errors: Errors) -> str | None:
    value = query.get("lang")
    if value is None or value in LANGUAGES:
        return value
    errors["lang"] = [_("One of: %(names)s.") % {"names": ", ".join(LANGUAGES)}]
    return None


def _fields(resource: Resource, query: QueryDict, errors: Errors) -> tuple[Field, ...]:
    value = query.get("fields")
    if value is None:
        return resource.fields
    known = {one.name for one in resource.fields}
    names = [name.strip() for name in value.split(",")]
    if wrong := sorted({name[:60] for name in names} - known):
        errors["fields"] = [_("There is no field “%(name)s”.") % {"name": name} for name in wrong[:5]]
        return ()
    return resource.chosen(names)


def _since(query: QueryDict, errors: Errors) -> datetime | None:
    value = query.get("updated_since")
    if value is None:
        return None
    try:
        moment = parse_datetime(value.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or not 1970 <= moment.year <= 9000:
        errors["updated_since"] = [_("A moment such as 2026-01-31T00:00:00Z.")]
        return None
    # In UTC: PostgreSQL does not know every offset that Python knows.
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _order(resource: Resource, query: QueryDict, since: datetime | None, errors: Errors) -> str:
    value = query.get("ordering")
    if value is None:
        return CHANGES if since else next(iter(resource.order))
    if since and value != CHANGES:
        errors["ordering"] = [_("Changes come in the order of updated_at.")]
    elif value not in orderings(resource):
        errors["ordering"] = [_("One of: %(names)s.") % {"names": ", ".join(orderings(resource))}]
    else:
        return value
    return CHANGES if since else next(iter(resource.order))


def _limit(query: QueryDict, errors: Errors) -> int:
    value = query.get("limit")
    if value is None:
        return PAGE_SIZE
    if value.isascii() and value.isdecimal() and len(value) < 4 and 1 <= int(value) <= LARGEST_PAGE:
        return int(value)
    errors["limit"] = [_("A whole number from 1 to %(largest)s.") % {"largest": LARGEST_PAGE}]
    return PAGE_SIZE


def _flag(query: QueryDict, name: str, errors: Errors) -> bool:
    value = query.get(name, "false")
    if value not in ("true", "false"):
        errors[name] = [_("One of: %(names)s.") % {"names": "true, false"}]
    return value == "true"


def _place(query: Mapping[str, Any], scope: str, errors: Errors) -> tuple[Any, str] | None:
    value = query.get("cursor")
    if value is None:
        return None
    try:
        tag, told, key = signing.loads(value, salt=scope)
    except (signing.BadSignature, ValueError):
        errors["cursor"] = [_("Use the address of the next page as it was given.")]
        return None
    if tag == "t":
        told = datetime.fromisoformat(told)
    elif tag == "d":
        told = date.fromisoformat(told)
    return told, key
