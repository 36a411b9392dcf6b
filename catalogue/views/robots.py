"""For search engines: sitemap and robots.txt."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from catalogue import sitemap as places
from common.http import public_page

XML = "application/xml; charset=utf-8"


@public_page
@require_safe
def sitemap(request: SeatRequest) -> HttpResponse:
    """The index of the sitemap's parts."""
    return render(request, "catalogue/sitemap_index.xml", {"parts": places.parts()}, content_type=XML)


@public_page
@require_safe
def sitemap_pages(request: SeatRequest) -> HttpResponse:
    """Pages that are always there."""
    return render(request, "catalogue/sitemap.xml", {"places": places.pages()}, content_type=XML)


@public_page
@require_safe
def sitemap_part(request: SeatRequest, name: str, number: int) -> HttpResponse:
    """Pages of the rows of one list."""
    resource = places.listed().get(name)
    found = list(places.part(resource, number)) if resource and 0 < number < 1000 else []
    if not found:
        raise Http404
    return render(request, "catalogue/sitemap.xml", {"places": found}, content_type=XML)


@require_safe
def robots(request: SeatRequest) -> HttpResponse:
    """Search engines read the public pages; a demonstration is for nobody's index."""
    if settings.PRODUCTION:
        closed = [f"Disallow: /{code}/{room}/" for code in ("en", "es") for room in ("search", "account", "desk")]
    else:
        closed = ["Disallow: /"]
    lines = ["User-agent: *", *closed, f"Sitemap: {settings.SITE_URL}{reverse('open:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
