"""May this seat do this to this thing? Every answer comes from the policy table."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.clearance import last_signers
from accounts.enums import Role
from accounts.models import Country, Membership
from accounts.seats import Seat
from common.dates import say_moment
from common.results import Allowed, Decision, Denied
from objectives.models import Objective
from practices.models import Practice
from reporting.enums import CallStatus, ReportStatus, TemplateAudience
from reporting.models import Answer, Assignment, Call, CallTheme, Delegation, Report, Response
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
    """Write the answer to an open questionnaire for one's country or body."""
    if not is_asked(seat, call):
        audience = call.template_version.template.audience
        if seat.is_workspace and audience in (TemplateAudience.SURVEY, TemplateAudience.REQUEST):
            return Denied(
                _("The focal points of your country write this answer. You read it here once they have begun.")
            )
        return Denied(_("This is asked of others."))
    if not call.is_open:
        return Denied(_("The call is closed: answers can be read but no longer changed."))
    return Allowed()


def may_answer_with(seat: Seat, theme: CallTheme, practice: Practice, answers: bool = True) -> Decision:
    """Answer an open call with a practice of the own country, or (`answers` false) take it back, also later."""
    decision = may_answer(seat, theme.call)
    if not decision and (answers or not is_asked(seat, theme.call)):
        return decision
    if not (practice.country and seat.speaks_for(practice.country)):
        return Denied(_("This belongs to another country."))
    return Allowed()


def is_asked(seat: Seat, call: Call) -> bool:
    """Does this seat write for its country or body, while the call is open? A rehearsal is of those who try a form."""
    if call.cycle.is_rehearsal != seat.is_rehearsal:
        return False
    return call.template_version.template.audience in audiences_of(seat)


def may_submit_response(seat: Seat, response: Response) -> Decision:
    """Submit: whoever wrote it; of a country only who has the last word in its clearance."""
    country = response.country
    if country is None:
        return may_answer(seat, response.call)
    if not seat.speaks_for(country):
        return Denied(_("This belongs to another country."))
    if seat.membership not in last_word_of(country):
        return Denied(_("The answer of your country is submitted by who clears last in its chain."))
    return Allowed()


def last_word_of(country: Country) -> list[Membership]:
    """Who clears last in the country's chain: the people named for its last step, else every clearer."""
    return last_signers(country)


def may_keep_respondent(seat: Seat, response: Response) -> Decision:
    """Write to a respondent again, quote them no longer, take them out; a State's answer is the State's own."""
    decision = may(seat, Act.INVITE_RESPONDENT)
    if decision and response.country_id:
        return Denied(_("The answer of a Member Country is its own: nobody else takes it out."))
    return decision


def may_read_results(seat: Seat, call: Call) -> Decision:
    """The desk looks at them once nothing changes any more; everybody else once they were published."""
    if seat.is_desk and call.status == CallStatus.CLOSED:
        return Allowed()
    return Allowed() if call.has_results else Denied(_("The results have not been published."))


def _roles(roles: frozenset[str]) -> str:
    return ", ".join(sorted(str(Role(role).label) for role in roles))
