"""Pages of amendments: writing one, reading it, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.outcomes import version_of
from common.results import require
from common.text import uuid_or_none
from declarations import rules
from declarations.actions import amendments as actions
from declarations.actions.amendments import Wording
from declarations.enums import AmendmentStatus
from declarations.forms import AmendmentForm, WordingForm
from declarations.models import Amendment, Draft
from declarations.numbering import Number
from declarations.policy import Act
from declarations.queries.proposals import Proposal, proposal, rows_for
from declarations.queries.room import numbers_of, paragraphs_of
from declarations.views.base import attempt, crumbs, draft_of, draft_url


def amendment_of(request: SeatRequest, pk: object) -> Amendment:
    """An amendment that the seat reads; 404 for everybody else."""
    row: Amendment = get_object_or_404(rows_for(request.seat), pk=pk)
    return row


def amendment_url(row: Amendment) -> str:
    return reverse("declarations:amendment", args=[row.pk])


@seat_required
@require_http_methods(["GET", "POST"])
def amend(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """Write an amendment (?paragraph= or ?to= says to what), or a compromise text of the presidency."""
    row = draft_of(request, year, number, draft)
    seat = request.seat
    require(rules.may(seat, Act.COMPROMISE, row) if seat.is_desk else rules.may_amend(seat, row))
    to = _other(request, row)
    form = AmendmentForm(row, seat, to, request.GET, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_amendment(draft=row, by=seat, to=to, **form.said())
            return redirect(amendment_url(made))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    title = _("Compromise text of the Presidency") if seat.is_desk else _("Propose an amendment")
    context = {"draft": row, "form": form, "to": to, "title": title, "crumbs": crumbs(row, here=title)}
    return render(request, "declarations/amend.html", context, status=422 if form.errors else 200)


def _other(request: SeatRequest, draft: Draft) -> Amendment | None:
    """The amendment that is to be amended (?to=)."""
    pk = uuid_or_none(request.GET.get("to", ""))
    if pk is None:
        return None
    row: Amendment = get_object_or_404(rows_for(request.seat).filter(draft=draft), pk=pk)
    return row


@seat_required
@require_http_methods(["GET", "POST"])
def amendment(request: SeatRequest, pk: str) -> HttpResponse:
    """One amendment: its redline, reason and record. A POST saves the words of a draft: 409 with both texts."""
    row = amendment_of(request, pk)
    kept = Wording(row.text_en, row.text_es, row.reason)
    form = WordingForm(request.POST or None, initial={**vars(kept), "version": row.version})
    stored: Wording | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_amendment(
                amendment=row, wording=form.wording(), version=version_of(request.POST.get("version", "")),
                by=request.seat,
            )  # fmt: skip
            return attempt(request, lambda: None, _("Saved."), amendment_url(row))
        except Conflict as clash:
            stored = clash.stored  # type: ignore[assignment]
            form = WordingForm(initial={**vars(form.wording()), "version": clash.version})
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = _context(request, row, form) | {"stored": stored}
    return render(
        request, "declarations/amendment.html", context, status=409 if stored else 422 if form.errors else 200
    )


def _context(request: SeatRequest, row: Amendment, form: WordingForm) -> dict[str, Any]:
    paragraphs = paragraphs_of(row.draft)
    found = numbers_of(row.draft, paragraphs)
    numbers: dict[Any, Number] = {one.pk: found[one.identity] for one in paragraphs}
    shown: Proposal = proposal(row)
    seat = request.seat
    joined = seat.is_workspace and any(one.country_id == seat.home.pk for one in row.cosponsors.all())
    return {
        "draft": row.draft,
        "amendment": row,
        "proposal": shown,
        "number": numbers.get(row.paragraph_id),
        "after": numbers.get(row.after_id),
        "form": form,
        "joined": joined,
        "may_change": rules.may_change(seat, row),
        "may_table": row.status in (AmendmentStatus.DRAFT, AmendmentStatus.STALE) and rules.may_table(seat, row),
        "may_withdraw": row.status in (AmendmentStatus.TABLED, AmendmentStatus.STALE) and rules.may_withdraw(seat, row),
        "may_join": rules.may_join(seat, row),
        "may_discard": row.status == AmendmentStatus.DRAFT,
        "may_amend": row.has_words and row.to_id is None and row.status == AmendmentStatus.TABLED
        and bool(rules.may(seat, Act.COMPROMISE, row.draft) if seat.is_desk else rules.may_amend(seat, row.draft)),
        "may_decide": row.status in (AmendmentStatus.TABLED, AmendmentStatus.STALE)
        and rules.may(seat, Act.DECIDE, row.draft),
        "both": ["en", "es"],
        "crumbs": crumbs(row.draft, here=row.label),
    }  # fmt: skip


@seat_required
@require_POST
def amendment_act(request: SeatRequest, pk: str) -> HttpResponse:
    """One act (field "act"): table, withdraw, discard, join, leave."""
    row = amendment_of(request, pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    do, done = act
    to = draft_url(row.draft) if do is _discard else amendment_url(row)
    return attempt(request, lambda: do(request, row), str(done), to)


@seat_required
@require_POST
def tabling(request: SeatRequest) -> HttpResponse:
    """The country's rule for tabling (field "clearer": "1" or ""); leads back to the list."""
    if not request.seat.is_workspace:
        raise Http404
    by_clearer = request.POST.get("clearer") == "1"

    def keep() -> None:
        actions.set_tabling(country=request.seat.home, clearer_tables=by_clearer, by=request.seat)

    return attempt(request, keep, _("Saved."), reverse("declarations:list"))


def _discard(request: SeatRequest, row: Amendment) -> None:
    actions.discard_draft(amendment=row, by=request.seat)


ACTS: dict[str, tuple[Callable[[SeatRequest, Amendment], Any], Any]] = {
    "table": (
        lambda request, row: actions.table_amendment(amendment=row, by=request.seat),
        gettext_lazy("The amendment is tabled: the members read it now."),
    ),
    "withdraw": (
        lambda request, row: actions.withdraw_amendment(amendment=row, by=request.seat),
        gettext_lazy("The amendment is withdrawn."),
    ),
    "discard": (_discard, gettext_lazy("The draft was thrown away.")),
    "join": (
        lambda request, row: actions.join_amendment(amendment=row, joins=True, by=request.seat),
        gettext_lazy("Your country is a co-sponsor."),
    ),
    "leave": (
        lambda request, row: actions.join_amendment(amendment=row, joins=False, by=request.seat),
        gettext_lazy("Your country is no longer a co-sponsor."),
    ),
}
