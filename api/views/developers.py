"""Pages for developers, made from the same definitions as the interface itself."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from api.asking import LARGEST_PAGE, PAGE_SIZE, filter_names, orderings
from api.changes import CHANGES, ENDINGS
from api.reading import LARGEST_COUNT
from catalogue.registry import RESOURCES
from common.http import public_page
from common.resources import Field, Kind, Resource
from common.shapes import Link

KINDS = {
    Kind.UUID: gettext_lazy("identifier"),
    Kind.CODE: gettext_lazy("code"),
    Kind.TEXT: gettext_lazy("text"),
    Kind.BILINGUAL: gettext_lazy("text in both languages"),
    Kind.DATE: gettext_lazy("day"),
    Kind.MOMENT: gettext_lazy("moment in UTC"),
    Kind.NUMBER: gettext_lazy("number"),
    Kind.BOOLEAN: gettext_lazy("yes or no"),
    Kind.REFERENCE: gettext_lazy("code of something else"),
    Kind.LIST: gettext_lazy("list of codes"),
    Kind.OBJECTS: gettext_lazy("list"),
    Kind.URL: gettext_lazy("address"),
}


@dataclass(frozen=True)
class Line:
    """A field or a filter as the page tells it."""

    names: tuple[str, ...]
    kind: str
    words: str
    codes: tuple[str, ...] = ()


@public_page
@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """How to begin, what holds for every list, what changed."""
    context = {
        "resources": RESOURCES.values(),
        "limits": settings.API_LIMITS,
        "page_size": PAGE_SIZE,
        "largest_page": LARGEST_PAGE,
        "largest_count": LARGEST_COUNT,
        "changes": CHANGES,
        "endings": ENDINGS,
        "base": f"{settings.SITE_URL}/api/v1",
    }
    return render(request, "api/developers.html", context)


@public_page
@require_safe
def resource(request: HttpRequest, name: str) -> HttpResponse:
    """The fields, filters and orders of one list."""
    found = RESOURCES.get(name)
    if found is None:
        raise Http404
    context = {
        "resource": found,
        "fields": _fields(found),
        "filters": _filters(found),
        "orderings": orderings(found),
        "address": f"{settings.SITE_URL}/api/v1/{name}",
        "crumbs": [Link(_("For developers"), reverse("developers:start")), Link(str(found.title))],
    }
    return render(request, "api/resource.html", context)


def _fields(found: Resource) -> list[Line]:
    return [Line(one.outputs(), str(KINDS[one.kind]), str(one.help), _codes(one)) for one in found.fields]


def _codes(one: Field) -> tuple[str, ...]:
    """The codes that a field may hold, or the names in each object of a list."""
    return tuple(one.choices.values) if one.choices else tuple(part.name for part in one.parts)


def _filters(found: Resource) -> list[Line]:
    declared: dict[str, Any] = found.filters.base_filters if found.filters else {}
    return [Line((name,), "", str(declared[name].extra["help_text"])) for name in filter_names(found)]
