"""What happens between the people of one country, or of the desk."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.seats import Seat
from common.i18n import pick
from reporting.enums import ProposalStatus
from reporting.models import Assignment, Proposal
from reporting.notify.recipients import people_of, send


def delegated(assignment: Assignment, user: User, objectives: list[int], *, by: Seat) -> None:
    """To a contributor: these objectives are theirs to propose text for."""
    numbers = ", ".join(map(str, objectives))
    send(
        people_of(assignment.country, Role.CONTRIBUTOR, user),
        f"delegated:{assignment.pk}:{numbers}",
        lambda: _("You propose text for the objectives: %(numbers)s") % {"numbers": numbers},
        "reporting:contribution",
        [assignment.pk],
        by=by,
    )


def translation_given(assignment: Assignment, translator: User, texts: int, *, by: Seat) -> None:
    """To a translator, or a focal point who translates: so many texts are theirs."""
    members = [*people_of(assignment.country, Role.TRANSLATOR, translator)]
    members = members or people_of(assignment.country, Role.FOCAL_POINT, translator)
    send(
        members,
        f"translation_given:{assignment.pk}:{timezone.now():%Y%m%d%H%M%S}",
        lambda: (
            ngettext("%(count)s text waits for your translation", "%(count)s texts wait for your translation", texts)
            % {"count": texts}
        ),
        "reporting:translations",
        [assignment.pk],
        query="?who=me",
        by=by,
    )


def proposed(proposal: Proposal, *, by: Seat) -> None:
    """To the focal points, once per contributor and objective: a text waits to be taken or left."""
    answer = proposal.answer
    assignment, number = answer.assignment, answer.objective_id
    arguments: list[object] = [assignment.pk, number] if number else [assignment.pk]
    send(
        people_of(assignment.country, Role.FOCAL_POINT),
        f"proposed:{assignment.pk}:{number}:{proposal.author_id}",
        lambda: (
            _("%(name)s proposes text for objective %(number)s") % {"name": proposal.author, "number": number}
            if number
            else _("%(name)s proposes text for the whole report") % {"name": proposal.author}
        ),
        "reporting:objective" if number else "reporting:whole-report",
        arguments,
        by=by,
    )


def proposal_decided(proposal: Proposal, *, by: Seat) -> None:
    """To its author: a focal point took the text into the country's, or left it aside."""
    answer = proposal.answer
    assignment, number = answer.assignment, answer.objective_id
    taken = proposal.status == ProposalStatus.TAKEN
    send(
        people_of(assignment.country, Role.CONTRIBUTOR, proposal.author),
        f"proposal:{proposal.pk}",
        lambda: (
            (
                _("Your text for “%(question)s” was taken: %(place)s")
                if taken
                else _("Your text for “%(question)s” was left aside: %(place)s")
            )
            % {
                "question": pick(answer.question, "label"),
                "place": _("objective %(number)s") % {"number": number} if number else _("the report as a whole"),
            }
        ),
        "reporting:objective" if number else "reporting:whole-report",
        [assignment.pk, number] if number else [assignment.pk],
        by=by,
    )


def handed_over(membership: Membership, successor: Membership, remark: str, *, by: Seat) -> None:
    """To the successor: whose work they have now, and what that person wants them to know."""
    send(
        [successor],
        f"handed_over:{membership.pk}",
        lambda: (
            _("%(name)s handed over to you: %(role)s, %(place)s")
            % {"name": membership.user, "role": membership.get_role_display(), "place": membership.place_name()}
            + (f". {remark}" if remark else "")
        ),
        "portal:desk",
        [],
        by=by,
    )
