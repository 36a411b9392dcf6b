"""The home of a country's contribution."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.clearance import waiting_for
from accounts.decorators import seat_required
from accounts.http import SeatRequest
from accounts.models import Membership
from accounts.seats import Seat
from common.errors import Refused
from common.i18n import current_language, pick
from common.shapes import Happening, Link, Task, Tick, TickGroup
from objectives.models import Objective, Scheme
from practices.models import PracticeVersion
from reporting import notify
from reporting.actions import cycles as actions
from reporting.enums import AnswerKind, AssignmentStatus
from reporting.models import Assignment, Call, Publication, Revision
from reporting.queries import workspace as queries
from reporting.queries.workspace import ObjectiveWork
from reporting.views.workspace.base import assignment_of, frame, objective_label, sent_words
from reporting.views.workspace.next_act import acts_for, situation_of

LOOK = {
    "ready": "done", "complete": "done", "in_progress": "draft", "clarification": "attention", "not_started": "",
    "submitted": "sent", "published": "public",
}  # fmt: skip
SHOWN = 8


@seat_required
@require_safe
def workspace(request: SeatRequest) -> HttpResponse:
    """Leads to the contribution asked for now, or to the latest one."""
    if not request.seat.is_workspace:
        raise Http404
    found = queries.assignments_of(request.seat.home)
    if found:
        return redirect("reporting:contribution", found[0].pk)
    return render(request, "reporting/workspace/empty.html")


@seat_required
@require_safe
def contribution(request: SeatRequest, pk: str) -> HttpResponse:
    """What is asked, what is done, what comes next; objectives grouped by the scheme the person picks."""
    assignment = assignment_of(request, pk)
    revision = queries.current_revision(assignment)
    publication = _publication(assignment)
    work = queries.work_of(assignment, revision=revision)
    schemes = list(Scheme.objects.order_by("order", "name_en"))
    scheme = next((s for s in schemes if s.code == request.GET.get("scheme")), assignment.call.scheme)
    groups = queries.grouped(scheme, Objective.objects.all())
    situation = situation_of(request.seat, assignment, work, revision, publication)
    acts = acts_for(situation)
    context = frame(request, assignment) | {
        "groups": [_group(assignment, group, objectives, work, revision) for group, objectives in groups],
        "ticks": [
            TickGroup(_group_name(group), [_tick(assignment, work[o.number], o) for o in objectives])
            for group, objectives in groups
        ],
        "counts": _counts(work),
        "whole": _task(assignment, work[None], None, revision) if None in work else None,
        "scheme_links": [
            Link(pick(s, "name"), f"?scheme={s.code}", "true" if s.pk == scheme.pk else "") for s in schemes
        ],
        "next_act": acts[0],
        "then": acts[1:],
        "clearance": situation.live,
        "revision": revision,
        "publication": publication,
        "is_held": bool(publication and publication.embargo_until > timezone.now()),
        "team": Membership.objects.active().filter(country=assignment.country).select_related("user"),
        "happenings": _in_words(queries.latest_edits(assignment, SHOWN)),
        "questionnaires": Call.objects.open_to(request.seat).select_related("theme"),
        "practices_waiting": _practices_waiting(request.seat),
        "older": [a for a in queries.assignments_of(assignment.country) if a.pk != assignment.pk],
    }
    return render(request, "reporting/workspace/contribution.html", context)


@seat_required
@require_POST
def intention(request: SeatRequest, pk: str) -> HttpResponse:
    """Acknowledge the invitation, need more time to consult, or will not report."""
    assignment = assignment_of(request, pk)
    wanted = request.POST.get("intention", "")
    if wanted not in AssignmentStatus.values:
        messages.error(request, _("Choose one of the three."))
        return redirect("reporting:contribution", assignment.pk)
    try:
        actions.state_intention(
            assignment=assignment, intention=wanted, remark=request.POST.get("remark", ""), by=request.seat
        )
        messages.success(request, _("The Secretariat sees: %(status)s.") % {"status": assignment.get_status_display()})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:contribution", assignment.pk)


@seat_required
@require_POST
def extension(request: SeatRequest, pk: str) -> HttpResponse:
    """Ask for a later indicative date."""
    assignment = assignment_of(request, pk)
    try:
        until = parse_date(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is None:
        messages.error(request, _("Choose a date."))
        return redirect("reporting:contribution", assignment.pk)
    try:
        actions.ask_extension(assignment=assignment, until=until, by=request.seat)
        notify.extension_asked(assignment, by=request.seat)
        messages.success(request, _("The Secretariat was asked for the new date."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:contribution", assignment.pk)


def _publication(assignment: Assignment) -> Publication | None:
    """What others read, now or from a day on; it may be an earlier revision than the current one."""
    rows = assignment.publications.filter(ended_at=None).select_related("revision")
    return rows.defer("revision__snapshot").first()


def _practices_waiting(seat: Seat) -> int:
    """How many versions of practices wait for this seat's step of the clearance. Two queries."""
    return waiting_for(seat, seat.home, PracticeVersion.objects.in_clearance(seat).values_list("steps", flat=True))


