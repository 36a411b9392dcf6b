"""The only writer of a status: the table of a pledge's way through its country, and what the newest note says."""

from django.db import transaction
from django.utils.translation import gettext as _

from commitments.enums import PledgeStatus, Progress, Readers
from commitments.models import Commitment
from common.errors import Refused

_P = PledgeStatus
PLEDGES: dict[str, frozenset[str]] = {
    _P.WRITING: frozenset({_P.ASKED}),
    _P.ASKED: frozenset({_P.CLEARED, _P.WRITING}),
    _P.CLEARED: frozenset({_P.PUBLISHED, _P.WRITING}),
    _P.PUBLISHED: frozenset({_P.WITHDRAWN}),
    _P.WITHDRAWN: frozenset({_P.WRITING}),
}


@transaction.atomic
def move_pledge(pledge: Commitment, to: PledgeStatus, *, readers: Readers = Readers.COUNTRY) -> None:
    """Change where a pledge stands, and who reads it with it. Raises Refused when the table has no such transition
    or when somebody else moved it first.
    """
    before = pledge.pledge_status
    if to not in PLEDGES.get(before, frozenset()):
        raise Refused(
            _("This is not possible while it is marked “%(status)s”.") % {"status": pledge.get_pledge_status_display()}
        )
    changed = Commitment.objects.filter(pk=pledge.pk, pledge_status=before).update(pledge_status=to, readers=readers)
    if not changed:
        raise Refused(_("Somebody else acted on this a moment ago. Load the page again to see its state."))
    pledge.pledge_status, pledge.readers = to, readers


def follow_notes(commitment: Commitment) -> None:
    """Bring the commitment's status to that of its newest note, by the day that the notes speak of."""
    last = commitment.notes.order_by("-on", "-id").first()
    commitment.status = last.status if last else Progress.OPEN
    commitment.status_on = last.on if last else None
    commitment.save(update_fields=["status", "status_on"])
