"""Validators of an answer, what every answer carries, and the answer to who holds it already."""

import logging

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.models import ApiKey
from api.rendering import dumps
from catalogue.versions import PublicVersion, public_version, shared_version
from common.i18n import LANGUAGES

log = logging.getLogger("api.requests")
ANYBODY = "public, no-cache"
ONE_PERSON = "private, no-cache"
NOBODY = "no-store"
VARY = "Accept, Accept-Language, Authorization, Origin"
SAFE = ("GET", "HEAD")
TAKES_JSON = ("", "*/*", "application/json")


class Validators:
    """Which version of what was published an answer shows, and its strong validator in this language, for this key.

    The version is asked for once in a request, before the rows: what changes in between is found by the next request.
    """

    def __init__(self, request: HttpRequest, language: str, key: ApiKey | None) -> None:
        self.request = request
        self.key = key
        self.version = _version_of(request, key)
        self.etag = self.version.etag(request.get_full_path(), language, str(key.membership_id) if key else "")
        self.modified = self.version.modified

    def unchanged(self) -> HttpResponse | None:
        """304 without a body for who holds the answer already."""
        if self._holds_any():
            return None
        known = get_conditional_response(self.request, self.etag, self.modified)
        return HttpResponse(status=304) if known is not None and known.status_code == 304 else None

    def made(self, response: HttpResponse) -> HttpResponse:
        """The answer, or 304 for who holds any: that there is one shows only when it is made."""
        return HttpResponse(status=304) if self._holds_any() else response

    def _holds_any(self) -> bool:
        return self.request.META.get("HTTP_IF_NONE_MATCH", "").strip() == "*"

    def put_on(self, response: HttpResponse) -> HttpResponse:
        headers = response.headers
        headers["ETag"] = self.etag
        if self.modified:
            headers["Last-Modified"] = http_date(self.modified)
        headers["Cache-Control"] = ONE_PERSON if self.key else ANYBODY
        return response


def holds_the_answer(request: HttpRequest) -> bool:
    """Whether who asks without a key has the answer as it is now. One query, for who says what it has."""
    if request.method not in SAFE or not request.META.keys() & {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}:
        return False
    return Validators(request, language_of(request), None).unchanged() is not None


def _version_of(request: HttpRequest, key: ApiKey | None) -> PublicVersion:
    if not hasattr(request, "version_read"):
        request.version_read = shared_version() if key else public_version()  # type: ignore[attr-defined]
    version: PublicVersion = request.version_read  # type: ignore[attr-defined]
    return version


def finish(request: HttpRequest, response: HttpResponseBase, language: str, key: ApiKey | None) -> None:
    """What every answer carries, and its line in the log: who asked what, what came of it, what was visible then."""
    headers = response.headers
    if rate := getattr(request, "rate", None):
        headers["RateLimit-Limit"], headers["RateLimit-Remaining"] = str(rate[0]), str(rate[1])
    headers.setdefault("Cache-Control", NOBODY)
    headers["Content-Language"] = language
    headers["Vary"] = VARY
    if log.isEnabledFor(logging.INFO):
        version: PublicVersion | None = getattr(request, "version_read", None)
        told = {
            "method": request.method,
            "path": request.get_full_path()[:500],
            "status": response.status_code,
            "key": key.prefix if key else None,
            "version": version.token if version else None,
        }
        log.info(dumps(told).decode())


def language_of(request: HttpRequest) -> str:
    """`lang`, else the first language of the header that the portal speaks, else English."""
    asked = request.GET.get("lang")
    if asked in LANGUAGES:
        return str(asked)
    for tag, _quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:200].lower()):
        if tag[:2] in LANGUAGES:
            return tag[:2]
    return "en"


def plainly_asked(request: HttpRequest) -> bool:
    """Read without a key and taken as JSON, as nearly all callers do."""
    meta = request.META
    return request.method in SAFE and "HTTP_AUTHORIZATION" not in meta and meta.get("HTTP_ACCEPT", "") in TAKES_JSON
