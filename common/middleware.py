"""What every posted form must be before a page reads it, and the policy that every answer carries."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import gettext as _
from whitenoise.middleware import WhiteNoiseMiddleware

NUL = "\x00"
REPLACED = "\ufffd"
SQUEEZED = (".css", ".js", ".svg")
_compress: Any = GZipMiddleware(lambda request: HttpResponse()).process_response


class StaticMiddleware(WhiteNoiseMiddleware):
    """Files of style, script and drawing go out compressed, also where none was compressed beforehand: they hold no
    secret, and a first visit stays light.
    """

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponseBase:
        # The library compares validators letter by letter, and that of a file compressed here is a weak one.
        if held := request.META.get("HTTP_IF_NONE_MATCH"):
            request.META["HTTP_IF_NONE_MATCH"] = held.removeprefix("W/")
        response: HttpResponseBase = WhiteNoiseMiddleware.serve(static_file, request)
        if request.method == "GET" and response.status_code == 200 and request.path.endswith(SQUEEZED):
            return _compress(request, response)
        return response


class NotUtf8(BadRequest):
    """The form was not sent as UTF-8; reading it all the same would put other letters into the text."""


class PostedTextMiddleware:
    """Refuses forms that are not UTF-8 (400) and takes out NUL, which carries no word and no database column holds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if request.method != "POST":
            return
        if request.content_type == "application/x-www-form-urlencoded" and _may_not_be_utf8(request):
            _require_utf8(request.body)
        if any(NUL in value for _name, values in request.POST.lists() for value in values):
            request.POST = _without_nul(request.POST)  # type: ignore[assignment]
            messages.info(request, _("Characters that cannot be stored or printed were removed."))


def _may_not_be_utf8(request: HttpRequest) -> bool:
    """Reading puts this sign in the place of what is not UTF-8; a body with other than ASCII is read in two ways."""
    fields = request.POST.lists()
    return not request.body.isascii() or any(REPLACED in text for name, texts in fields for text in (name, *texts))


def _require_utf8(body: bytes) -> None:
    try:
        unquote_to_bytes(body).decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8 from error


def _without_nul(posted: QueryDict) -> QueryDict:
    cleaned = posted.copy()
    for name, values in posted.lists():
        cleaned.setlist(name, [value.replace(NUL, "") for value in values])
    return cleaned


def is_plain(request: HttpRequest) -> bool:
    """Nothing of the form needs `PostedTextMiddleware`: it is UTF-8 without doubt, and without NUL."""
    return not _may_not_be_utf8(request) and not any(NUL in text for _, texts in request.POST.lists() for text in texts)


class PolicyMiddleware(CSPMiddleware):
    """The content security policy of the settings, built once; the library builds it anew for every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if any(name.startswith("_csp") for name in vars(response)):  # a page with a policy of its own
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.policy)
        return response
