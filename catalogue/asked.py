"""What the query string of a list asks for. An unknown name is refused with the names that are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.i18n import LANGUAGES
from common.resources import Resource


@dataclass(frozen=True)
class NotUnderstood(Exception):
    """The query string cannot be followed: `problems` {name: words}, and the names that may stand there."""

    problems: dict[str, str]
    valid: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """As problem+json."""
        return {
            "type": "about:blank",
            "title": _("The address asks for something that this list does not know."),
            "status": 400,
            "problems": self.problems,
            "valid": list(self.valid),
        }


def problem(error: NotUnderstood) -> HttpResponse:
    """The answer that says so."""
    return HttpResponse(orjson.dumps(error.told()), status=400, content_type="application/problem+json")


def filters_of(resource: Resource) -> tuple[str, ...]:
    return tuple(resource.filters.base_filters) if resource.filters else ()


def misnamed(query: QueryDict, valid: Iterable[str]) -> dict[str, str]:
    """What is wrong with the names of a query string: those that are unknown, and those given twice."""
    unknown, twice = _("Unknown."), _("Give it once; several values stand with commas between.")
    return {
        name: unknown if name not in valid else twice
        for name, values in query.lists()
        if name not in valid or len(values) > 1
    }


def asked(
    resource: Resource, seat: Seat, query: QueryDict, also: Iterable[str] = ("lang",)
) -> tuple[QuerySet[Any], str | None]:
    """The rows that the seat may read and the query names, and the one language it wants (None: both).

    Raises NotUnderstood for names that are unknown or given twice and for values that are no values.
    """
    valid = (*filters_of(resource), *also)
    problems = misnamed(query, valid)
    language = query.get("lang") or None
    if language not in (None, *LANGUAGES):
        problems["lang"] = _("en or es.")
    rows = resource.rows(seat)
    if resource.filters:
        found = resource.filters(query, rows)
        if not found.is_valid():
            problems |= {name: " ".join(map(str, errors)) for name, errors in found.errors.items()}
    if problems:
        raise NotUnderstood({name[:100]: words for name, words in problems.items()}, valid)
    return (found.qs if resource.filters else rows), language
