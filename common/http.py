"""Marks on pages that the machinery above reads."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase

Page = TypeVar("Page", bound=Callable[..., object])


def public_page(page: Page) -> Page:
    """A page that reads the same for every visitor who is not logged in, whom shared caches may serve.

    `catalogue.middleware` gives it a validator: nothing but the address, the language and the version of what is
    public may change such a page.
    """
    page.is_public = True  # type: ignore[attr-defined]
    return page


def onward(request: Any, address: str) -> HttpResponse:
    """After a form was saved: a redirect, or for a script that asks for JSON {"next": address}."""
    if request.META.get("HTTP_ACCEPT", "").startswith("application/json"):
        return JsonResponse({"next": address})
    return HttpResponseRedirect(address)


def caller(request: Any) -> str:
    """The address a request comes from. In production the proxy writes it; nobody else reaches the portal."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PRODUCTION else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def within_hour(name: str, limit: int) -> bool:
    """Count one more under a name in the present hour: is it within the limit?"""
    key = f"hour:{name}:{int(time.time() // 3600)}"
    cache.add(key, 0, 3600)
    return int(cache.incr(key)) <= limit


def never_kept(response: HttpResponseBase) -> None:
    """What Django's `add_never_cache_headers` says, without putting it together anew for each answer."""
    response.headers["Cache-Control"] = "max-age=0, no-cache, no-store, must-revalidate, private"
