"""What the pages of commitments share."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import SeatRequest
from commitments.models import Commitment
from common.shapes import Link


def commitment_of(request: SeatRequest, code: str) -> Commitment:
    """A commitment that the seat reads, with whose it is. Two queries."""
    rows = Commitment.objects.visible_to(request.seat).select_related("country", "organ")
    return get_object_or_404(rows.prefetch_related("parties__country", "parties__body"), code=code)


def crumbs(commitment: Commitment | None = None, here: str = "") -> list[Link]:
    trail = [Link(_("Commitments"), reverse("portal:commitment-list"))]
    if commitment:
        trail.append(Link(commitment.reference, commitment.get_absolute_url()))
    return [*trail, Link(here)] if here else trail


def form_page(request: SeatRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    """A page of one form: 200, 422 with errors, 409 when somebody saved in the meantime (`conflict`)."""
    status = 409 if more.get("conflict") else 422 if form.errors else 200
    return render(request, "commitments/form.html", {"form": form, "title": title, "back": back, **more}, status=status)
