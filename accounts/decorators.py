"""Who may open a page at all. What of it a seat may see or change is said by `visible_to` and the rules."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from common.http import never_kept

TYPED = ("text", "remark", "label", "topic", "title", "note")
"""Names of fields in which a person writes begin with one of these."""
Page = Callable[..., HttpResponseBase]


def typed_texts(request: SeatRequest) -> list[str]:
    """The texts that a person typed into a form that cannot be saved now, without those that did not change."""
    if request.method != "POST":
        return []
    found = []
    for name, value in request.POST.items():
        text = str(value).strip()
        if name.startswith(TYPED) and text and text != request.POST.get(f"was{name.removeprefix('text')}", "").strip():
            found.append(text)
    return found


def _keep_for_copying(request: SeatRequest, template: str, status: int, typed: list[str]) -> HttpResponseBase:
    response = render(request, template, {"typed": typed, "login": reverse("account_login")}, status=status)
    never_kept(response)
    return response


def seat_required(page: Page) -> Page:
    """A page for people with a seat: others log in first, and nothing of it is kept by caches.

    A logged-in person whose membership has ended gets a page that says so (403). Either page gives back the texts that
    came with a form, so that they can be copied. A script that asks for JSON gets 401 `{"login": address}` or 403
    `{"reason": words}` instead.
    """

    @wraps(page)
    def guarded(request: SeatRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wants_json = request.META.get("HTTP_ACCEPT", "").startswith("application/json")
        if not request.seat.is_authenticated:
            if wants_json:
                return JsonResponse({"login": reverse("account_login")}, status=401)
            if typed := typed_texts(request):
                return _keep_for_copying(request, "accounts/logged_out.html", 401, typed)
            return redirect_to_login(request.get_full_path())
        if request.seat.membership is None:
            if wants_json:
                return JsonResponse({"reason": _("Your membership has ended.")}, status=403)
            response = _keep_for_copying(request, "accounts/seat_ended.html", 403, typed_texts(request))
        else:
            response = page(request, *args, **kwargs)
        never_kept(response)
        return response

    return guarded
