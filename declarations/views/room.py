"""The page of a draft: the text in two columns, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Country
from common.i18n import pick, reading_order, sort_by_name
from common.shapes import Link
from declarations import rules
from declarations.actions import consolidation
from declarations.actions import drafts as actions
from declarations.enums import DraftStatus, Kind
from declarations.forms import OutputForm, UntilForm
from declarations.models import Amendment, Draft
from declarations.policy import Act
from declarations.queries.room import lines_of, with_proposals
from declarations.queries.silence import running_on
from declarations.views.base import attempt, crumbs, draft_of, draft_url

VIEWS = ("amendments", "compilation", "text", "agreed")
SIDES = ("both", "en", "es")
STILLED = (Act.REOPEN, Act.DECIDE, Act.NEXT_DRAFT, Act.ADOPT)
"""What waits while a draft is under silence."""


@seat_required
@require_safe
def draft(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """The draft for members and the desk. `view` and `sides` choose what of it is shown."""
    row = draft_of(request, year, number, draft)
    view = _chosen(request, "view", VIEWS)
    sides = _chosen(request, "sides", SIDES)
    lines = lines_of(row, request.seat)
    drafts = drafts_of(row, request)
    country = request.GET.get("country", "")[:3]
    loose = with_proposals(row, lines, request.seat, country)
    seat = request.seat
    silence = running_on(row) if row.status == DraftStatus.FROZEN else None
    context = {
        "draft": row,
        "declaration": row.declaration,
        "title": pick(row.declaration, "title"),
        "lines": [line for line in lines if view != "agreed" or line.state == "agreed"],
        "map": lines,
        "agreed": sum(line.state == "agreed" for line in lines),
        "counted": len(lines),
        "view": view,
        "sides": sides,
        "shown": reading_order() if sides == "both" else [sides],
        "views": _links(request, "view", view, _views()),
        "loose": loose,
        "country": country,
        "countries": _countries(row, request),
        "both": ["en", "es"],
        "may_amend": rules.may(seat, Act.COMPROMISE, row) if seat.is_desk else rules.may_amend(seat, row),
        "may_state": seat.is_workspace and rules.may_state_position(seat, row),
        "languages": _links(request, "sides", sides, {"both": _("EN and ES"), "en": "EN", "es": "ES"}),
        "drafts": drafts,
        "may_print": rules.may_print(seat, row),
        "output_form": OutputForm(drafts, row),
        "kinds": Kind.choices,
        "may": {act.value: bool(rules.may(seat, act, row)) and not (silence and act in STILLED) for act in Act},
        "until_form": UntilForm(),
        "silence": silence,
        "crumbs": crumbs(row),
    }
    return render(request, "declarations/draft.html", context)


@seat_required
@require_POST
def draft_act(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """One act on a draft (field "act")."""
    row = draft_of(request, year, number, draft)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request, row)


def _until(what: Callable[..., Any], done: str | Promise) -> Callable[[SeatRequest, Draft], HttpResponse]:
    """An act that asks for an instant."""

    def act(request: SeatRequest, row: Draft) -> HttpResponse:
        form = UntilForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose the day until which amendments are taken."))
            return redirect(draft_url(row))
        return attempt(
            request, lambda: what(draft=row, until=form.instant(), by=request.seat), str(done), draft_url(row)
        )

    return act


def _close(request: SeatRequest, row: Draft) -> HttpResponse:
    return attempt(
        request, lambda: actions.close_amendments(draft=row, by=request.seat), _("No more amendments are taken."),
        draft_url(row),
    )  # fmt: skip


def _views() -> dict[str, str]:
    words = (_("With amendments"), _("Compilation"), _("Clean text"), _("Agreed only"))
    return dict(zip(VIEWS, words, strict=True))


def _countries(row: Draft, request: SeatRequest) -> list[Country]:
    """The countries whose amendments the seat reads, for the filter."""
    proposers = Amendment.objects.visible_to(request.seat).filter(draft=row).values("country")
    return sort_by_name(Country.objects.filter(pk__in=proposers))


def _next(request: SeatRequest, row: Draft) -> HttpResponse:
    return attempt(
        request, lambda: consolidation.prepare_next_draft(draft=row, by=request.seat),
        _("The next draft is in preparation, with what was decided."), draft_url(row), draft_url,
    )  # fmt: skip


ACTS: dict[str, Callable[[SeatRequest, Draft], HttpResponse]] = {
    "circulate": _until(actions.circulate, gettext_lazy("The draft circulates among the members.")),
    "reopen": _until(actions.reopen_amendments, gettext_lazy("Amendments are taken again.")),
    "close": _close,
    "next": _next,
}


def drafts_of(row: Draft, request: SeatRequest) -> list[Draft]:
    """The drafts of the declaration that the seat reads, newest first."""
    found = list(Draft.objects.visible_to(request.seat).filter(declaration=row.declaration).order_by("-number"))
    for one in found:
        one.declaration = row.declaration
    return found


def _chosen(request: SeatRequest, name: str, values: tuple[str, ...]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in values else values[0]


def _links(request: SeatRequest, name: str, chosen: str, words: dict[str, str]) -> list[Link]:
    """The choices of a segmented control, each keeping what else was chosen."""
    links = []
    for value, label in words.items():
        query = request.GET.copy()
        query[name] = value
        links.append(Link(label, f"?{query.urlencode()}", "true" if value == chosen else ""))
    return links
