from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts import two_step
from accounts.http import SeatRequest
from accounts.seats import request_seat
from accounts.sessions import person_of
from common.http import never_kept

OPEN_WITHOUT_SECOND_STEP = ("account_", "mfa_", "health-", "set_language", "accounts:seats")
"""Names of pages that a person needs to log in, to set up the second step, or to act in another role."""


class PersonMiddleware(AuthenticationMiddleware):
    """Sets `request.user` as the library does, but takes the person that was read together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]


class SeatMiddleware:
    """Sets `request.seat`, looked up once per request and only when somebody asks for it.

    What a browser with a session is answered is kept by no cache, unless the page says otherwise.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.seat = SimpleLazyObject(lambda: request_seat(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and response.status_code != 304 and not response.has_header("Cache-Control"):
            never_kept(response)
        return response


class TwoStepMiddleware:
    """Leads a person whose role asks for two-step log-in to set it up before any other page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.TWO_STEP_ROLES or (match and match.view_name.startswith(OPEN_WITHOUT_SECOND_STEP)):
            return None
        seated = cast(SeatRequest, request)
        if not two_step.asked_of(seated.seat) or two_step.is_set_up(seated):
            return None
        address = reverse("mfa_activate_totp")
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"login": address}, status=401)
        messages.info(request, _("Your role asks for two-step log-in. Set it up now; all else waits until then."))
        return redirect(address)
