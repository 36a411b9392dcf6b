"""Answering a questionnaire: by the link of a mail, or in the seat of a country or body.

A country's people all read its answer; focal points write it, who has the last word in its clearance submits it.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.seats import Seat
from common.errors import Conflict, Refused
from common.http import never_kept, onward
from common.i18n import pick
from common.shapes import Link
from practices.models import Practice
from reporting import rules
from reporting.actions import responses as actions
from reporting.actions.respondents import withdraw_own_consent
from reporting.actions.themes import answer_with
from reporting.emails import response_of_token
from reporting.enums import ResponseStatus
from reporting.forms.responses import ResponseForm, initial_of
from reporting.models import Call, CallTheme, Question, Response
from reporting.queries.respondents import responses_of_seat
from reporting.queries.templates import parts_of


@csrf_exempt  # whoever holds the link writes; no cookie gives anybody anything here
@require_http_methods(["GET", "HEAD", "POST"])
def survey_write(request: SeatRequest, token: str) -> HttpResponse:
    """The questions for who holds the link of the mail. Opening it changes nothing; the first save confirms it."""
    response = response_of_token(token)
    if response is None:
        raise Http404
    return _page(request, response, None)


@seat_required
@require_http_methods(["GET", "POST"])
def survey_answer(request: SeatRequest, pk: str) -> HttpResponse:
    """The questions for the seat's country or body."""
    call = get_object_or_404(Call.objects.announced_to(request.seat), pk=pk)
    mine = responses_of_seat(request.seat, [call]).get(call.pk)
    if mine is None:
        make = actions.response_of if request.method == "POST" else actions.blank_response
        mine = make(call=call, by=request.seat)
    mine.call = call
    return _page(request, mine, request.seat)


@seat_required
@require_POST
def survey_practice(request: SeatRequest, pk: str) -> HttpResponse:
    """Answer a call with a practice of the own country (act "add"), or no longer ("remove")."""
    call = get_object_or_404(Call.objects.announced_to(request.seat), pk=pk)
    theme = get_object_or_404(CallTheme.objects.visible_to(request.seat).select_related("call"), call=call)
    form = PracticeChoice(request.POST)
    if not form.is_valid():
        raise Http404
    practice = get_object_or_404(Practice.objects.own(request.seat), pk=form.cleaned_data["practice"])
    try:
        adds = form.cleaned_data["act"] == "add"
        answer_with(theme=theme, practice=practice, answers=adds, by=request.seat)
        messages.success(request, _("The practice answers the call.") if adds else _("It answers the call no longer."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:survey", call.pk)


class PracticeChoice(forms.Form):
    practice = forms.UUIDField()
    act = forms.ChoiceField(choices=[("add", "add"), ("remove", "remove")])


def _page(request: SeatRequest, response: Response, by: Seat | None) -> HttpResponse:
    call = response.call
    parts = parts_of(call.template_version)
    kept = actions.stored_answers(response)
    writes = by is None or rules.is_asked(by, call)
    may_submit = by is None or rules.may_submit_response(by, response)
    form = ResponseForm(
        request.POST or None, parts=parts, response=response, read_only=not writes, initial=initial_of(response, kept)
    )
    conflict: list[tuple[str, Any]] = []
    saves = response.saves
    act = request.POST.get("act")
    if act == "unquote":
        withdraw_own_consent(response=response, by=by)
        messages.success(request, _("You are quoted no longer; your answers are still counted."))
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        submit = act == "submit" or (response.status == ResponseStatus.SUBMITTED and response.country is None)
        sent = request.POST.get("saves", "")
        saves = int(sent) if sent.isdecimal() else 0
        try:
            if by is not None and not writes:
                actions.clear_response(response=response, saves=saves, by=by)
            else:
                actions.save_response(
                    response=response, answers=form.answers(), consent=form.cleaned_data.get("consent", False),
                    submit=submit, saves=saves, by=by,
                )  # fmt: skip
                if by is not None and act == "ask":
                    actions.ask_clearance(response=response, by=by)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Conflict as clash:
            conflict, saves = _differences(clash, form.answers()), clash.version
        else:
            messages.success(request, _said_of(act, submit))
            return onward(request, request.path)
    context = {
        "form": form, "call": call, "response": response, "saves": saves, "conflict": conflict, "by": by,
        "writes": writes, "may_submit": may_submit,
        "may_unquote": response.status == ResponseStatus.SUBMITTED and response.consent and (writes or may_submit),
        "clearers": rules.last_word_of(response.country) if response.country else [],
        "name": pick(call.template_version.template, "name"), "groups": form.groups(),
        "crumbs": [
            Link(_("Surveys and questionnaires"), reverse("reporting:survey-list")),
            Link(pick(call.template_version.template, "name"), reverse("reporting:survey", args=[call.pk])),
            Link(_("Your answers")),
        ],
    }  # fmt: skip
    status = 409 if conflict else 422 if form.errors else 200
    page = render(request, "reporting/survey/write.html", context, status=status)
    never_kept(page)
    if by is None:
        # The address is a key: no page that is left for another learns it. From a page with this word a browser sends
        # no origin, so that a seat's form, which is checked for it, could not be sent.
        page["Referrer-Policy"] = "no-referrer"
    page["X-Robots-Tag"] = "noindex"
    return page


def _said_of(act: str | None, submit: bool) -> str:
    if submit:
        return _("Your answers were submitted. Thank you.")
    return _("Saved. Those who may submit it are told.") if act == "ask" else _("Saved.")


def _differences(clash: Conflict, mine: dict[Question, dict[str, Any]]) -> list[tuple[str, Any]]:
    """(question, what is stored) where somebody else saved something different."""
    stored: dict[Question, dict[str, Any]] = clash.stored  # type: ignore[assignment]
    empty: dict[str, Any] = {"text": "", "choices": [], "items": []}
    found = []
    for question, value in mine.items():
        kept = stored.get(question, empty)
        if kept != value:
            found.append((pick(question, "label"), _said(kept)))
    return found or [(_("Times saved"), clash.version)]


def _said(value: dict[str, Any]) -> str:
    ranked = [f"{place}. {item['objective']} {item['text']}" for place, item in enumerate(value["items"], start=1)]
    return value["text"] or "; ".join([*value["choices"], *ranked])
