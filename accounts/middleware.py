from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.seats import request_seat


class SeatMiddleware:
    """Sets `request.seat`, looked up once per request and only when somebody asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.seat = SimpleLazyObject(lambda: request_seat(request))  # type: ignore[attr-defined]
        return self.get_response(request)
