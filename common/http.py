"""Marks on pages that the machinery above reads."""

from collections.abc import Callable
from typing import TypeVar

from django.http.response import HttpResponseBase

Page = TypeVar("Page", bound=Callable[..., object])


def public_page(page: Page) -> Page:
    """A page that reads the same for every visitor who is not logged in, whom shared caches may serve.

    `catalogue.middleware` gives it a validator: nothing but the address, the language and the version of what is
    public may change such a page.
    """
    page.is_public = True  # type: ignore[attr-defined]
    return page


def never_kept(response: HttpResponseBase) -> None:
    """What Django's `add_never_cache_headers` says, without putting it together anew for each answer."""
    response.headers["Cache-Control"] = "max-age=0, no-cache, no-store, must-revalidate, private"
