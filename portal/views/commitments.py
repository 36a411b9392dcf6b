"""Public pages of commitments: a list with filters, and one commitment with what became of it."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SeatRequest
from accounts.models import Body, Country
from accounts.seats import Seat
from commitments import rules
from commitments.enums import CommitmentKind, PartyRole, Progress
from commitments.filters import CommitmentFilters
from commitments.models import Carried, Commitment, StatusNote
from common.http import public_page
from common.i18n import pick, sort_by_name
from common.shapes import Link
from events import queries
from events.filters import meetings_of
from events.models import Event
from events.views.follow_up import AnswerForm
from portal.queries.declarations import declaration_behind
from portal.queries.filtering import Choice, Filtered, choice, days_of, filtered, kept

FILTERS = ("q", "status", "owner", "supporter", "organ", "meeting", "kind", "made_from", "made_to")
PER_PAGE = 30
SHOWN = ("parties__country", "parties__body", "objectives", "principles")


@public_page
@require_safe
def commitment_list(request: SeatRequest) -> HttpResponse:
    """What was undertaken, newest meeting first, narrowed by words, status, owner, organ, meeting and kind."""
    rows = Commitment.objects.visible_to(request.seat).shared()
    found = filtered(CommitmentFilters, rows, request.GET.dict(), FILTERS)
    shown = found.rows.prefetch_related("parties__country", "parties__body")
    choices, days = _choices(found, request.seat), days_of(found.asked, "made_from", "made_to")
    context = {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "filtered": found,
        "choices": choices,
        "days": days,
        "kept": kept(request.GET, [*choices, *days], found),
    }
    return render(request, "commitments/commitment_list.html", context)


@public_page
@require_safe
def commitment(request: SeatRequest, code: str) -> HttpResponse:
    """One commitment: its words, whose it is, where it comes from, its history with evidence."""
    rows = Commitment.objects.visible_to(request.seat).select_related("organ", "country")
    row = get_object_or_404(rows.prefetch_related(*SHOWN), code=code)
    origins = queries.origins_of(row, request.seat)
    fulfilments = queries.fulfilments_of(row, request.seat)
    answered = {link.event_id for link in fulfilments}
    happened = queries.what_happened(origins, request.seat)
    may_keep = rules.may_keep_commitments(request.seat)
    notes = StatusNote.objects.visible_to(request.seat).filter(commitment=row).select_related("source", "country")
    context = {
        "commitment": row,
        "answered": _answered(row, notes) if request.seat.is_member or request.seat.is_desk else [],
        "origins": origins,
        "declaration": declaration_behind(row, request.seat) if row.kind == CommitmentKind.DECLARATION else None,
        "links": [link for links in happened.values() for link in links if link.event_id not in answered],
        "fulfilments": fulfilments,
        "notes": notes,
        "carried": _carried(row) if request.seat.is_member or request.seat.is_desk else [],
        "may_keep": may_keep and not row.is_pledge,
        "may_note": rules.may_note(request.seat, row),
        "answer_form": AnswerForm() if may_keep and not row.is_pledge else None,
        "crumbs": [Link(_("Commitments"), reverse("portal:commitment-list")), Link(row.reference)],
    }
    return render(request, "commitments/commitment_detail.html", context)


def _answered(row: Commitment, notes: Iterable[StatusNote]) -> list[tuple[Country, StatusNote]]:
    """Of a request to several members: those whose statement is recorded, each with the newest. No query."""
    asked = [party.country for party in row.owners if party.country]
    if len(asked) < 2 or row.is_pledge:
        return []
    newest: dict[object, StatusNote] = {}
    for note in notes:
        newest.setdefault(note.country_id, note)
    return [(country, newest[country.pk]) for country in asked if country.pk in newest]


def _carried(row: Commitment) -> list[Carried]:
    """The hand-overs at which it was open, oldest first."""
    return list(row.carried.select_related("hand_over__term__country").order_by("hand_over__term__starts"))


def _choices(found: Filtered, seat: Seat) -> list[Choice]:
    """What can be chosen is what the seat can find: owners, organs and meetings that stand in some commitment."""
    seen = Commitment.objects.visible_to(seat).shared()
    organs = sort_by_name(Body.objects.filter(commitments_made__in=seen).distinct())
    meetings = Event.objects.visible_to(seat).filter(code__in=seen.values("meeting_code")).order_by("-starts", "code")
    return [
        choice("status", _("Status"), [(str(code), str(words)) for code, words in Progress.choices], found.asked),
        choice("owner", _("Owner"), _parties(seen, PartyRole.OWNER), found.asked),
        choice("supporter", _("Supporter"), _parties(seen, PartyRole.SUPPORTER), found.asked),
        choice("organ", _("Organ"), [(row.code, pick(row, "name")) for row in organs], found.asked),
        choice("meeting", _("Meeting"), meetings_of(meetings), found.asked),
        choice("kind", _("Kind"), [(str(code), str(words)) for code, words in CommitmentKind.choices], found.asked),
    ]


def _parties(seen: QuerySet[Commitment], role: PartyRole) -> list[tuple[str, str]]:
    """(code, name) of bodies, then countries, that stand in a role of one of the commitments."""
    theirs = {"commitments__commitment__in": seen, "commitments__role": role}
    found: list[Body | Country] = [
        *sort_by_name(Body.objects.filter(**theirs).distinct()),
        *sort_by_name(Country.objects.filter(**theirs).distinct()),
    ]
    return [(row.code, pick(row, "name")) for row in found]
