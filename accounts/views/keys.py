"""A person's keys of the open interface: made and shown once, seen and revoked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import keys as actions
from accounts.decorators import seat_required
from accounts.forms import KeyForm
from accounts.http import SeatRequest
from accounts.models import ApiKey
from common.errors import Refused


@seat_required
@require_http_methods(["GET", "POST"])
def keys(request: SeatRequest) -> HttpResponse:
    """The keys of this person in this seat; a new one is told in the answer to the form and nowhere else."""
    form = KeyForm(request.POST or None, seat=request.seat)
    token, made = "", None
    if request.method == "POST" and form.is_valid():
        try:
            made, token = actions.create_key(**form.cleaned_data, by=request.seat)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            form = KeyForm(seat=request.seat)
    context = {
        "keys": ApiKey.objects.filter(membership=request.seat.membership),
        "form": form,
        "made": made,
        "token": token,
    }
    return render(request, "accounts/keys.html", context, status=422 if form.errors else 200)


@seat_required
@require_POST
def key_revoke(request: SeatRequest, pk: str) -> HttpResponse:
    """End one of the own keys."""
    key = get_object_or_404(ApiKey.objects.filter(membership=request.seat.membership), pk=pk)
    actions.revoke_key(key=key, by=request.seat)
    messages.success(request, _("The key is revoked: it opens nothing any more."))
    return redirect("accounts:keys")
