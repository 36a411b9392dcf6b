"""Clearance, submission, recall, withdrawal, publication: how a text leaves a country's space."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.errors import Refused
from common.results import require
from reporting import notify, rules
from reporting.actions.published import end_published, write_published
from reporting.actions.reasons import keep_reasons
from reporting.checks import Finding, Severity, run_checks
from reporting.enums import (
    AUDIENCE_WIDTH,
    PUBLISHED_AUDIENCES,
    AssignmentStatus,
    Audience,
    Channel,
    FileStatus,
    RevisionStatus,
    RoundStatus,
    narrower,
)
from reporting.models import (
    Answer,
    AnswerText,
    Assignment,
    ClearanceRound,
    ClearanceStep,
    Publication,
    Revision,
    Signature,
)
from reporting.policy import Act
from reporting.snapshots import answers_of, digest, reported_objectives, snapshot
from reporting.trail import note
from reporting.workflow import move

MAX_STEPS = 3
IN_FORCE = (RevisionStatus.SUBMITTED, RevisionStatus.ACKNOWLEDGED)


@transaction.atomic
def set_clearance_chain(*, assignment: Assignment, steps: list[dict[str, Any]], by: Seat) -> list[ClearanceStep]:
    """Set the country's chain: one to three steps {name_en, name_es, clearers: [User]}, in order.

    A round under way keeps the chain it was asked with.
    """
    require(rules.may(by, Act.SET_CHAIN, assignment))
    if not 1 <= len(steps) <= MAX_STEPS:
        raise Refused(_("A chain has one to three steps."))
    country = assignment.country
    country.clearance_steps.all().delete()
    chain = []
    for order, step in enumerate(steps, start=1):
        if not step["name_en"].strip() or not step["name_es"].strip():
            raise Refused(_("Each step needs a name in both languages."))
        row = ClearanceStep.objects.create(
            country=country, order=order, name_en=step["name_en"].strip(), name_es=step["name_es"].strip()
        )
        row.clearers.set(step.get("clearers", []))
        chain.append(row)
    note("chain_set", assignment=assignment, by=by, steps=[step.name_en for step in chain])
    return chain


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
    steps = list(assignment.country.clearance_steps.order_by("order"))
    if not steps:
        raise Refused(_("Set the clearance chain of your country first."))
    if latest_revision(assignment) and not what_changed.strip():
        raise Refused(_("Say in a line what changed since the last revision."))
    answers = answers_of(assignment)
    value = snapshot(assignment, objectives=objectives, includes_whole=includes_whole, answers=answers)
    if not value["answers"]:
        raise Refused(_("There is nothing to submit yet: choose at least one objective that says something."))
    findings = run_checks(assignment, objectives=objectives, includes_whole=includes_whole, answers=answers)
    if any(finding.severity == Severity.BLOCKER for finding in findings):
        raise Refused(_("Something still stands in the way. The list says what."))
    warnings = [finding for finding in findings if finding.severity == Severity.WARNING]
    if unanswered := [finding for finding in warnings if not reasons.get(finding.key, "").strip()]:
        raise Refused(_("Give a reason for each warning, or mend it (%(count)s left).") % {"count": len(unanswered)})
    keep_reasons(assignment=assignment, findings=warnings, reasons=reasons, by=by)
    clearance = ClearanceRound.objects.create(
        assignment=assignment,
        objectives=sorted(set(objectives)),
        includes_whole=includes_whole,
        what_changed=what_changed.strip(),
        warnings=[_kept(finding, reasons) for finding in warnings],
        content_hash=digest(value),
        steps=[{"order": s.order, "name_en": s.name_en, "name_es": s.name_es} for s in steps],
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
    if not may_sign_step(assignment, step["order"], by):
        raise Refused(_("The step “%(step)s” belongs to other clearers.") % {"step": step["name_en"]})
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


@transaction.atomic
def publish(
    *,
    revision: Revision,
    audience: str,
    by: Seat,
    embargo_until: datetime | None = None,
    narrowed: dict[str, str] | None = None,
) -> Publication:
    """Let others read a revision: an audience, an embargo, and answers that only a narrower audience reads.

    Replaces the publication in force. Of the audience an answer had when it was frozen, the one it has now and
    `narrowed` ({answer id: audience}), the narrowest applies; none can widen. Raises Refused for a revision no longer
    in force.
    """
    assignment = revision.assignment
    require(rules.may(by, Act.PUBLISH, assignment))
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    revision = Revision.objects.get(pk=revision.pk)
    if revision.status not in IN_FORCE:
        raise Refused(_("This revision was taken back and cannot be published."))
    if audience not in PUBLISHED_AUDIENCES:
        raise Refused(_("Choose who may read it."))
    now = timezone.now()
    limits = audience_limits(revision, narrowed or {})
    _close_publication(assignment, Publication.Ending.REPLACED, now)
    publication = Publication.objects.create(
        assignment=assignment,
        revision=revision,
        audience=audience,
        embargo_until=max(embargo_until or now, now),
        narrowed={key: limit for key, limit in limits.items() if narrower(limit, audience)},
        published_by=by.person,
        published_at=now,
    )
    write_published(publication)
    note("published", assignment=assignment, by=by, revision=revision.number, audience=audience)
    return publication


def audience_limits(revision: Revision, narrowed: dict[str, str] | None = None) -> dict[str, str]:
    """By answer id, the narrowest audience among: as frozen, as the working copy says now, as asked for besides."""
    frozen = {answer["id"]: answer["audience"] for answer in revision.snapshot["answers"]}
    rows = Answer.objects.filter(assignment=revision.assignment_id).exclude(audience="")
    now = {str(pk): audience for pk, audience in rows.values_list("pk", "audience")}
    found: dict[str, str] = {}
    for key in frozen:
        wanted = [limit for limit in (frozen[key], now.get(key), (narrowed or {}).get(key)) if limit]
        if wanted:
            found[key] = min(wanted, key=lambda limit: AUDIENCE_WIDTH[Audience(limit)])
    return found


@transaction.atomic
def withdraw_publication(*, assignment: Assignment, note_en: str, note_es: str, by: Seat) -> None:
    """Stop publishing without withdrawing the submission."""
    require(rules.may(by, Act.PUBLISH, assignment))
    published = assignment.publications.filter(ended_at=None).first()
    if not published or not _withdraw_publication(assignment, note_en, note_es):
        raise Refused(_("Nothing is published at the moment."))
    note("publication_withdrawn", assignment=assignment, by=by)
    notify.publication_withdrawn(assignment, published.pk, by=by)


def live_round(assignment: Assignment) -> ClearanceRound | None:
    """The round under way or cleared and not yet submitted."""
    return assignment.rounds.filter(status__in=(RoundStatus.OPEN, RoundStatus.CLEARED)).first()


def latest_revision(assignment: Assignment) -> Revision | None:
    """The revision with the highest number, whatever became of it: the next one chains to it."""
    return assignment.revisions.order_by("-number").first()


def next_step(clearance: ClearanceRound) -> dict[str, Any]:
    """The first step without signature; the last one when all have signed."""
    signed = set(clearance.signatures.values_list("step", flat=True))
    return next((step for step in clearance.steps if step["order"] not in signed), clearance.steps[-1])


def may_sign_step(assignment: Assignment, order: int, by: Seat) -> bool:
    """Named clearers of the step; where none is named, any clearer of the country."""
    step = assignment.country.clearance_steps.filter(order=order).first()
    named = set(step.clearers.values_list("pk", flat=True)) if step else set()
    return by.user.pk in named if named and by.user else by.is_clearer


def changed_since(clearance: ClearanceRound) -> bool:
    """Did the included text change after clearance was asked for?"""
    value = snapshot(clearance.assignment, objectives=clearance.objectives, includes_whole=clearance.includes_whole)
    return digest(value) != clearance.content_hash


def _end(revision: Revision, status: str, *, remark: str, by: Seat, successor: Revision | None = None) -> None:
    assignment = revision.assignment
    was_current = revision.is_current
    move(revision, status, by=by, is_current=False, status_note=remark.strip())
    if assignment.publications.filter(revision=revision, ended_at=None).exists():
        _withdraw_publication(assignment)
    if was_current and successor:
        Revision.objects.filter(pk=successor.pk).update(is_current=True)
    elif was_current:
        move(assignment, AssignmentStatus.ACKNOWLEDGED, by=by)
    note(f"revision_{status}", assignment=assignment, by=by, revision=revision.number)
    notify.revision_ended(revision, by=by)


def _withdraw_publication(assignment: Assignment, note_en: str = "", note_es: str = "") -> int:
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    now = timezone.now()
    end_published(assignment, now)
    return _close_publication(assignment, Publication.Ending.WITHDRAWN, now, note_en, note_es)


def _close_publication(assignment: Assignment, ending: str, now: datetime, note_en: str = "", note_es: str = "") -> int:
    return assignment.publications.filter(ended_at=None).update(
        ended_at=now, ending=ending, note_en=note_en.strip(), note_es=note_es.strip()
    )


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


def _kept(finding: Finding, reasons: dict[str, str]) -> dict[str, str]:
    return {"key": finding.key, "message": finding.message, "reason": reasons[finding.key].strip()}
