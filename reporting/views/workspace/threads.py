"""Questions and proposed edits of the Secretariat, and the country's replies."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.diff import diff_words
from common.errors import Conflict, Refused
from common.shapes import Link, Remark
from reporting import rules
from reporting.actions import clarification as actions
from reporting.enums import ThreadKind, ThreadStatus
from reporting.models import AnswerText, Thread
from reporting.policy import Act
from reporting.queries import workspace as queries
from reporting.queries.reading import passages
from reporting.views.workspace.base import assignment_of, frame, objective_label


@seat_required
@require_safe
def threads(request: SeatRequest, pk: str) -> HttpResponse:
    """What the Secretariat asked, thread by thread."""
    assignment = assignment_of(request, pk)
    rows = queries.threads_of(assignment, request.seat)
    edits = [t.answer_id for t in rows if t.kind == ThreadKind.EDIT]
    texts = {(r.answer_id, r.language): r.text for r in AnswerText.objects.filter(answer_id__in=edits)}
    held = passages(rows, assignment)
    context = frame(request, assignment, Link(_("Questions of the Secretariat"))) | {
        "rows": [_shown(assignment.pk, thread, texts) | {"passage": held.get(thread.pk)} for thread in rows],
        "may_answer": rules.may(request.seat, Act.ANSWER_THREAD, assignment),
    }
    return render(request, "reporting/workspace/threads.html", context)


@seat_required
@require_POST
def thread_act(request: SeatRequest, pk: str) -> HttpResponse:
    """Reply, take an edit or leave it (field "act")."""
    seat = request.seat
    if not seat.is_workspace:
        raise Http404
    rows = Thread.objects.visible_to(seat).select_related("revision__assignment__call", "revision__assignment__country")
    thread = get_object_or_404(rows, pk=pk)
    act = request.POST.get("act")
    try:
        if act == "take":
            actions.take_edit(thread=thread, by=seat)
            messages.success(
                request, _("The text is in your working copy. It reaches the Secretariat with your next revision.")
            )
        elif act == "leave":
            actions.leave_edit(thread=thread, by=seat)
            messages.success(request, _("Your text stands."))
        else:
            actions.reply(thread=thread, text=request.POST.get("text", ""), by=seat)
            messages.success(request, _("Your reply was sent."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Conflict:
        messages.error(request, _("Somebody saved this answer in the meantime. Look at it again before you decide."))
    return redirect("reporting:threads", thread.revision.assignment_id)


def remarks_of(thread: Thread) -> list[Remark]:
    """The messages of a thread, for the component that shows it."""
    return [
        Remark(str(message.author), message.text, message.at)
        if message.from_country
        else Remark(_("Executive Secretariat"), message.text, message.at, initials=_("RCM"), look="desk")
        for message in thread.messages.all()
    ]


def _shown(assignment_pk: object, thread: Thread, texts: dict) -> dict:
    number = thread.objective_number
    page = (
        reverse("reporting:objective", args=[assignment_pk, number])
        if number
        else reverse("reporting:whole-report", args=[assignment_pk])
    )
    return {
        "thread": thread,
        "where": objective_label(number),
        "url": f"{page}#a-{thread.answer_id}",
        "remarks": remarks_of(thread),
        "is_edit": thread.kind == ThreadKind.EDIT,
        "is_open": thread.status == ThreadStatus.OPEN,
        "closed": thread.status in (ThreadStatus.RESOLVED, ThreadStatus.TAKEN, ThreadStatus.LEFT),
        "runs": diff_words(texts.get((thread.answer_id, thread.edit_language), ""), thread.edit_text)
        if thread.kind == ThreadKind.EDIT
        else [],
    }