def _group(
    assignment: Assignment, group: object, objectives: list[Objective], work: dict, revision: Revision | None
) -> dict:
    tasks = [_task(assignment, work[o.number], o, revision) for o in objectives]
    return {
        "name": _group_name(group),
        "topic": pick(group, "topic") if group else "",
        "tasks": tasks,
        "done": sum(1 for task in tasks if task.state in queries.DONE),
        "total": len(tasks),
    }


def _group_name(group: object) -> str:
    return pick(group, "name") if group else _("Not in this grouping")


def _task(assignment: Assignment, work: ObjectiveWork, objective: Objective | None, revision: Revision | None) -> Task:
    facts = [*filter(None, [sent_words(work, revision)]), *work.people]
    if work.silent:
        facts.append(str(AnswerKind(work.silent).label))
    if work.proposals:
        facts.append(_proposed(work.proposals))
    return Task(
        title=pick(objective, "title") if objective else _("Questions on the whole report"),
        url=_address(assignment, work.number),
        state=work.state,
        number=work.number,
        facts=facts,
        hot=_asked(work.questions),
        answered=work.answered,
        asked=work.asked,
    )


def _proposed(count: int) -> str:
    return ngettext("%(count)s proposed text", "%(count)s proposed texts", count) % {"count": count}


def _asked(count: int) -> str:
    words = ngettext("%(count)s question from the Secretariat", "%(count)s questions from the Secretariat", count)
    return words % {"count": count} if count else ""


def _tick(assignment: Assignment, work: ObjectiveWork, objective: Objective) -> Tick:
    words = f"{pick(objective, 'short')}: {work.answered}/{work.asked}"
    return Tick(objective.number, _address(assignment, objective.number), words, LOOK[work.state])


def _address(assignment: Assignment, number: int | None) -> str:
    if number is None:
        return reverse("reporting:whole-report", args=[assignment.pk])
    return reverse("reporting:objective", args=[assignment.pk, number])


def _counts(work: dict) -> dict[str, int]:
    states = [row.state for number, row in work.items() if number]
    return {
        "complete": sum(1 for s in states if s in queries.FINISHED),
        "submitted": states.count(queries.SUBMITTED),
        "published": states.count(queries.PUBLISHED),
        "in_progress": states.count("in_progress"),
        "clarification": states.count("clarification"),
        "not_started": states.count("not_started"),
    }


def happenings(assignment: Assignment, limit: int) -> list[Happening]:
    """The saves of texts in words, from their history."""
    return _in_words(queries.activity_of(assignment, limit))


def _in_words(rows: list[dict[str, Any]]) -> list[Happening]:
    return [Happening(row["name"], _("edited %(where)s") % {"where": _where(row)}, row["at"]) for row in rows]


def _where(row: dict) -> str:
    label = row[f"label_{current_language()}"]
    return f"{objective_label(row['objective'])}, {label}"
