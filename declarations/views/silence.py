"""The silence procedure on a draft: its page and its acts."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.results import Denied
from declarations import rules
from declarations.actions import silence as actions
from declarations.enums import DraftStatus
from declarations.forms import BreakForm, CancelForm, ExtendForm, InvokeForm
from declarations.models import Draft, Silence
from declarations.notify import draft_path
from declarations.policy import Act
from declarations.queries.room import numbers_of, paragraphs_of
from declarations.queries.silence import in_capitals, members_of, running_on, silences_of
from declarations.views.base import attempt, crumbs, draft_of


@seat_required
@require_safe
def silence(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """The procedures on a draft, for whoever reads it: deadline on every capital's clock, what was done."""
    row = draft_of(request, year, number, draft)
    return _page(request, row)


@seat_required
@require_POST
def silence_act(request: SeatRequest, year: int, number: int, draft: int) -> HttpResponse:
    """One act (field "act"): invoke, extend, cancel, end, break. What the form lacks is said on the page."""
    row = draft_of(request, year, number, draft)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    return act(request, row)


def _page(request: SeatRequest, row: Draft, **forms_: forms.Form) -> HttpResponse:
    seat = request.seat
    found = silences_of(row)
    running = found[0] if found and found[0].is_running else None
    numbers = numbers_of(row, paragraphs_of(row))
    may_invoke = running is None and rules.may(seat, Act.INVOKE_SILENCE, row)
    may_steer = running is not None and rules.may(seat, Act.STEER_SILENCE, row)
    may_break = running is not None and seat.is_workspace and rules.may_break_silence(seat, row)
    context = {
        "draft": row,
        "running": running,
        "capitals": in_capitals(running.until, members_of(row.declaration)) if running else [],
        "past": [(one, _named(one, numbers)) for one in found if not one.is_running],
        "may_invoke": may_invoke,
        "may_steer": may_steer,
        "may_break": may_break and running and not running.is_due,
        "why_not": may_break.why if isinstance(may_break, Denied) else "",
        "open": actions.hindrances(row) if may_invoke else [],
        "waits": seat.is_presidency
        and running is None
        and row.status in (DraftStatus.PREPARING, DraftStatus.CIRCULATED),
        "invoke_form": forms_.get("invoke") or InvokeForm(),
        "extend_form": forms_.get("extend") or ExtendForm(),
        "cancel_form": forms_.get("cancel") or CancelForm(prefix="cancel"),
        "break_form": forms_.get("break") or (BreakForm(row) if may_break else None),
        "form": next(iter(forms_.values()), None),
        "crumbs": crumbs(row, here=_("Silence procedure")),
    }
    return render(request, "declarations/silence.html", context, status=422 if forms_ else 200)


def _named(one: Silence, numbers: dict[Any, Any]) -> list[str]:
    """The handles of the paragraphs on which it was broken."""
    broken = getattr(one, "broken", None)
    if broken is None:
        return []
    chosen = {row.identity for row in broken.paragraphs.all()}
    return [number.handle for identity, number in numbers.items() if identity in chosen]


def silence_url(draft: Draft) -> str:
    return reverse("declarations:silence", args=draft_path(draft))


def _running(row: Draft) -> Silence:
    found = running_on(row)
    if found is None:
        raise Refused(_("No silence procedure runs on this draft."))
    return found


def _asked(
    name: str, form_of: Callable[[Draft, Any], Any], do: Callable[..., Any], done: Promise
) -> Callable[[SeatRequest, Draft], HttpResponse]:
    """An act with a form: what is wrong in it stands on the page with what was written."""

    def act(request: SeatRequest, row: Draft) -> HttpResponse:
        form = form_of(row, request.POST)
        if form.is_valid():
            try:
                do(request, row, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, str(done))
                return redirect(silence_url(row))
        return _page(request, row, **{name: form})

    return act


def _end(request: SeatRequest, row: Draft) -> HttpResponse:
    return attempt(
        request, lambda: actions.end_silence(silence=_running(row), by=request.seat),
        _("The silence has ended. The text stands by tacit consent."), silence_url(row),
    )  # fmt: skip


ACTS: dict[str, Callable[[SeatRequest, Draft], HttpResponse]] = {
    "invoke": _asked(
        "invoke",
        lambda row, data: InvokeForm(data),
        lambda request, row, form: actions.invoke_silence(
            draft=row, until=form.instant(), remark=form.cleaned_data["remark"], by=request.seat
        ),
        gettext_lazy("The draft is under silence. The delegations have been told."),
    ),
    "extend": _asked(
        "extend",
        lambda row, data: ExtendForm(data),
        lambda request, row, form: actions.extend_silence(
            silence=_running(row), until=form.instant(), reason=form.cleaned_data["reason"], by=request.seat
        ),
        gettext_lazy("The deadline is extended. The delegations have been told."),
    ),
    "cancel": _asked(
        "cancel",
        lambda row, data: CancelForm(data, prefix="cancel"),
        lambda request, row, form: actions.cancel_silence(
            silence=_running(row), reason=form.cleaned_data["reason"], by=request.seat
        ),
        gettext_lazy("The procedure is cancelled. The delegations have been told."),
    ),
    "break": _asked(
        "break",
        BreakForm,
        lambda request, row, form: actions.break_silence(silence=_running(row), by=request.seat, **form.said()),
        gettext_lazy("The silence is broken and the clock has stopped. The delegations have been told."),
    ),
    "end": _end,
}
