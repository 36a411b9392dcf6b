from collections.abc import Callable

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.seats import request_seat
from accounts.sessions import person_of


class PersonMiddleware(AuthenticationMiddleware):
    """Sets `request.user` as the library does, but takes the person that was read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]


class SeatMiddleware:
    """Sets `request.seat`, looked up once per request and only when somebody asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.seat = SimpleLazyObject(lambda: request_seat(request))  # type: ignore[attr-defined]
        return self.get_response(request)
