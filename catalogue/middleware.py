"""Validators of public pages: a page that has not changed is answered with 304 before it is made."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import add_never_cache_headers, get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from catalogue.versions import PublicVersion, public_version
from common.i18n import current_language

SAFE = ("GET", "HEAD")
MESSAGES_COOKIE = "messages"
SHARED = "public, no-cache"
"""May be kept by anybody, and is asked for again each time: a 304 is cheap and a stale page impossible."""


class PublicPageMiddleware:
    """Gives pages marked by `common.http.public_page` an ETag, for visitors who are nobody in particular.

    A request with a session or a message waiting is not such a visitor's: its answer is kept by nobody. What a visitor
    gets holds no secret, so it is compressed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.compress: Any = GZipMiddleware(get_response).process_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        mark = getattr(request, "public_validators", None)
        if mark is None:
            return response
        etag, version = mark
        if version and response.status_code in (200, 304) and not response.cookies:
            _validate(response, etag, version)
            response = self.compress(request, response)
        elif not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        patch_vary_headers(response, ["Cookie"])
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The 304 of a page that the visitor already holds."""
        if not getattr(view, "is_public", False) or request.method not in SAFE:
            return None
        if settings.SESSION_COOKIE_NAME in request.COOKIES or MESSAGES_COOKIE in request.COOKIES:
            request.public_validators = ("", None)  # type: ignore[attr-defined]
            return None
        version = public_version()
        etag = version.etag(current_language(), request.get_full_path())
        request.public_validators = (etag, version)  # type: ignore[attr-defined]
        answer = get_conditional_response(request, etag, version.modified)
        return answer if answer is not None and answer.status_code == 304 else None


def _validate(response: HttpResponseBase, etag: str, version: PublicVersion) -> None:
    response["ETag"] = etag
    if version.modified:
        response["Last-Modified"] = http_date(version.modified)
    response["Cache-Control"] = SHARED
