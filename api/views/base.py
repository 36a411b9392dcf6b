"""What every address of the interface does before and after its own work."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.enums import KeyScope
from accounts.models import ApiKey
from accounts.seats import Seat
from api.authentication import KeyAuthentication, seat_of_request
from api.problems import CONTENT_TYPE, problem
from api.rendering import JsonParser, JsonRenderer, dumps
from api.throttling import Throttle
from catalogue.versions import PublicVersion, public_version, shared_version
from common.i18n import LANGUAGES, current_language

log = logging.getLogger("api.requests")
ANYBODY = "public, no-cache"
ONE_PERSON = "private, no-cache"
NOBODY = "no-store"
VARY = "Accept, Accept-Language, Authorization"
JSON = "application/json"
SAFE = ("GET", "HEAD")
TAKES_JSON = ("", "*/*", JSON)


class NoFormatParameter(DefaultContentNegotiation):
    """The header Accept decides alone."""

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        return renderers


class ApiView(APIView):
    """Keys, limits, language, errors and the line in the log. `scope`: what a key must be for; '' is open to all."""

    authentication_classes = [KeyAuthentication]
    throttle_classes = [Throttle]
    permission_classes: list[Any] = []
    renderer_classes = [JsonRenderer]
    parser_classes = [JsonParser]
    content_negotiation_class = NoFormatParameter
    metadata_class = None
    scope = ""
    seat: Seat
    version: PublicVersion | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        translation.activate(language_of(request))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.seat = seat_of_request(request)
        if not self.scope:
            return
        if request.auth is None:
            raise NotAuthenticated
        if self.scope not in request.auth.scopes:
            raise PermissionDenied(
                translation.gettext("This key was not made for this. It needs: %(scope)s.")
                % {"scope": KeyScope(self.scope).label}
            )

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        self.finish(request._request, response, getattr(request, "_auth", None))
        return response

    def finish(self, request: HttpRequest, response: Any, key: ApiKey | None) -> None:
        """What every answer carries, and its line in the log."""
        headers = response.headers
        if rate := getattr(request, "rate", None):
            headers["RateLimit-Limit"], headers["RateLimit-Remaining"] = str(rate[0]), str(rate[1])
        headers.setdefault("Cache-Control", NOBODY)
        headers["Content-Language"] = current_language()
        headers["Vary"] = VARY
        if log.isEnabledFor(logging.INFO):
            self._note(request, response, key)

    def validated(self, request: HttpRequest, key: ApiKey | None, make: Callable[[], HttpResponse]) -> HttpResponse:
        """The answer that `make` gives, with its validators; 304 for who holds it already. One query.

        The version is read before the rows: what changes in between is found by the next request.
        """
        version = self.version = shared_version() if key else public_version()
        etag = version.etag(request.get_full_path(), current_language(), str(key.membership_id) if key else "")
        known = get_conditional_response(request, etag, version.modified)
        response = HttpResponse(status=304) if known is not None and known.status_code == 304 else make()
        headers = response.headers
        headers["ETag"] = etag
        if version.modified:
            headers["Last-Modified"] = http_date(version.modified)
        headers["Cache-Control"] = ONE_PERSON if key else ANYBODY
        return response

    def _note(self, request: HttpRequest, response: Any, key: ApiKey | None) -> None:
        """One line: who asked what, what it came to, and which version was visible then."""
        told = {
            "method": request.method,
            "path": request.get_full_path()[:500],
            "status": response.status_code,
            "key": key.prefix if key else None,
            "version": self.version.token if self.version else None,
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


def json(value: Any, headers: dict[str, str] | None = None) -> HttpResponse:
    """A value as the answer of a view."""
    return HttpResponse(dumps(value), content_type=JSON, headers=headers)


def told(code: int, detail: str, **more: Any) -> Response:
    """A problem as the answer of a view."""
    return Response(problem(code, detail, **more), status=code, content_type=CONTENT_TYPE)
