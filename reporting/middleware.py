"""The short way of an autosave (ADR 13)."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from rest_framework.authentication import CSRFCheck

from accounts.http import SeatRequest
from accounts.sessions import Sitting, sitting_of
from common.i18n import LANGUAGES
from common.middleware import is_plain
from common.outcomes import Outcome, respond, text_of, version_of
from reporting.actions.going_on import keep_writing

FORM = "application/x-www-form-urlencoded"
LONGEST = 250_000
"""Bytes of a form that goes the short way; no answer that can be stored is longer."""
SITTINGS = 1024

Answerer = Callable[[HttpRequest], HttpResponseBase]
Sender = tuple[str, str, bool]
"""The session's key, the page's language, and whether the line is a secure one."""


class KeepWritingMiddleware:
    """Saves the text of a person who goes on writing, past what pages need; all else goes the long way.

    It stands before all other middleware. What the long way found out about the sender is remembered by the process,
    and believed by nobody: the statement that saves looks whether all of it still stands. The headers are those that
    the long way answered with. The forgery check is the library's. Every refusal is the long way's: here a text is
    saved, or nothing happens.
    """

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response
        self.forged = CSRFCheck(get_response).process_view
        self.known: dict[Sender, tuple[Sitting, dict[str, str]]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        place = _place(request)
        if place is None:
            return self.get_response(request)
        page_language, answer, language = place
        sender = (request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""), page_language, request.is_secure())
        if (known := self.known.get(sender)) and (response := self._saved_or_none(request, answer, language, *known)):
            return response
        response = self.get_response(request)
        if response.status_code == 200:
            self._remember(sender, cast(SeatRequest, request), response)
        return response

    def _saved_or_none(self, request: HttpRequest, *what: Any) -> HttpResponseBase | None:
        """A form that cannot be read and a host that is not ours are refused as everywhere, on the long way."""
        try:
            return self._saved(request, *what)
        except (BadRequest, SuspiciousOperation, UnreadablePostError):
            return None

    def _saved(
        self, request: HttpRequest, answer: UUID, language: str, sitting: Sitting, headers: dict[str, str]
    ) -> HttpResponseBase | None:
        text = text_of(request.POST)
        if text is None or not is_plain(request) or self.forged(request, None, (), {}):
            return None
        request.get_host()  # refuses a host that is not ours, as CommonMiddleware does for all others
        version = version_of(request.POST.get("version", ""))
        saved = keep_writing(answer=answer, language=language, text=text, version=version, by=sitting)
        if saved is None:
            return None
        response = respond(Outcome(200, saved))
        for name, value in headers.items():
            response.headers[name] = value
        response.headers["Content-Length"] = str(len(response.content))
        return response

    def _remember(self, sender: Sender, request: SeatRequest, response: HttpResponseBase) -> None:
        if sitting := sitting_of(request):
            if len(self.known) >= SITTINGS:
                self.known.clear()
            self.known[sender] = sitting, dict(response.headers)


def _place(request: HttpRequest) -> tuple[str, UUID, str] | None:
    """The page's language, the answer and the text's language, when the request is an autosave of a text."""
    meta = request.META
    length = meta.get("CONTENT_LENGTH", "")
    if (
        request.method != "POST"
        or request.content_type != FORM
        or not meta.get("HTTP_ACCEPT", "").startswith("application/json")
        or not length.isdecimal()
        or len(length) > len(str(LONGEST))
        or int(length) > LONGEST
    ):
        return None
    return _answer_text(request.path_info)


@lru_cache(maxsize=4096)
def _answer_text(path: str) -> tuple[str, UUID, str] | None:
    """What stands in an address of `reporting:answer-text`; None for every other address."""
    page_language, _, rest = path.removeprefix("/").partition("/")
    try:
        match = resolve(f"/{rest}", "reporting.urls")
    except Resolver404:
        return None
    language = match.kwargs.get("language")
    if match.url_name != "answer-text" or page_language not in LANGUAGES or language not in LANGUAGES:
        return None
    return page_language, match.kwargs["pk"], language
