"""Submission: how a cleared text leaves a country's space as a revision, and how the country takes it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from reporting import notify, rules
from reporting.actions.dispatch import withhold_reminders
from reporting.actions.publication import end_publication
from reporting.enums import IN_FORCE, AssignmentStatus, Channel, FileStatus, Outcome, RevisionStatus, RoundStatus
from reporting.models import AnswerText, Assignment, ClearanceRound, Revision, Signature
from reporting.policy import Act
from reporting.snapshots import digest, reported_objectives, snapshot
from reporting.trail import note
from reporting.workflow import move


@transaction.atomic
def submit(*, clearance: ClearanceRound, by: Seat) -> Revision:
    """Freeze a cleared round as the next numbered revision, which becomes the current one.

    Submitting the same round twice returns the same revision. Raises Refused when the round is not cleared or the
    text changed since.
    """
    assignment = clearance.assignment
    require(rules.may(by, Act.SUBMIT, assignment))
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("call__cycle", "call__template_version__template", "country")
        .get(pk=assignment.pk)
    )
    clearance = ClearanceRound.objects.get(pk=clearance.pk)
    last = latest_revision(assignment)
    if clearance.status == RoundStatus.SUBMITTED and last:
        return last
    if clearance.status != RoundStatus.CLEARED:
        raise Refused(_("The clearance is not complete yet."))
    value = snapshot(assignment, objectives=clearance.objectives, includes_whole=clearance.includes_whole)
    if digest(value) != clearance.content_hash:
        raise Refused(_("The text changed after it was cleared. Ask for clearance again."))
    previous_hash = last.hash if last else ""
    channel = _channel(assignment, last)
    Revision.objects.filter(assignment=assignment, is_current=True).update(is_current=False)
    revision = Revision.objects.create(
        assignment=assignment,
        number=last.number + 1 if last else 1,
        snapshot=value,
        objectives=reported_objectives(value),
        hash=digest(value, previous_hash),
        previous_hash=previous_hash,
        what_changed=clearance.what_changed,
        channel=channel,
        typed_by=_typed_by(assignment),
        clearance=_signed(clearance),
        submitted_by=by.person,
        submitted_by_label=by.label,
    )
    move(clearance, RoundStatus.SUBMITTED, by=by, closed_at=timezone.now())
    if assignment.status != AssignmentStatus.SUBMITTED:
        move(assignment, AssignmentStatus.SUBMITTED, by=by)
    withhold_reminders(assignment, Outcome.SUBMITTED)
    note("submitted", assignment=assignment, by=by, revision=revision.number, hash=revision.hash, came_by=channel)
    return revision


@transaction.atomic
def recall(*, revision: Revision, remark: str, by: Seat) -> None:
    """Take back a revision nothing has been compiled from. The one before it, if still in force, is current again."""
    require(rules.may(by, Act.RECALL, revision.assignment))
    revision = Revision.objects.select_for_update().get(pk=revision.pk)
    if revision.compiled_at:
        raise Refused(_("It has been compiled from already. Submit a new revision, or withdraw this one."))
    before = (
        Revision.objects.filter(assignment=revision.assignment, number__lt=revision.number, status__in=IN_FORCE)
        .order_by("-number")
        .first()
    )
    _end(revision, RevisionStatus.RECALLED, remark=remark, by=by, successor=before)


@transaction.atomic
def withdraw(*, revision: Revision, remark: str, by: Seat) -> None:
    """Withdraw a contribution for good: pages and interfaces show a dated trace, frozen editions keep the text.

    No earlier revision comes back by itself.
    """
    require(rules.may(by, Act.WITHDRAW, revision.assignment))
    revision = Revision.objects.select_for_update().get(pk=revision.pk)
    _end(revision, RevisionStatus.WITHDRAWN, remark=remark, by=by)


def latest_revision(assignment: Assignment) -> Revision | None:
    """The revision with the highest number, whatever became of it: the next one chains to it."""
    return assignment.revisions.order_by("-number").first()


def _end(revision: Revision, status: str, *, remark: str, by: Seat, successor: Revision | None = None) -> None:
    assignment = revision.assignment
    was_current = revision.is_current
    move(revision, status, by=by, is_current=False, status_note=remark.strip())
    if assignment.publications.filter(revision=revision, ended_at=None).exists():
        end_publication(assignment)
    if was_current and successor:
        Revision.objects.filter(pk=successor.pk).update(is_current=True)
    elif was_current:
        move(assignment, AssignmentStatus.ACKNOWLEDGED, by=by)
    note(f"revision_{status}", assignment=assignment, by=by, revision=revision.number)
    notify.revision_ended(revision, by=by)


def _channel(assignment: Assignment, last: Revision | None) -> str:
    """By which way the text came: that of the file taken in last since the revision before, else the portal.

    A translation that came back changes nothing of that.
    """
    taken = assignment.incoming.filter(status=FileStatus.TAKEN).exclude(channel=Channel.XLIFF)
    if last:
        taken = taken.filter(taken_at__gt=last.submitted_at)
    return taken.order_by("taken_at").values_list("channel", flat=True).last() or Channel.PORTAL


def _typed_by(assignment: Assignment) -> list[str]:
    rows = AnswerText.objects.filter(answer__assignment=assignment).exclude(updated_by=None)
    return sorted(set(rows.values_list("updated_by__name", flat=True)))


def _signed(clearance: ClearanceRound) -> list[dict[str, Any]]:
    names = {step["order"]: step for step in clearance.steps}
    return [
        {
            "step": signature.step,
            "name_en": names[signature.step]["name_en"],
            "name_es": names[signature.step]["name_es"],
            "signer": str(signature.signer),
            "office": signature.office,
            "at": signature.at.isoformat(),
            "document": _document(signature),
        }
        for signature in clearance.signatures.select_related("signer", "document")
    ]


def _document(signature: Signature) -> dict[str, str]:
    """What was signed on paper, by name and fingerprint; the file stays with the country."""
    kept = signature.document
    return {"name": kept.name, "sha256": kept.sha256} if kept else {}
