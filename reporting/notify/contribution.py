"""What happens between a country and the Secretariat: asked for, submitted, taken back, published, answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext as _

from accounts.actions.chain import chain_was_set
from accounts.clearance import is_lost, lost_steps, say_lost, signers_of
from accounts.enums import Role
from accounts.models import Country
from accounts.seats import Seat
from common.dates import say_day, today
from common.i18n import pick
from reporting.actions.clearance import next_step
from reporting.enums import RevisionStatus, RoundStatus, ThreadStatus
from reporting.models import (
    Assignment,
    ClarificationRequest,
    ClearanceRound,
    Message,
    Publication,
    Revision,
    Thread,
)
from reporting.notify.recipients import people_of, secretariat, send


def clarification_sent(request: ClarificationRequest, *, by: Seat) -> None:
    """To the focal points: the Secretariat asked."""
    assignment = request.revision.assignment
    send(
        people_of(assignment.country, Role.FOCAL_POINT),
        f"clarification:{request.pk}",
        lambda: (
            _("The Executive Secretariat asks for clarification")
            + (f" ({_('reply by')} {say_day(request.reply_by)})" if request.reply_by else "")
        ),
        "reporting:threads",
        [assignment.pk],
        lambda: request.message,
        by=by,
    )


def clearance_waits(clearance: ClearanceRound, step: dict[str, Any], *, by: Seat) -> None:
    """To those whose turn it is: this step waits for them. To the focal points where the chain no longer holds it."""
    assignment = clearance.assignment
    key = f"clearance:{clearance.pk}:{step['order']}"
    if is_lost(assignment.country, step):
        send(
            people_of(assignment.country, Role.FOCAL_POINT),
            f"{key}:lost:{today()}",
            lambda: _("The national report waits for a step of clearance that is no longer there"),
            "reporting:clearance",
            [assignment.pk],
            lambda: say_lost(step),
            by=by,
        )
        return
    send(
        signers_of(assignment.country, step),
        key,
        lambda: _("Clearance is asked for the national report"),
        "reporting:clearance",
        [assignment.pk],
        by=by,
    )


@receiver(chain_was_set)
def chain_changed(country: Country, by: Seat, **_signal: Any) -> int:
    """What waits for a signature may wait for others now, or for nobody; gives how many of these."""
    steps = []
    for clearance in ClearanceRound.objects.filter(assignment__country=country, status=RoundStatus.OPEN):
        steps.append(next_step(clearance))
        clearance_waits(clearance, steps[-1], by=by)
    return lost_steps(country, steps)


def clearance_ended(clearance: ClearanceRound, *, by: Seat) -> None:
    """To the focal points: cleared, or returned."""
    assignment = clearance.assignment
    send(
        people_of(assignment.country, Role.FOCAL_POINT),
        f"clearance:{clearance.pk}:{clearance.status}",
        lambda: _("Clearance of the national report: %(status)s") % {"status": clearance.get_status_display()},
        "reporting:clearance",
        [assignment.pk],
        by=by,
    )


def submitted(revision: Revision, *, by: Seat) -> None:
    """To the Secretariat: a revision arrived."""
    country = revision.assignment.country
    send(
        secretariat(),
        f"submitted:{revision.pk}",
        lambda: (
            _("%(country)s submitted revision %(number)s")
            % {"country": pick(country, "name"), "number": revision.number}
        ),
        "reporting:desk-revision",
        [revision.pk],
        by=by,
    )


def acknowledged(revision: Revision, *, by: Seat) -> None:
    """To the focal points: receipt was acknowledged."""
    assignment = revision.assignment
    send(
        people_of(assignment.country, Role.FOCAL_POINT),
        f"acknowledged:{revision.pk}",
        lambda: (
            _("The Executive Secretariat acknowledged receipt of revision %(number)s") % {"number": revision.number}
        ),
        "reporting:revisions",
        [assignment.pk],
        by=by,
    )


def extension_asked(assignment: Assignment, *, by: Seat) -> None:
    """To the Secretariat: a country asks for a later date."""
    until = assignment.extension_asked_until
    send(
        secretariat(),
        f"extension_asked:{assignment.pk}:{until}",
        lambda: (
            _("%(country)s asks for a later indicative date: %(day)s")
            % {"country": pick(assignment.country, "name"), "day": say_day(until) if until else ""}
        ),
        "reporting:extension-grant",
        [assignment.pk],
        by=by,
    )


def extension_agreed(assignment: Assignment, *, by: Seat) -> None:
    """To the focal points: a later date was agreed."""
    until = assignment.extension_until
    send(
        people_of(assignment.country, Role.FOCAL_POINT),
        f"extension:{assignment.pk}:{until}",
        lambda: (
            _("The Executive Secretariat agreed a later indicative date: %(day)s")
            % {"day": say_day(until) if until else ""}
        ),
        "reporting:contribution",
        [assignment.pk],
        lambda: assignment.extension_note,
        by=by,
    )


def extension_declined(assignment: Assignment, *, by: Seat) -> None:
    """To the focal points: the indicative date stays, and why."""
    send(
        people_of(assignment.country, Role.FOCAL_POINT),
        f"extension_declined:{assignment.pk}:{assignment.extension_decided_at}",
        lambda: (
            _("The Executive Secretariat leaves the indicative date as it is: %(day)s")
            % {"day": say_day(assignment.indicative_date)}
        ),
        "reporting:contribution",
        [assignment.pk],
        lambda: assignment.extension_note,
        by=by,
    )


def published(publication: Publication, *, by: Seat) -> None:
    """To the Secretariat: a country published."""
    country = publication.assignment.country
    send(
        secretariat(),
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
        by=by,
    )


def revision_ended(revision: Revision, *, by: Seat) -> None:
    """To the Secretariat: a country recalled a revision, or withdrew its contribution."""
    recalled = revision.status == RevisionStatus.RECALLED
    send(
        secretariat(),
        f"ended:{revision.pk}",
        lambda: (
            (
                _("%(country)s recalled revision %(number)s")
                if recalled
                else _("%(country)s withdrew revision %(number)s")
            )
            % {"country": pick(revision.assignment.country, "name"), "number": revision.number}
        ),
        "reporting:tracker",
        [revision.assignment.call_id],
        by=by,
    )


def publication_withdrawn(assignment: Assignment, publication: UUID, *, by: Seat) -> None:
    """To the Secretariat: a country no longer publishes its contribution; the submission stands."""
    send(
        secretariat(),
        f"unpublished:{publication}",
        lambda: _("%(country)s no longer publishes its contribution") % {"country": pick(assignment.country, "name")},
        "reporting:tracker",
        [assignment.call_id],
        by=by,
    )


def replied(message: Message, *, by: Seat) -> None:
    """To the Secretariat: a country answered a request for clarification."""
    _of_thread(
        message.thread,
        f"replied:{message.pk}",
        lambda: _("%(country)s replied to a question on revision %(number)s, %(place)s"),
        by=by,
    )


def edit_decided(thread: Thread, *, by: Seat) -> None:
    """To the Secretariat: a country took a proposed edit into its working copy, or left it."""
    taken = thread.status == ThreadStatus.TAKEN
    _of_thread(
        thread,
        f"edit:{thread.pk}",
        lambda: (
            _("%(country)s took the proposed edit of revision %(number)s, %(place)s")
            if taken
            else _("%(country)s left the proposed edit of revision %(number)s, %(place)s")
        ),
        by=by,
    )


def _of_thread(thread: Thread, key: str, words: Callable[[], str], *, by: Seat) -> None:
    revision, number = thread.revision, thread.objective_number
    send(
        secretariat(),
        key,
        lambda: (
            words()
            % {
                "country": pick(revision.assignment.country, "name"),
                "number": revision.number,
                "place": _("objective %(number)s") % {"number": number} if number else _("the report as a whole"),
            }
        ),
        "reporting:desk-revision",
        [revision.pk],
        query=f"?objective={number or 0}",
        by=by,
    )
