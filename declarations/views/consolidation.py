"""Consolidation: decisions paragraph by paragraph, with the result as it forms; and positions of delegations."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Conflict, Refused
from common.i18n import reading_order
from common.results import require
from declarations import rules, setting
from declarations.actions import consolidation as actions
from declarations.actions.positions import state_position
from declarations.consolidation import Result
from declarations.enums import OPEN
from declarations.forms import DecisionForm, PositionForm
from declarations.models import Decision
from declarations.notify import draft_path
from declarations.policy import Act
from declarations.queries.proposals import Proposal, proposal, proposals_of, rows_for
from declarations.queries.room import numbers_of, paragraphs_of
from declarations.views.amendments import amendment_of
from declarations.views.base import attempt, crumbs, draft_of, draft_url, paragraph_of, paragraph_url


@dataclass
class Step:
    """One paragraph to consolidate: what is proposed, and how the next draft reads there so far."""

    handle: str
    result: Result
    redlines: list[tuple[str, setting.Pieces]]
    proposals: list[Proposal] = field(default_factory=list)


@seat_required
@require_safe
def consolidate(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """Paragraphs with proposals, for the desk; decided or not."""
    row = draft_of(request, year, number, draft)
    if not request.seat.is_desk:
        raise Http404
    paragraphs = paragraphs_of(row)
    numbers = numbers_of(row, paragraphs)
    shown = [one for one in proposals_of(row, request.seat) if one.amendment.status in OPEN]
    steps = []
    for result in actions.outcome_of(row):
        mine = [one for one in shown if _is_of(one, result)]
        if result.paragraph and mine:
            handle = numbers[result.paragraph.identity].handle
            steps.append(Step(handle, result, _redlines(result), mine))
    new = [one for one in shown if one.amendment.operation == "insert"]
    context = {
        "draft": row,
        "steps": steps,
        "new": new,
        "clashes": any(step.result.clashes for step in steps),
        "undecided": sum(one.decision is None for one in shown),
        "may_decide": rules.may(request.seat, Act.DECIDE, row),
        "may_prepare": rules.may(request.seat, Act.NEXT_DRAFT, row),
        "both": ["en", "es"],
        "crumbs": crumbs(row, here=_("Consolidation")),
    }
    return render(request, "declarations/consolidate.html", context)


def _is_of(one: Proposal, result: Result) -> bool:
    paragraph = result.paragraph
    return paragraph is not None and one.amendment.paragraph_id == paragraph.pk


def _redlines(result: Result) -> list[tuple[str, setting.Pieces]]:
    """From the paragraph as it is to the paragraph as it will be."""
    old = result.paragraph
    return [
        (code, setting.redline(old.text(code) if old else "", "" if result.removed else result.texts[code]))
        for code in reading_order()
    ]


@seat_required
@require_http_methods(["GET", "POST"])
def decide(request: SeatRequest, pk: str) -> HttpResponse:
    """Decide one amendment. When somebody else decided meanwhile: 409 with that decision, and what was typed stays."""
    row = amendment_of(request, pk)
    require(rules.may(request.seat, Act.DECIDE, row.draft))
    stored = Decision.objects.filter(amendment=row).select_related("into__country", "decided_by").first()
    others = [one for one in rows_for(request.seat).filter(draft=row.draft, status__in=OPEN) if one.pk != row.pk]
    form = DecisionForm(row, stored, others, request.POST or None)
    back = f"{reverse('declarations:consolidate', args=draft_path(row.draft))}#a-{row.pk}"
    clash: Decision | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(amendment=row, made=form.made(), version=form.cleaned_data["version"] or 0, by=request.seat)
            return redirect(back)
        except Conflict as conflict:
            clash = conflict.stored  # type: ignore[assignment]
            typed = request.POST.copy()
            typed["version"] = str(conflict.version)
            form = DecisionForm(row, clash, others, typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "draft": row.draft,
        "proposal": proposal(row),
        "form": form,
        "clash": clash,
        "back": back,
        "both": ["en", "es"],
        "crumbs": crumbs(row.draft, here=row.label),
    }
    return render(request, "declarations/decide.html", context, status=409 if clash else 422 if form.errors else 200)


@seat_required
@require_POST
def decision_back(request: SeatRequest, pk: str) -> HttpResponse:
    """Leave an amendment open again."""
    row = amendment_of(request, pk)
    to = reverse("declarations:consolidate", args=draft_path(row.draft))
    return attempt(request, lambda: actions.take_decision_back(amendment=row, by=request.seat), "", to)


@seat_required
@require_POST
def position(request: SeatRequest, year: int, number: int, draft: int, identity: str) -> HttpResponse:
    """State the country's position on a paragraph."""
    row = paragraph_of(draft_of(request, year, number, draft), identity)
    form = PositionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the position; a consultation needs the day until which it lasts."))
        return redirect(paragraph_url(row))
    values: dict[str, Any] = form.cleaned_data
    return attempt(
        request, lambda: state_position(paragraph=row, **values, by=request.seat), _("The position is stated."),
        f"{draft_url(row.draft)}#p-{row.identity}",
    )  # fmt: skip
