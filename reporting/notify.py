"""Who is told when something happens to a contribution: one event, one notice and one mail per person."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Country, Membership, User
from common.dates import local, say_day
from common.i18n import pick
from notices.actions import tell
from reporting.models import (
    Assignment,
    BlockComment,
    ClarificationRequest,
    ClearanceRound,
    Proposal,
    Publication,
    Report,
    Revision,
)

COMMENTERS = (Role.FOCAL_POINT, Role.PRESIDENCY)


def clarification_sent(request: ClarificationRequest) -> None:
    """To the focal points: the Secretariat asked."""
    assignment = request.revision.assignment
    _tell(
        _people(assignment.country, Role.FOCAL_POINT),
        f"clarification:{request.pk}",
        lambda: (
            _("The Executive Secretariat asks for clarification")
            + (f" ({_('reply by')} {say_day(request.reply_by)})" if request.reply_by else "")
        ),
        "reporting:threads",
        [assignment.pk],
        lambda: request.message,
    )


def clearance_asked(clearance: ClearanceRound) -> None:
    """To the clearers: something waits for them."""
    assignment = clearance.assignment
    _tell(
        _people(assignment.country, Role.CLEARER),
        f"clearance:{clearance.pk}",
        lambda: _("Clearance is asked for the national report"),
        "reporting:clearance",
        [assignment.pk],
    )


def clearance_ended(clearance: ClearanceRound) -> None:
    """To the focal points: cleared, or returned."""
    assignment = clearance.assignment
    _tell(
        _people(assignment.country, Role.FOCAL_POINT),
        f"clearance:{clearance.pk}:{clearance.status}",
        lambda: _("Clearance of the national report: %(status)s") % {"status": clearance.get_status_display()},
        "reporting:clearance",
        [assignment.pk],
    )


def submitted(revision: Revision) -> None:
    """To the Secretariat: a revision arrived."""
    country = revision.assignment.country
    _tell(
        _secretariat(),
        f"submitted:{revision.pk}",
        lambda: (
            _("%(country)s submitted revision %(number)s")
            % {"country": pick(country, "name"), "number": revision.number}
        ),
        "reporting:desk-revision",
        [revision.pk],
    )


def acknowledged(revision: Revision) -> None:
    """To the focal points: receipt was acknowledged."""
    assignment = revision.assignment
    _tell(
        _people(assignment.country, Role.FOCAL_POINT),
        f"acknowledged:{revision.pk}",
        lambda: (
            _("The Executive Secretariat acknowledged receipt of revision %(number)s") % {"number": revision.number}
        ),
        "reporting:revisions",
        [assignment.pk],
    )


def extension_agreed(assignment: Assignment) -> None:
    """To the focal points: a later date was agreed."""
    until = assignment.extension_until
    _tell(
        _people(assignment.country, Role.FOCAL_POINT),
        f"extension:{assignment.pk}:{until}",
        lambda: (
            _("The Executive Secretariat agreed a later indicative date: %(day)s")
            % {"day": say_day(until) if until else ""}
        ),
        "reporting:contribution",
        [assignment.pk],
    )


def published(publication: Publication) -> None:
    """To the Secretariat: a country published."""
    country = publication.assignment.country
    _tell(
        _secretariat(),
        f"published:{publication.pk}",
        lambda: (
            _("%(country)s published revision %(number)s for: %(audience)s")
            % {
                "country": pick(country, "name"),
                "number": publication.revision.number,
                "audience": publication.get_audience_display(),
            }
        ),
        "reporting:desk",
        [],
    )


def draft_circulated(report: Report) -> None:
    """To every focal point and the presidency: the draft may be read and commented on."""
    until = report.comments_until
    _tell(
        _commenters(),
        f"circulated:{report.pk}:{report.circulated_at:%Y%m%d%H%M%S}",
        lambda: (
            _("The draft of “%(title)s” circulates; comments until %(day)s")
            % {"title": pick(report, "title"), "day": say_day(local(until).date()) if until else ""}
        ),
        "reporting:report-draft",
        [report.pk],
    )


def comment_sent(comment: BlockComment) -> None:
    """To the Secretariat: a member commented on the draft."""
    report = comment.block.report
    _tell(
        _secretariat(),
        f"comment:{comment.pk}",
        lambda: (
            _("%(country)s commented on “%(title)s”")
            % {"country": pick(comment.country, "name"), "title": pick(report, "title")}
        ),
        "reporting:report-comments",
        [report.pk],
    )


def comment_answered(comment: BlockComment) -> None:
    """To who commented, or to the focal points once that person no longer speaks for the country: what became of it."""
    report = comment.block.report
    active = Membership.objects.active().filter(country=comment.country)
    still = active.filter(user=comment.author, role__in=COMMENTERS).exists()
    _tell(
        [comment.author] if still else _people(comment.country, Role.FOCAL_POINT),
        f"comment:{comment.pk}:{comment.handled_at}",
        lambda: _("The Executive Secretariat answered your comment on “%(title)s”") % {"title": pick(report, "title")},
        "reporting:report-comments",
        [report.pk],
        lambda: comment.handled_note,
    )


def delegated(assignment: Assignment, user: User, objectives: list[int]) -> None:
    """To a contributor: these objectives are theirs to propose text for."""
    numbers = ", ".join(map(str, objectives))
    _tell(
        [user],
        f"delegated:{assignment.pk}:{numbers}",
        lambda: _("You propose text for the objectives: %(numbers)s") % {"numbers": numbers},
        "reporting:contribution",
        [assignment.pk],
    )


def proposed(proposal: Proposal) -> None:
    """To the focal points, once per contributor and objective: a text waits to be taken or left."""
    answer = proposal.answer
    assignment, number = answer.assignment, answer.objective_id
    arguments: list[object] = [assignment.pk, number] if number else [assignment.pk]
    _tell(
        _people(assignment.country, Role.FOCAL_POINT),
        f"proposed:{assignment.pk}:{number}:{proposal.author_id}",
        lambda: (
            _("%(name)s proposes text for objective %(number)s") % {"name": proposal.author, "number": number}
            if number
            else _("%(name)s proposes text for the whole report") % {"name": proposal.author}
        ),
        "reporting:objective" if number else "reporting:whole-report",
        arguments,
    )


def handed_over(membership: Membership, successor: Membership, remark: str) -> None:
    """To the successor: whose work they have now, and what that person wants them to know."""
    _tell(
        [successor.user],
        f"handed_over:{membership.pk}",
        lambda: (
            _("%(name)s handed over to you: %(role)s, %(place)s")
            % {"name": membership.user, "role": membership.get_role_display(), "place": membership.place_name()}
            + (f". {remark}" if remark else "")
        ),
        "portal:desk",
        [],
    )


def _tell(
    people: Iterable[User],
    key: str,
    text: Callable[[], str],
    name: str,
    arguments: list[object],
    more: Callable[[], str] = str,
) -> None:
    tell(people, key=key, text=text, address=reverse(name, args=arguments), more=more)


def _people(country: Country, role: str) -> list[User]:
    rows = Membership.objects.active().filter(country=country, role=role).select_related("user")
    return [row.user for row in rows]


def _commenters() -> list[User]:
    """Focal points of Member Countries, and the presidency; each person once."""
    rows = Membership.objects.active().filter(role__in=COMMENTERS, country__in=Country.objects.members())
    return list({row.user.pk: row.user for row in rows.select_related("user")}.values())


def _secretariat() -> list[User]:
    return [m.user for m in Membership.objects.active().filter(role=Role.SECRETARIAT).select_related("user")]
