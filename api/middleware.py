"""The short ways of those who read the interface without a key."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from api.validators import SAFE, Validators, finish, language_of, plainly_asked

PREFIX = "/api/v1/"

# A caller asks the same few addresses again and again; looking one up takes as long as an unchanged answer.
_match = lru_cache(maxsize=256)(resolve)


class UnchangedMiddleware:
    """Answers who holds an answer already, before anything of it is looked up; all else goes on.

    It stands before all other middleware. A validator names a version, an address and a language, so that one that is
    still good is enough: the answer it was given with is the answer. 304 carries what RFC 9110 (15.4.5) asks for; the
    policies belong to the stored answer. It is logged like every other, and counts against no limit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return (self._unchanged(request) if _asks_whether_changed(request) else None) or self.get_response(request)

    def _unchanged(self, request: HttpRequest) -> HttpResponseBase | None:
        request.get_host()  # refuses a host that is not ours, as CommonMiddleware does for all others
        language = language_of(request)
        validators = Validators(request, language, None)
        response = validators.unchanged()
        if response is not None:
            finish(request, validators.put_on(response), language, None)
        return response


def _asks_whether_changed(request: HttpRequest) -> bool:
    """From a page of another site, or over a line that is to be a secure one, there is more to say.

    `*` asks whether there is any such answer, which no validator says.
    """
    meta = request.META
    return (
        meta.get("HTTP_IF_NONE_MATCH", "*").strip() != "*"
        and request.path_info.startswith(PREFIX)
        and "HTTP_ORIGIN" not in meta
        and plainly_asked(request)
        and (request.is_secure() or not settings.SECURE_SSL_REDIRECT)
    )


class InterfaceMiddleware:
    """Leads such a request straight to its view, past what pages need: session, person, forgery check, messages, seat.

    The interface looks at none of these. What every answer carries is put on by the middlewares that stand before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            request.method not in SAFE
            or not request.path_info.startswith(PREFIX)
            or "HTTP_AUTHORIZATION" in request.META
        ):
            return self.get_response(request)
        request.get_host()  # refuses a host that is not ours, as CommonMiddleware does for all others
        match = request.resolver_match = _match(request.path_info)
        response = match.func(request, *match.args, **match.kwargs)
        if render := getattr(response, "render", None):
            response = render()
        response["Content-Length"] = str(len(response.content))
        response["X-Frame-Options"] = "DENY"
        return response
