"""What every address of the interface does before and after its own work."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
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
from api.validators import Validators, finish, language_of
from catalogue.versions import PublicVersion
from common.i18n import current_language

JSON = "application/json"


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
        finish(request, response, current_language(), key)

    def validated(self, request: HttpRequest, key: ApiKey | None, make: Callable[[], HttpResponse]) -> HttpResponse:
        """The answer that `make` gives, with its validators; 304 for who holds it already. One query."""
        validators = Validators(request, current_language(), key)
        self.version = validators.version
        return validators.put_on(validators.unchanged() or validators.made(make()))


def json(value: Any, headers: dict[str, str] | None = None) -> HttpResponse:
    """A value as the answer of a view."""
    return HttpResponse(dumps(value), content_type=JSON, headers=headers)


def told(code: int, detail: str, **more: Any) -> Response:
    """A problem as the answer of a view."""
    return Response(problem(code, detail, **more), status=code, content_type=CONTENT_TYPE)
