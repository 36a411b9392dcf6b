"""What the Conference publishes: editions of its reports with their files."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import Language
from accounts.http import SeatRequest
from common.filtering import Day
from common.http import public_page
from portal.queries.filtering import choice, filtered, kept
from portal.queries.record import editions
from publications.exports import SHARED
from publications.filters import EditionFilters

FILTERS = ("kind", "language", "document", "published_from", "published_to")
PER_PAGE = 20


@public_page
@require_safe
def publication_list(request: SeatRequest) -> HttpResponse:
    """Editions, newest first: each file with language, paper, size and checksum."""
    found = filtered(EditionFilters, editions(request.seat), request.GET.dict(), FILTERS)
    choices = [
        choice("kind", _("Kind"), [(str(kind), str(kind.label)) for kind in SHARED], found.asked),
        choice("language", _("Language"), [(str(code), str(words)) for code, words in Language.choices], found.asked),
    ]
    days = [
        Day(name, str(label), found.asked.get(name, ""))
        for name, label in (("published_from", _("From")), ("published_to", _("To")))
    ]
    context = {
        "page": Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page")),
        "filtered": found,
        "choices": choices,
        "days": days,
        "kept": kept(request.GET, [*choices, *days], found),
    }
    return render(request, "portal/publication_list.html", context)
