"""Pages about open data: the lists and their files, what changed, one thing of a list."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from catalogue import nightly
from catalogue.asked import filters_of
from catalogue.bulk.streams import FORMATS
from catalogue.changes import latest
from catalogue.entries import entry_plan
from catalogue.registry import RESOURCES
from common.http import public_page
from common.i18n import current_language
from common.resources import Kind, plan
from common.shapes import Link

SHOWN = 60


@public_page
@require_safe
def data(request: SeatRequest) -> HttpResponse:
    """Every list with its files, the files of the night, dictionary, licence and how to cite."""
    release = nightly.in_force()
    files = {file["name"]: file for file in release.files} if release else {}
    lists = [
        {
            "resource": resource,
            "filters": filters_of(resource),
            "rows": files.get(f"{resource.name}.jsonl", {}).get("rows"),
            "formats": [
                {"format": format, "file": files.get(f"{resource.name}.{format.code}")} for format in FORMATS.values()
            ],
        }
        for resource in RESOURCES.values()
    ]
    context = {"release": release, "lists": lists, "licence": settings.LICENCE, "site": settings.SITE_URL}
    return render(request, "catalogue/data.html", context)


@public_page
@require_safe
def changes(request: SeatRequest) -> HttpResponse:
    """The latest changes over all lists."""
    crumbs = [Link(_("Open data"), reverse("catalogue:data")), Link(_("Changes"))]
    return render(request, "catalogue/changes.html", {"changes": latest(request.seat, SHOWN), "crumbs": crumbs})


@public_page
@require_safe
def record(request: SeatRequest, name: str, code: str) -> HttpResponse:
    """One thing of a list, with every field: the address of what has no page of its own."""
    resource = RESOURCES.get(name)
    if resource is None or "\x00" in code:
        raise Http404
    language = current_language()
    how, head = plan(resource.fields, language), entry_plan(resource, language)
    rows = resource.rows(request.seat).filter(**{resource.key: code})
    row = rows.values_list(*how.columns, *head.columns).first()
    if row is None:
        raise Http404
    width = len(how.columns)
    told = how.object(row[:width])
    fields: list[dict[str, Any]] = [
        {"field": field, "value": told[field.name], "language": told.get(f"{field.name}_language") or ""}
        for field in resource.fields
        if told[field.name] not in (None, "", []) and field.kind != Kind.OBJECTS
    ]
    context = {
        "resource": resource, "entry": head.entry(row[width:]), "fields": fields,
        "crumbs": [Link(_("Open data"), reverse("catalogue:data")), Link(str(resource.title)), Link(code)],
    }  # fmt: skip
    return render(request, "catalogue/record.html", context)
