"""Who may do what to a commitment. Reading is `visible_to`; these are the acts."""

from django.utils.translation import gettext as _

from accounts.seats import Seat
from commitments.models import Commitment
from common.results import Allowed, Decision, Denied


def may_keep_commitments(seat: Seat) -> Decision:
    """Make commitments from documents and say who owns them: the Secretariat, and the presidency that directs it."""
    return Allowed() if seat.is_desk else Denied(_("Commitments are kept by the Presidency and the Secretariat."))


def may_note(seat: Seat, commitment: Commitment) -> Decision:
    """Record what became of a commitment: the desk; of a pledge only the country that made it."""
    if not commitment.is_pledge:
        return may_keep_commitments(seat)
    if seat.is_focal_point and commitment.country and seat.speaks_for(commitment.country):
        return Allowed()
    return Denied(_("What became of a pledge is recorded by the country that made it."))
