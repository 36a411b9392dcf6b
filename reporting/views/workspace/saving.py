"""Saving single answers: for the browser's autosave (JSON) and for the page's own form without JavaScript."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from common import shapes
from common.errors import Conflict, Refused
from common.i18n import LANGUAGES
from common.outcomes import Outcome, respond, text_of, version_of
from common.text import clean_text
from reporting.actions import answers as actions
from reporting.actions.original import declare_original
from reporting.models import Answer, AnswerText, Proposal
from reporting.views.workspace.fields import VIEWS
from reporting.views.workspace.marks import posted_marks, say_marks


def answer_of(request: SeatRequest, pk: object) -> Answer:
    """An answer in this seat's own country; 404 for everybody else."""
    seat: Seat = request.seat
    if not seat.is_workspace:
        raise Http404
    rows = Answer.objects.select_related("question__section", "assignment__call", "assignment__country")
    return get_object_or_404(rows.filter(assignment__country=seat.country), pk=pk)


@seat_required
@require_POST
def answer_text(request: SeatRequest, pk: UUID, language: str) -> HttpResponse:
    """Save the words of an answer in one language: the country's own, or a contributor's proposal.

    Who goes on writing is served by `reporting.middleware`, without coming here.
    """
    answer, text = answer_of(request, pk), text_of(request.POST)
    if language not in LANGUAGES:
        raise Http404
    if text is None:
        return JsonResponse({"errors": [_("No text was sent.")]}, status=422)
    return respond(save_text(request.seat, answer, language, text, request.POST.get("version", "")))


@seat_required
@require_POST
def answer_marks(request: SeatRequest, pk: str) -> HttpResponse:
    """Save kind, choices, audience or readiness of an answer."""
    answer = answer_of(request, pk)
    return respond(save_marks(request.seat, answer, request.POST, request.POST.get("version", "")))


def save_text(seat: Seat, answer: Answer, language: str, text: str, version: str) -> Outcome:
    """One text through the rules and the action; every refusal becomes an outcome."""

    def act() -> AnswerText | Proposal:
        save: Callable[..., AnswerText | Proposal] = actions.save_proposal if seat.is_contributor else actions.save_text
        return save(answer=answer, language=language, text=text, version=version_of(version), by=seat)

    outcome = _outcome(answer, act, mine=text, language=language)
    if outcome.status == 200:
        outcome.remarks = clean_text(text).remarks
    return outcome


def save_marks(seat: Seat, answer: Answer, posted: Any, version: str) -> Outcome:
    """The marks among the posted fields, through the rules and the action."""
    marks = posted_marks(answer, posted)
    return _outcome(
        answer, lambda: actions.save_marks(answer=answer, version=version_of(version), by=seat, **marks), mine=""
    )


def _outcome(answer: Answer, act: Callable[[], Any], *, mine: str, language: str = "") -> Outcome:
    try:
        row = act()
    except Conflict as conflict:
        return Outcome(409, conflict.version, conflict=_shown(answer, conflict, mine, language))
    except Refused as refusal:
        return Outcome(422, errors=[str(refusal)])
    except PermissionDenied as denied:
        closed = not answer.assignment.call.is_open
        return Outcome(423 if closed else 403, errors=[str(denied)])
    return Outcome(200, row.version)


def _shown(answer: Answer, conflict: Conflict, mine: str, language: str) -> shapes.Conflict:
    if isinstance(conflict.stored, dict) and isinstance(conflict.submitted, dict):
        return _shown_marks(answer, conflict, conflict.submitted, conflict.stored)
    row = AnswerText.objects.filter(answer=answer, language=language).select_related("updated_by").first()
    return shapes.Conflict(
        field=str(answer.pk),
        mine=mine,
        theirs=str(conflict.stored),
        version=conflict.version,
        saved_by=row.updated_by.name if row and row.updated_by else "",
        saved_at=row.updated_at if row else None,
        language=language,
    )


def _shown_marks(answer: Answer, conflict: Conflict, mine: dict[str, Any], theirs: dict[str, Any]) -> shapes.Conflict:
    """Both choices in words; marks on which they agree are left out."""
    differ = [name for name in mine if mine[name] != theirs[name]]
    return shapes.Conflict(
        field=str(answer.pk),
        mine=say_marks(answer, {name: mine[name] for name in differ}),
        theirs=say_marks(answer, {name: theirs[name] for name in differ}),
        version=conflict.version,
        saved_by=answer.updated_by.name if answer.updated_by else "",
        saved_at=answer.updated_at,
        is_choice=True,
    )


@seat_required
@require_POST
def translation_agree(request: SeatRequest, pk: str, language: str) -> HttpResponse:
    """The country agrees the translation as it stands."""
    answer = answer_of(request, pk)
    row = get_object_or_404(AnswerText.objects.select_related("answer"), answer=answer, language=language)
    row.answer = answer
    version = version_of(request.POST.get("version", ""))
    return _back(
        request,
        answer,
        lambda: actions.agree_translation(row=row, version=version, by=request.seat),
        _("The translation is agreed."),
    )


@seat_required
@require_POST
def original_declare(request: SeatRequest, pk: str, language: str) -> HttpResponse:
    """Declare in which language the answer was written first."""
    if language not in LANGUAGES:
        raise Http404
    answer = answer_of(request, pk)
    return _back(
        request,
        answer,
        lambda: declare_original(answer=answer, language=language, by=request.seat),
        _("The language of origin is declared."),
    )


@seat_required
@require_POST
def proposal_decide(request: SeatRequest, pk: str) -> HttpResponse:
    """Take a proposed text, as it is or merged, or leave it."""
    seat: Seat = request.seat
    if not seat.is_workspace:
        raise Http404
    rows = Proposal.objects.select_related(
        "answer__question", "answer__assignment__call", "answer__assignment__country", "author"
    )
    proposal = get_object_or_404(rows.filter(answer__assignment__country=seat.country), pk=pk)
    answer = proposal.answer
    if request.POST.get("act") == "leave":
        return _back(
            request, answer, lambda: actions.leave_proposal(proposal=proposal, by=seat), _("The proposal was left.")
        )
    text = request.POST.get("text") or proposal.text
    version = version_of(request.POST.get("version", ""))
    return _back(
        request,
        answer,
        lambda: actions.take_proposal(proposal=proposal, text=text, version=version, by=seat),
        _("The proposed text is now the country's."),
    )


def _back(request: SeatRequest, answer: Answer, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, _("Somebody saved this answer in the meantime. Look at it again before you decide."))
    view = request.POST.get("view", "")
    query = f"?view={view}" if view in VIEWS else ""
    return redirect(f"{_page(answer)}{query}#a-{answer.pk}")


def _page(answer: Answer) -> str:
    if answer.objective_id:
        return reverse("reporting:objective", args=[answer.assignment_id, answer.objective_id])
    return reverse("reporting:whole-report", args=[answer.assignment_id])
