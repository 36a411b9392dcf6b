"""May this seat do this to this thing? Every answer comes from the policy table."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.seats import Seat
from common.dates import say_moment
from common.results import Allowed, Decision, Denied
from objectives.models import Objective
from reporting.enums import CallStatus, ReportStatus
from reporting.models import Answer, Assignment, Call, Delegation, Report
from reporting.models.cycle import audiences_of
from reporting.policy import POLICY, Act


def may(seat: Seat, act: Act, assignment: Assignment | None = None) -> Decision:
    """The table's answer for a seat, an act and (except for acts of the desk) an assignment."""
    row = POLICY[act]
    if seat.role not in row.roles:
        return Denied(_("Your role does not allow this. It belongs to: %(roles)s.") % {"roles": _roles(row.roles)})
    if assignment is None:
        return Allowed()
    if seat.is_workspace and not seat.speaks_for(assignment.country):
        return Denied(_("This belongs to another country."))
    if assignment.status not in row.statuses:
        return Denied(
            _("This is not possible while the contribution is marked “%(status)s”.")
            % {"status": assignment.get_status_display()}
        )
    if act == Act.PUBLISH and seat.is_rehearsal:
        return Denied(_("This is a rehearsal: nothing of it is ever published."))
    if row.open_call and not assignment.call.is_open:
        return Denied(_("The call is closed: the working copy can be read but no longer changed."))
    return Allowed()


def states_of(act: Act, assignment: str) -> Q:
    """The states in which the table lets an act happen, as a condition on the relation named `assignment`."""
    row = POLICY[act]
    condition = Q(**{f"{assignment}__status__in": sorted(row.statuses)})
    return condition & Q(**{f"{assignment}__call__status": CallStatus.OPEN}) if row.open_call else condition


def may_edit_answer(seat: Seat, answer: Answer) -> Decision:
    """Edit the country's own text, marks and items of an answer."""
    return may(seat, Act.EDIT_ANSWER, answer.assignment)


def may_edit_text(seat: Seat, answer: Answer, language: str) -> Decision:
    """Edit one language; a translator only the one that is not the source."""
    decision = may(seat, Act.EDIT_TRANSLATION, answer.assignment)
    if decision and seat.is_translator and language == (answer.source_language or language):
        return Denied(_("A translator writes the other version; the source text belongs to the focal point."))
    return decision


def may_propose(seat: Seat, answer: Answer) -> Decision:
    """Propose text: only for the objectives that were delegated to this person."""
    decision = may(seat, Act.PROPOSE_TEXT, answer.assignment)
    if not decision:
        return decision
    if seat.user and answer.objective_id and is_delegated(seat, answer.assignment, answer.objective_id):
        return Allowed()
    return Denied(_("This objective was not assigned to you. Your focal point can assign it."))


def is_delegated(seat: Seat, assignment: Assignment, objective: int | Objective) -> bool:
    return Delegation.objects.filter(assignment=assignment, user=seat.user, objective=objective).exists()


def may_comment(seat: Seat, report: Report) -> Decision:
    """Comment on a draft while it circulates, until the date that was given."""
    decision = may(seat, Act.COMMENT_REPORT)
    if not decision or report.takes_comments:
        return decision
    if report.status == ReportStatus.CIRCULATED and report.comments_until:
        return Denied(
            _("Comments closed on %(moment)s (San José time).") % {"moment": say_moment(report.comments_until)}
        )
    return Denied(_("Comments are open while the draft circulates."))


def may_answer(seat: Seat, call: Call) -> Decision:
    """Answer an open questionnaire for one's country or body."""
    if call.template_version.template.audience not in audiences_of(seat):
        return Denied(_("This is asked of others."))
    if not call.is_open:
        return Denied(_("The call is closed: answers can be read but no longer changed."))
    return Allowed()


def may_read_results(seat: Seat, call: Call) -> Decision:
    """The desk looks at them once nothing changes any more; everybody else once they were published."""
    if seat.is_desk and call.status == CallStatus.CLOSED:
        return Allowed()
    return Allowed() if call.has_results else Denied(_("The results have not been published."))


def _roles(roles: frozenset[str]) -> str:
    return ", ".join(sorted(str(Role(role).label) for role in roles))
