"""Every error of the interface as application/problem+json (RFC 9457), in the caller's language."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: gettext_noop("The request cannot be understood"),
    401: gettext_noop("The key is not accepted"),
    403: gettext_noop("This is not allowed"),
    404: gettext_noop("There is nothing here"),
    405: gettext_noop("This method is not allowed here"),
    406: gettext_noop("This format is not offered"),
    409: gettext_noop("Somebody saved in the meantime"),
    410: gettext_noop("This is no longer published"),
    412: gettext_noop("The precondition makes no sense"),
    413: gettext_noop("The request is too large"),
    415: gettext_noop("This kind of content is not read"),
    422: gettext_noop("The text was not saved"),
    423: gettext_noop("The call is closed"),
    428: gettext_noop("A precondition is needed"),
    429: gettext_noop("Too many requests"),
    500: gettext_noop("Something failed on our side"),
}


class Problem(exceptions.APIException):
    """An error with more to say: `more` are further members of the answer."""

    def __init__(self, code: int, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status_code = code
        self.more = more


class BadParameters(Problem):
    """400 that names every parameter at fault and lists what may be asked for."""

    def __init__(self, errors: dict[str, list[str]], **valid: list[str]) -> None:
        super().__init__(
            status.HTTP_400_BAD_REQUEST, _("Some parameters cannot be used: %(names)s.")
            % {"names": ", ".join(sorted(errors))}, errors=errors, **valid,
        )  # fmt: skip


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """The exception handler of the interface (None: not ours, a 500)."""
    told = _translated(error)
    if told is None:
        return None
    set_rollback()
    code, detail, more, headers = told
    return Response(problem(code, detail, **more), status=code, headers=headers, content_type=CONTENT_TYPE)


def problem(code: int, detail: str, **more: Any) -> dict[str, Any]:
    """The members of one problem."""
    title = _(TITLES[code]) if code in TITLES else HTTPStatus(code).phrase
    return {"type": "about:blank", "title": title, "status": code, "detail": detail, **more}


def _translated(error: Exception) -> tuple[int, str, dict[str, Any], dict[str, str]] | None:
    headers: dict[str, str] = {}
    if isinstance(error, Http404):
        return 404, _("There is nothing at this address, or it is not open to you."), {}, headers
    if isinstance(error, PermissionDenied):
        return 403, str(error) or _("Your role does not allow this."), {}, headers
    if isinstance(error, SuspiciousOperation):
        return 400, _("The portal could not read this request."), {}, headers
    if not isinstance(error, exceptions.APIException):
        return None
    more = getattr(error, "more", {})
    if scheme := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = scheme
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(max(1, int(wait)))
    return error.status_code, _detail(error), more, headers


WORDS: dict[type[exceptions.APIException], Any] = {
    exceptions.NotFound: gettext_lazy("There is nothing at this address, or it is not open to you."),
    exceptions.MethodNotAllowed: gettext_lazy("The header Allow names the methods of this address."),
    exceptions.NotAcceptable: gettext_lazy("The interface answers with application/json."),
    exceptions.UnsupportedMediaType: gettext_lazy("Send application/json."),
    exceptions.ParseError: gettext_lazy("The body is not valid JSON, or not of the expected shape."),
    exceptions.Throttled: gettext_lazy("Wait as long as the header Retry-After says."),
    exceptions.NotAuthenticated: gettext_lazy("Send a key: Authorization: Bearer …"),
}


def _detail(error: exceptions.APIException) -> str:
    return str(WORDS.get(type(error), error.detail))
