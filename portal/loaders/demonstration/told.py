"""Whom the portal told of the latest events of the demonstration: a few notices, each with its mail."""

from datetime import timedelta

from portal.loaders.demonstration.stage import Stage
from reporting import notify
from reporting.enums import RevisionStatus, RoundStatus
from reporting.models import Call, ClarificationRequest, ClearanceRound, Delegation, Revision

RECENT = timedelta(days=15)


def tell_people(stage: Stage, call: Call) -> None:
    """What would have been told by the pages, for the last days only, at the time it happened."""
    after = stage.clock.now - RECENT
    for assignment in call.assignments.exclude(extension_until=None).select_related("call", "country"):
        stage.clock.set(assignment.status_changed_at)
        notify.extension_agreed(assignment)
    given: dict[object, list[Delegation]] = {}
    for row in Delegation.objects.filter(assignment__call=call).select_related("assignment__country", "user"):
        given.setdefault((row.assignment_id, row.user_id), []).append(row)
    for rows in given.values():
        stage.clock.go(-32)
        notify.delegated(rows[0].assignment, rows[0].user, [row.objective_id for row in rows])
    rounds = ClearanceRound.objects.filter(assignment__call=call, asked_at__gt=after)
    for clearance in rounds.select_related("assignment__country"):
        stage.clock.set(clearance.asked_at)
        notify.clearance_asked(clearance)
        if clearance.status == RoundStatus.CLEARED:
            stage.clock.set(clearance.signatures.latest("at").at)
            notify.clearance_ended(clearance)
    revisions = Revision.objects.filter(assignment__call=call, submitted_at__gt=after)
    for revision in revisions.select_related("assignment__country"):
        stage.clock.set(revision.submitted_at)
        notify.submitted(revision)
        if revision.status == RevisionStatus.ACKNOWLEDGED:
            stage.clock.set(revision.status_changed_at)
            notify.acknowledged(revision)
    asked = ClarificationRequest.objects.filter(revision__assignment__call=call, sent_at__gt=after)
    for request in asked.select_related("revision__assignment__country"):
        stage.clock.set(request.sent_at)
        notify.clarification_sent(request)
