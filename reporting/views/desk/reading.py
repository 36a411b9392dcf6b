"""Reading a submission: answer by answer, with questions, proposed edits and notes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.diff import diff_words
from common.errors import Refused
from common.i18n import LANGUAGES, current_language, pick
from common.shapes import Link, Remark
from reporting import notify, rules
from reporting.actions import clarification as actions
from reporting.enums import ThreadKind, ThreadStatus
from reporting.models import Revision, Thread
from reporting.policy import Act
from reporting.queries import desk as queries

VIEWS = ("clean", "changes", "side")


@seat_required
@require_safe
def revision(request: SeatRequest, pk: str) -> HttpResponse:
    """One objective of a submitted revision at a time (`?objective=8`, or 0 for the whole report)."""
    row = _revision(request, pk)
    before = queries.previous_revision(row, request.seat)
    view = request.GET.get("view", "clean")
    view = view if view in VIEWS and (before or view != "changes") else "clean"
    parts = queries.reading(row, request.seat, before)
    wanted = request.GET.get("objective", "")
    part = next((p for p in parts if str(p["number"] or 0) == wanted), parts[0] if parts else None)
    language = request.GET.get("language", "")
    language = language if language in LANGUAGES else current_language()
    base = f"?objective={(part['number'] or 0) if part else 0}"
    labels = {
        "clean": _("Clean text"),
        "changes": _("Changes since the revision before"),
        "side": _("English and Spanish side by side"),
    }
    context = {
        "revision": row,
        "country": row.assignment.country,
        "parts": parts,
        "part": part,
        "answers": [_answer(answer, view, language) for answer in part["answers"]] if part else [],
        "view": view,
        "language": language,
        "view_links": [
            Link(label, f"{base}&view={code}&language={language}", "true" if code == view else "")
            for code, label in labels.items()
            if before or code != "changes"
        ],
        "text_languages": [
            Link(name, f"{base}&view={view}&language={code}", "true" if code == language else "")
            for code, name in (("en", "English"), ("es", "Español"))
        ],
        "drafts": queries.drafts_of(row, request.seat),
        "requests": queries.requests_of(row),
        "strays": [_talk(thread, {}) for thread in queries.unanswerable(row, request.seat)] if row.is_current else [],
        "revisions": [
            Link(
                _("Revision %(number)s") % {"number": one.number},
                reverse("reporting:desk-revision", args=[one.pk]),
                "page" if one.pk == row.pk else "",
            )
            for one in queries.revisions_of(row, request.seat)
        ],
        "publication": row.publications.filter(ended_at=None).first(),
        "may_ask": rules.may(request.seat, Act.ASK_CLARIFICATION, row.assignment) if row.is_current else False,
        "may_acknowledge": row.status == "submitted" and rules.may(request.seat, Act.ACKNOWLEDGE, row.assignment),
        "before": before,
        "crumbs": [
            Link(_("Desk"), reverse("reporting:desk")),
            Link(pick(row.assignment.call.cycle, "name"), reverse("reporting:tracker", args=[row.assignment.call_id])),
            Link(_("%(country)s, revision %(number)s") % {
                "country": pick(row.assignment.country, "name"), "number": row.number}),
        ],
    }  # fmt: skip
    return render(request, "reporting/desk/revision.html", context)


@seat_required
@require_POST
def revision_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Acknowledge, draft a question, an edit or a note on an answer, or send what was collected (field "act")."""
    row = _revision(request, pk)
    act, posted, seat = request.POST.get("act"), request.POST, request.seat
    common: dict[str, Any] = {"revision": row, "by": seat}
    on_answer: dict[str, Any] = common | {"answer_id": posted.get("answer", ""), "text": posted.get("text", "")}
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "acknowledge": (lambda: _acknowledge(row, request), _("Receipt was acknowledged.")),
        "question": (lambda: actions.draft_question(**on_answer), _("Kept as a draft. Nothing was sent.")),
        "edit": (
            lambda: actions.draft_edit(
                **on_answer, language=posted.get("edit_language", ""), edit_text=posted.get("edit_text", "")
            ),
            _("Kept as a draft. Nothing was sent."),
        ),
        "note": (lambda: actions.add_internal_note(**on_answer), _("The note was kept. Only the Secretariat sees it.")),
        "send": (lambda: _send(row, request), _("The request was sent to the country.")),
    }
    if act not in acts:
        raise Http404
    return _try(request, row, *acts[act])


