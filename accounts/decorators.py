"""Who may open a page at all. What of it a seat may see or change is said by `visible_to` and the rules."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from accounts.http import SeatRequest

Page = Callable[..., HttpResponseBase]


def seat_required(page: Page) -> Page:
    """A page for people with a seat: others log in first, and nothing of it is kept by caches.

    A logged-in person whose membership has ended gets a page that says so (403). A script that asks for JSON gets
    401 `{"login": address}` or 403 `{"reason": words}` instead.
    """

    @wraps(page)
    def guarded(request: SeatRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wants_json = request.headers.get("Accept", "").startswith("application/json")
        if not request.seat.is_authenticated:
            if wants_json:
                return JsonResponse({"login": reverse("account_login")}, status=401)
            return redirect_to_login(request.get_full_path())
        if request.seat.membership is None:
            if wants_json:
                return JsonResponse({"reason": _("Your membership has ended.")}, status=403)
            response: HttpResponseBase = render(request, "accounts/seat_ended.html", status=403)
        else:
            response = page(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded
