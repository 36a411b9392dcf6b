"""What the pages of the desk share: who may enter, and an act that leads back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.http import SeatRequest
from common.errors import Refused
from common.results import require
from reporting import rules
from reporting.models import Call
from reporting.policy import Act


def desk_only(request: SeatRequest, act: Act) -> None:
    """Strangers find nothing; the presidency is told what is the Secretariat's alone."""
    if not request.seat.is_desk:
        raise Http404
    require(rules.may(request.seat, act))


def try_on(request: SeatRequest, act: Callable[[], Any], done: str, call: Call) -> HttpResponse:
    """Do it, say so or why not, and lead back to the tracker of the call."""
    try:
        act()
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:tracker", call.pk)