@seat_required
@require_POST
def thread_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Reply, resolve, or throw a draft away (field "act")."""
    seat = request.seat
    if not seat.is_desk:
        raise Http404
    rows = Thread.objects.visible_to(seat).select_related("revision__assignment__call", "revision__assignment__country")
    thread = get_object_or_404(rows, pk=pk)
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "reply": (
            lambda: actions.reply(thread=thread, text=request.POST.get("text", ""), by=seat),
            _("Your reply was sent."),
        ),
        "resolve": (lambda: actions.resolve(thread=thread, by=seat), _("Resolved.")),
        "discard": (lambda: actions.discard_draft(thread=thread, by=seat), _("The draft was thrown away.")),
    }
    if request.POST.get("act") not in acts:
        raise Http404
    return _try(request, queries.read_now(thread.revision), *acts[request.POST["act"]])


def _acknowledge(row: Revision, request: SeatRequest) -> None:
    actions.acknowledge(revision=row, by=request.seat)
    notify.acknowledged(row, by=request.seat)


def _send(row: Revision, request: SeatRequest) -> None:
    sent = actions.send_request(
        revision=row,
        message=request.POST.get("message", ""),
        reply_by=_day(request.POST.get("reply_by", "")),
        by=request.seat,
    )
    notify.clarification_sent(sent, by=request.seat)


def _day(text: str) -> date | None:
    """The day that was typed, None for an empty box. Raises Refused for a day that the calendar does not have."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if text and day is None:
        raise Refused(_("“%(day)s” is not a date.") % {"day": text[:20]})
    return day


def _answer(answer: dict[str, Any], view: str, language: str) -> dict[str, Any]:
    """One answer in the chosen view and language, with its threads as remarks."""
    texts = {text["language"]: text for text in answer["texts"]}
    shown = texts.get(language) or next(iter(texts.values()), None)
    return answer | {
        "shown": shown,
        "runs": answer["redlines"].get(shown["language"], []) if shown and view == "changes" else [],
        "both": answer["texts"] if view == "side" else [],
        "talks": [_talk(thread, texts) for thread in answer["threads"]],
    }


def _talk(thread: Thread, texts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A thread as remarks; an edit with what it would change in the text as submitted."""
    submitted = texts.get(thread.edit_language, {}).get("text", "")
    return {
        "thread": thread,
        "look": "draft"
        if thread.status == ThreadStatus.DRAFT
        else "resolved"
        if thread.status in (ThreadStatus.RESOLVED, ThreadStatus.TAKEN, ThreadStatus.LEFT)
        else "",
        "runs": diff_words(submitted, thread.edit_text) if thread.kind == ThreadKind.EDIT else [],
        "remarks": [
            Remark(
                str(m.author),
                m.text,
                m.at,
                initials=_("RCM") if not m.from_country else "",
                look="desk" if not m.from_country else "",
                note=_("revision %(number)s") % {"number": thread.revision.number},
            )
            for m in thread.messages.all()
        ],
    }


def _revision(request: SeatRequest, pk: object) -> Revision:
    seat = request.seat
    if not seat.is_desk:
        raise Http404
    rows = Revision.objects.visible_to(seat).select_related(
        "assignment__country", "assignment__call__cycle", "assignment__call__scheme"
    )
    return get_object_or_404(rows, pk=pk)


def _try(request: SeatRequest, row: Revision, act: Callable[[], Any], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    objective = request.POST.get("objective", "")
    place = f"#a-{request.POST['answer']}" if request.POST.get("answer") else ""
    query = f"?objective={objective}" if objective.isdecimal() else ""
    return redirect(f"{reverse('reporting:desk-revision', args=[row.pk])}{query}{place}")
