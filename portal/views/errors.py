"""Error pages: what happened, what is safe, what to do next. A script that asks for JSON gets the reason alone."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from api.problems import CONTENT_TYPE, problem
from common.middleware import NotUtf8
from portal.context_processors import languages

API = "/api/"


def wants_json(request: HttpRequest) -> bool:
    """The request comes from a script of ours, which names JSON alone."""
    return request.headers.get("Accept", "").startswith("application/json")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 with what is wrong, as far as it is known: too much at once, too many fields, not UTF-8."""
    return _answer(request, "errors/400.html", 400, _why_unreadable(exception))


def _why_unreadable(exception: Exception) -> str:
    if isinstance(exception, TooManyFieldsSent | TooManyFilesSent):
        return _("This form sent more fields than the portal reads at once (%(limit)s).") % {
            "limit": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        }
    if isinstance(exception, RequestDataTooBig):
        return _("This is more than the portal reads at once (%(limit)s MB).") % {
            "limit": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
        }
    if isinstance(exception, NotUtf8) or "UTF-8" in str(exception):
        return _("The text was not sent as UTF-8, so its letters could not be read with certainty.")
    return _("The portal could not read this request.")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the reason that a rule gave (`PermissionDenied(why)`)."""
    why = str(exception) or _("Your role does not allow this.")
    return _answer(request, "errors/403.html", 403, why)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, "errors/404.html", 404, _("This page does not exist, or it is not open to you."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the forgery check: usually a page that was open while the person logged in or out elsewhere.

    The JSON answer carries `csrf: true`, so that the script can fetch a new token and send the text again.
    """
    why = _("This page had grown old: you logged in or out since it was opened.")
    if wants_json(request):
        return JsonResponse({"reason": why, "csrf": True}, status=403)
    return render(request, "errors/csrf.html", {"why": why}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, written without the database, the session or the seat: any of them may be what failed."""
    if request.path.startswith(API):
        told = problem(500, _("What was saved before is safe. The failure has been recorded."))
        return JsonResponse(told, status=500, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
    if wants_json(request):
        return JsonResponse({"reason": _("Something failed on our side.")}, status=500)
    context = {"page_languages": languages(request.get_full_path()), "demonstration": settings.DEMONSTRATION}
    return HttpResponse(render_to_string("errors/500.html", context), status=500)


def _answer(request: HttpRequest, template: str, status: int, why: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"reason": why}, status=status)
    return render(request, template, {"why": why}, status=status)
