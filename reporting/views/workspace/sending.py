"""From the check page through clearance to the receipt."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clearance import Lost, may_sign_step
from accounts.decorators import seat_required
from accounts.http import SeatRequest
from common.errors import Refused
from common.results import require
from common.shapes import Link
from objectives.models import Objective
from reporting import notify, rules
from reporting.actions import clearance as actions
from reporting.actions.evidence import attach_signed
from reporting.actions.reasons import keep_reasons
from reporting.actions.receipt import make_receipt
from reporting.actions.submission import latest_revision, submit
from reporting.checks import Finding, Severity, run_checks
from reporting.enums import RoundStatus
from reporting.models import Assignment, ClearanceRound, Reason
from reporting.policy import Act
from reporting.queries import workspace as queries
from reporting.snapshots import answers_of
from reporting.views.workspace.base import assignment_of, frame, objective_label, sent_words


@seat_required
@require_http_methods(["GET", "POST"])
def check(request: SeatRequest, pk: str) -> HttpResponse:
    """Choose a subset, look at what the checks say, give reasons, ask for clearance."""
    assignment = assignment_of(request, pk)
    answers = answers_of(assignment)
    live = actions.live_round(assignment)
    revision = queries.current_revision(assignment)
    work = queries.work_of(assignment, answers, revision)
    chosen, whole = _chosen(request, work, live)
    findings = run_checks(assignment, objectives=chosen, includes_whole=whole, answers=answers)
    may_ask = rules.may(request.seat, Act.ASK_CLEARANCE, assignment)
    reasons = {k.removeprefix("reason:"): str(v).strip() for k, v in request.POST.items() if k.startswith("reason:")}
    what_changed = request.POST.get("what_changed", "").strip()
    latest = latest_revision(assignment)
    missing: list[Link] = []
    status = 200
    if may_ask and reasons:
        try:
            keep_reasons(assignment=assignment, findings=findings, reasons=reasons, by=request.seat)
        except Refused as refusal:
            messages.error(request, str(refusal))
            status = 422
    warnings = _with_reasons(assignment, findings, reasons)
    if request.method == "POST" and request.POST.get("act") == "ask" and status == 200:
        require(may_ask)
        try:
            asked = actions.ask_clearance(
                assignment=assignment,
                objectives=chosen,
                includes_whole=whole,
                what_changed=what_changed,
                reasons=reasons,
                by=request.seat,
            )
        except actions.Incomplete:
            missing = _missing(warnings, needs_change=bool(latest and not what_changed))
            status = 422
        except Refused as refusal:
            messages.error(request, str(refusal))
            status = 422
        else:
            notify.clearance_waits(asked, actions.next_step(asked), by=request.seat)
            messages.success(request, _("Clearance was asked for."))
            return redirect("reporting:clearance", assignment.pk)
    context = frame(request, assignment, Link(_("Check and submit"))) | {
        "is_cleared": bool(live and live.status == RoundStatus.CLEARED and not actions.changed_since(live)),
        "rows": [
            {
                "objective": o,
                "work": work[o.number],
                "chosen": o.number in chosen,
                "sent": sent_words(work[o.number], revision),
            }
            for o in Objective.objects.all()
        ],
        "whole": whole,
        "blockers": [f for f in findings if f.severity == Severity.BLOCKER],
        "warnings": warnings,
        "missing": missing,
        "notes": [f for f in findings if f.severity == Severity.NOTE],
        "what_changed": what_changed,
        "latest": latest,
        "clearance": live,
        "steps": assignment.country.clearance_steps.all(),
        "count": len(chosen),
    }
    return render(request, "reporting/workspace/check.html", context, status=status)


@seat_required
@require_safe
def clearance(request: SeatRequest, pk: str) -> HttpResponse:
    """The latest round: its steps, what it includes, and the acts of those whose turn it is."""
    assignment = assignment_of(request, pk)
    live = actions.live_round(assignment) or assignment.rounds.first()
    context: dict[str, Any] = frame(request, assignment, Link(_("Clearance"))) | {"clearance": live}
    if live:
        signatures = {s.step: s for s in live.signatures.select_related("signer", "document")}
        is_open = live.status == "open"
        turn = may_sign_step(request.seat, assignment.country, actions.next_step(live)) if is_open else None
        context |= {
            "steps": [(one, signatures.get(one["order"])) for one in live.steps],
            "changed": live.status in ("open", "cleared") and actions.changed_since(live),
            "turn": turn,
            "lost": isinstance(turn, Lost),
            "may_sign": turn and rules.may(request.seat, Act.SIGN, assignment),
            "may_send": bool(rules.may(request.seat, Act.SUBMIT, assignment)),
            "included": Objective.objects.filter(number__in=live.objectives),
        }
    return render(request, "reporting/workspace/clearance.html", context)


@seat_required
@require_POST
def clearance_act(request: SeatRequest, pk: str, round_pk: str) -> HttpResponse:
    """Sign, return, take back or submit a round (field "act")."""
    assignment = assignment_of(request, pk)
    live = get_object_or_404(
        ClearanceRound.objects.select_related("assignment__country"), pk=round_pk, assignment=assignment
    )
    live.assignment = assignment
    act, remark = request.POST.get("act"), request.POST.get("remark", "")
    try:
        if act in ("clear", "return"):
            with transaction.atomic():  # a step and the word of it to those who are next: both or neither
                _sign(request, live, cleared=act == "clear", remark=remark)
                live.refresh_from_db()
                if live.status == "open":
                    notify.clearance_waits(live, actions.next_step(live), by=request.seat)
                else:
                    notify.clearance_ended(live, by=request.seat)
            messages.success(request, _("Cleared.") if act == "clear" else _("Returned to the focal point."))
        elif act == "take_back":
            actions.cancel_clearance(clearance=live, by=request.seat)
            messages.success(request, _("The clearance was taken back."))
        elif act == "submit":
            with transaction.atomic():
                revision = submit(clearance=live, by=request.seat)
                make_receipt(revision=revision, by=request.seat)
                notify.submitted(revision, by=request.seat)
            messages.success(
                request,
                _("Revision %(number)s was submitted. The receipt is being made.") % {"number": revision.number},
            )
            return redirect("reporting:revisions", assignment.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:clearance", assignment.pk)


def _with_reasons(
    assignment: Assignment, findings: list[Finding], typed: dict[str, str]
) -> list[tuple[Finding, str, Reason | None]]:
    """Each warning with what stands in its box (typed just now, else given before) and the reason on record."""
    kept = {row.key: row for row in assignment.reasons.select_related("given_by")}
    return [
        (f, typed.get(f.key, kept[f.key].text if f.key in kept else ""), kept.get(f.key))
        for f in findings
        if f.severity == Severity.WARNING
    ]


def _missing(warnings: list[tuple[Finding, str, Reason | None]], *, needs_change: bool) -> list[Link]:
    """What has still to be written before clearance can be asked for, each leading to its box."""
    found = [Link(_("What changed since the last revision"), "#what")] if needs_change else []
    return found + [
        Link(f"{objective_label(finding.objective)}: {finding.message}", f"#r{place}")
        for place, (finding, reason, _kept) in enumerate(warnings, start=1)
        if not reason
    ]


def _sign(request: SeatRequest, live: ClearanceRound, *, cleared: bool, remark: str) -> None:
    """Sign, and keep what was signed on paper where it was sent along: both or neither."""
    upload = request.FILES.get("document")
    with transaction.atomic():
        signature = actions.sign(clearance=live, cleared=cleared, remark=remark, by=request.seat)
        if upload is not None and cleared:
            signature.round = live
            attach_signed(signature=signature, upload=upload, by=request.seat)


def _chosen(request: SeatRequest, work: dict, live: ClearanceRound | None) -> tuple[list[int], bool]:
    """The posted subset; else that of the clearance under way; at first the objectives that are finished, with those
    submitted before, because a revision takes the place of the one before it; and the whole report if it says anything.
    """
    if "subset" in request.GET or request.method == "POST":
        data = request.POST if request.method == "POST" else request.GET
        numbers = [int(value) for value in data.getlist("objective") if value.isdecimal() and len(value) < 3]
        return [n for n in numbers if 1 <= n <= 23], "whole" in data
    if live:
        return live.objectives, live.includes_whole
    offered = [number for number, row in work.items() if number and (row.state in queries.DONE or row.sent)]
    return sorted(offered), None in work and work[None].said
