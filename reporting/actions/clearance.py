"""Clearance: the country's chain, a round that goes through it, and its signatures."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.clearance import chain_of, may_sign_step
from accounts.seats import Seat
from common.errors import Refused
from common.results import Denied, require
from reporting import rules
from reporting.actions.reasons import keep_reasons
from reporting.actions.submission import latest_revision
from reporting.checks import Finding, Severity, run_checks
from reporting.enums import RoundStatus
from reporting.models import Assignment, ClearanceRound, Signature
from reporting.policy import Act
from reporting.snapshots import answers_of, digest, snapshot
from reporting.trail import note
from reporting.workflow import move


class Incomplete(Refused):
    """A box of the check page is still to be filled."""


@transaction.atomic
def ask_clearance(
    *,
    assignment: Assignment,
    objectives: list[int],
    includes_whole: bool,
    what_changed: str,
    reasons: dict[str, str],
    by: Seat,
) -> ClearanceRound:
    """Send a subset of the working copy through the country's chain.

    `reasons` maps a warning's key to the reason the focal point gives for going on all the same; each is kept and
    offered with the next round. Raises Refused while a blocker stands, a warning has no reason, nothing is included,
    or another round is under way.
    """
    require(rules.may(by, Act.ASK_CLEARANCE, assignment))
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    if live_round(assignment):
        raise Refused(_("A clearance is under way. Take it back first to ask for another."))
    steps = chain_of(assignment.country)
    if latest_revision(assignment) and not what_changed.strip():
        raise Incomplete(_("Say in a line what changed since the last revision."))
    answers = answers_of(assignment)
    value = snapshot(assignment, objectives=objectives, includes_whole=includes_whole, answers=answers)
    if not value["answers"]:
        raise Refused(_("There is nothing to submit yet: choose at least one objective that says something."))
    findings = run_checks(assignment, objectives=objectives, includes_whole=includes_whole, answers=answers)
    if any(finding.severity == Severity.BLOCKER for finding in findings):
        raise Refused(_("Something still stands in the way. The list says what."))
    warnings = [finding for finding in findings if finding.severity == Severity.WARNING]
    if unanswered := [finding for finding in warnings if not reasons.get(finding.key, "").strip()]:
        raise Incomplete(_("Give a reason for each warning, or mend it (%(count)s left).") % {"count": len(unanswered)})
    keep_reasons(assignment=assignment, findings=warnings, reasons=reasons, by=by)
    clearance = ClearanceRound.objects.create(
        assignment=assignment,
        objectives=sorted(set(objectives)),
        includes_whole=includes_whole,
        what_changed=what_changed.strip(),
        warnings=[_kept(finding, reasons) for finding in warnings],
        content_hash=digest(value),
        steps=steps,
        asked_by=by.person,
    )
    note("clearance_asked", assignment=assignment, by=by, round=str(clearance.pk))
    return clearance


@transaction.atomic
def sign(*, clearance: ClearanceRound, cleared: bool, remark: str, by: Seat) -> Signature:
    """Clear the next step of a round, or return it with a reason. The last step makes it cleared.

    Raises Refused when the text changed since the round was asked for, or when this step belongs to others.
    """
    assignment = clearance.assignment
    require(rules.may(by, Act.SIGN, assignment))
    clearance = ClearanceRound.objects.select_for_update().get(pk=clearance.pk)
    if clearance.status != RoundStatus.OPEN:
        raise Refused(_("This clearance is no longer open."))
    step = next_step(clearance)
    if isinstance(turn := may_sign_step(by, assignment.country, step), Denied):
        raise Refused(turn.why)
    if cleared and changed_since(clearance):
        raise Refused(_("The text changed after clearance was asked for. Return it, so that it is asked again."))
    if not cleared and not remark.strip():
        raise Refused(_("Say why it is returned."))
    signature = Signature.objects.create(
        round=clearance,
        step=step["order"],
        signer=by.person,
        office=by.membership.institution_en if by.membership else "",
        cleared=cleared,
        note=remark.strip(),
    )
    if not cleared:
        move(clearance, RoundStatus.RETURNED, by=by, closed_at=timezone.now())
    elif step["order"] == clearance.steps[-1]["order"]:
        move(clearance, RoundStatus.CLEARED, by=by)
    note("cleared" if cleared else "clearance_returned", assignment=assignment, by=by, step=step["order"])
    return signature


@transaction.atomic
def cancel_clearance(*, clearance: ClearanceRound, by: Seat) -> None:
    """Take a round back before it was submitted."""
    require(rules.may(by, Act.ASK_CLEARANCE, clearance.assignment))
    move(clearance, RoundStatus.CANCELLED, by=by, closed_at=timezone.now())
    note("clearance_taken_back", assignment=clearance.assignment, by=by)


def live_round(assignment: Assignment) -> ClearanceRound | None:
    """The round under way or cleared and not yet submitted."""
    return assignment.rounds.filter(status__in=(RoundStatus.OPEN, RoundStatus.CLEARED)).first()


def next_step(clearance: ClearanceRound) -> dict[str, Any]:
    """The first step without signature; the last one when all have signed."""
    signed = set(clearance.signatures.values_list("step", flat=True))
    return next((step for step in clearance.steps if step["order"] not in signed), clearance.steps[-1])


def changed_since(clearance: ClearanceRound) -> bool:
    """Did the included text change after clearance was asked for?"""
    value = snapshot(clearance.assignment, objectives=clearance.objectives, includes_whole=clearance.includes_whole)
    return digest(value) != clearance.content_hash


def _kept(finding: Finding, reasons: dict[str, str]) -> dict[str, str]:
    return {"key": finding.key, "message": finding.message, "reason": reasons[finding.key].strip()}
