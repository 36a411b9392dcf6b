"""The register of conclusions: every line of every document that the reader may read, meeting by meeting."""

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Country
from accounts.seats import Seat
from common.http import public_page
from common.i18n import pick, sort_by_name
from events import queries
from events.enums import Disposition
from events.filters import ConclusionFilters, choices_of, days_of, meetings_of
from events.models import Conclusion, Event
from events.verbs import VERBS
from portal.queries.filtering import Choice, Filtered, choice, filtered, kept
from reporting.models import Cycle

FILTERS = tuple(ConclusionFilters.base_filters)
PER_PAGE = 50
NEWEST_FIRST = (F("event__starts").desc(nulls_last=True), "event__code", "order")
"""Meetings; the lines of a document stay in the document's own order."""


@public_page
@require_safe
def conclusion_list(request: SeatRequest) -> HttpResponse:
    """What meetings concluded, verbatim, each line with what became of it; narrowed as the interface narrows."""
    rows = Conclusion.objects.visible_to(request.seat)
    found = filtered(ConclusionFilters, rows, request.GET.dict(), FILTERS)
    shown = found.rows.select_related("event").order_by(*NEWEST_FIRST)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    lines = list(page.object_list)
    choices, days = _choices(found, request.seat), days_of(found.asked)
    context = {
        "page": page,
        "meetings": [(event, list(its)) for event, its in groupby(lines, key=lambda line: line.event)],
        "commitments": queries.commitments_of(lines, request.seat),
        "happened": queries.what_happened(lines, request.seat),
        "filtered": found,
        "choices": choices,
        "days": days,
        "kept": kept(request.GET, [*choices, *days], found),
    }
    return render(request, "events/conclusion_list.html", context)


def _choices(found: Filtered, seat: Seat) -> list[Choice]:
    """What can be chosen is what the seat can find: meetings and proposers that stand in some document."""
    seen = Conclusion.objects.visible_to(seat)
    events = Event.objects.visible_to(seat).filter(pk__in=seen.values("event"))
    meetings = meetings_of(events.order_by("-starts", "code"))
    proposers = sort_by_name(Country.objects.filter(pk__in=seen.values("proposer_country")))
    cycles = [(cycle.code, pick(cycle, "name")) for cycle in Cycle.objects.announced().order_by("-starts")]
    return [
        choice("event", _("Meeting"), meetings, found.asked),
        choice("verb", _("What it does"), [(verb.code, str(verb.label)) for verb in VERBS], found.asked),
        choice("proposer", _("Proposal of"), [(row.code, pick(row, "name")) for row in proposers], found.asked),
        choice(
            "disposition", _("What was done with it"),
            [(str(code), str(words)) for code, words in Disposition.choices], found.asked,
        ),
        *choices_of(events, found.asked, cycles),
    ]  # fmt: skip
