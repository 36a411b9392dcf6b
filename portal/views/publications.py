"""What the Conference publishes: editions of its reports with their files."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from portal.queries.record import editions

PER_PAGE = 20


@public_page
@require_safe
def publication_list(request: SeatRequest) -> HttpResponse:
    """Editions, newest first: each file with language, paper, size and checksum."""
    page = Paginator(editions(request.seat), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "feed": reverse("catalogue:feed-list", args=["editions"])}
    return render(request, "portal/publication_list.html", context)
