"""Who is told when something happens to a contribution: one event, one notice and one mail per person."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Country, Membership, User
from common.dates import say_day
from common.i18n import pick
from notices.actions import notify, send_mail_once
from reporting.models import Assignment, ClarificationRequest, ClearanceRound, Publication, Revision


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


def extension_agreed(assignment: Assignment) -> None:
    """To the focal points: the later date they asked for."""
    until = assignment.extension_until
    if until is None:
        return
    _tell(
        _people(assignment.country, Role.FOCAL_POINT),
        f"extension:{assignment.pk}:{until}",
        lambda: _("The Executive Secretariat agreed a later date: %(day)s") % {"day": say_day(until)},
        "reporting:contribution",
        [assignment.pk],
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
    more: Callable[[], str] = lambda: "",
) -> None:
    for user in people:
        address = reverse(name, args=arguments)
        # Kept without the language: each reader's pages have their own.
        notify(user=user, key=key, text=text, address=address[3:])
        link = f"{settings.SITE_URL}/{user.language}{address[3:]}"
        send_mail_once(
            user=user,
            key=f"{key}:{user.pk}",
            subject=text,
            body=lambda link=link: "\n\n".join(filter(None, [text() + ".", more(), link])),  # type: ignore[misc]
        )


def _people(country: Country, role: str) -> list[User]:
    rows = Membership.objects.active().filter(country=country, role=role).select_related("user")
    return [row.user for row in rows]


def _secretariat() -> list[User]:
    return [m.user for m in Membership.objects.active().filter(role=Role.SECRETARIAT).select_related("user")]
