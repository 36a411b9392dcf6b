"""The short way of those who read the interface without a key."""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

PREFIX = "/api/v1/"
SAFE = ("GET", "HEAD")

# A caller asks the same few addresses again and again; looking one up takes as long as an unchanged answer.
_match = lru_cache(maxsize=256)(resolve)


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
