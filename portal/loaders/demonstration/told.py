"""Whom the portal told of the latest events of the demonstration: a few notices, each with its mail."""

from datetime import timedelta

from accounts.seats import Seat
from portal.loaders.demonstration.stage import Stage
from reporting import notify
from reporting.actions.clearance import next_step
from reporting.enums import RevisionStatus, RoundStatus
from reporting.models import Call, ClarificationRequest, ClearanceRound, Delegation, Revision

RECENT = timedelta(days=15)


def tell_people(stage: Stage, call: Call) -> None:
    """What would have been told by the pages, for the last days only, at the time it happened."""
    after = stage.clock.now - RECENT
    for assignment in call.assignments.exclude(extension_until=None).select_related("call", "country"):
        stage.clock.set(assignment.status_changed_at)
        notify.extension_agreed(assignment, by=stage.secretariat)
    given: dict[object, list[Delegation]] = {}
    for row in Delegation.objects.filter(assignment__call=call).select_related("assignment__country", "user"):
        given.setdefault((row.assignment_id, row.user_id), []).append(row)
    for rows in given.values():
        stage.clock.go(-32)
        assignment, objectives = rows[0].assignment, [row.objective_id for row in rows]
        by = stage.cast[f"focal.{assignment.country.code[-1].lower()}"]
        notify.delegated(assignment, rows[0].user, objectives, by=by)
    rounds = ClearanceRound.objects.filter(assignment__call=call, asked_at__gt=after)
    for clearance in rounds.select_related("assignment__country"):
        stage.clock.set(clearance.asked_at)
        notify.clearance_waits(clearance, next_step(clearance), by=Seat(clearance.asked_by))
        if clearance.status == RoundStatus.CLEARED:
            last = clearance.signatures.latest("at")
            stage.clock.set(last.at)
            notify.clearance_ended(clearance, by=Seat(last.signer))
    revisions = Revision.objects.filter(assignment__call=call, submitted_at__gt=after)
    for revision in revisions.select_related("assignment__country"):
        stage.clock.set(revision.submitted_at)
        notify.submitted(revision, by=Seat(revision.submitted_by))
        if revision.status == RevisionStatus.ACKNOWLEDGED:
            stage.clock.set(revision.status_changed_at)
            notify.acknowledged(revision, by=stage.secretariat)
    asked = ClarificationRequest.objects.filter(revision__assignment__call=call, sent_at__gt=after)
    for request in asked.select_related("revision__assignment__country"):
        stage.clock.set(request.sent_at)
        notify.clarification_sent(request, by=stage.secretariat)
