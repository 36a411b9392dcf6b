"""The page that compares a quotation with the conclusions on record."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from common.http import public_page
from events.quotations import LONGEST, check_quotation


@public_page
@require_safe
def quotation(request: SeatRequest) -> HttpResponse:
    """Paste a text; the page says whether it matches an item, and shows where the words part."""
    text = request.GET.get("text", "").replace("\x00", "")[:LONGEST]
    context = {"text": text, "longest": LONGEST, "found": check_quotation(text, request.seat) if text.strip() else []}
    return render(request, "events/quotation.html", context)
