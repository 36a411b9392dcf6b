"""Who may do what to a commitment. Reading is `visible_to`; these are the acts."""

from django.utils.translation import gettext as _

from accounts.clearance import Lost, may_sign
from accounts.models import Country
from accounts.seats import Seat
from commitments.enums import PledgeStatus
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


def may_write_pledge(seat: Seat, pledge: Commitment | None = None) -> Decision:
    """Register a pledge or change its words: a focal point, for the own country, until it goes to clearance."""
    if not seat.is_focal_point or seat.is_rehearsal:
        return Denied(_("Pledges are written by the focal points of the country that makes them."))
    if pledge and pledge.country and not seat.speaks_for(pledge.country):
        return Denied(_("Pledges are written by the focal points of the country that makes them."))
    if pledge and pledge.pledge_status != PledgeStatus.WRITING:
        return Denied(_("Its words stay as they are while it is in clearance or published."))
    return Allowed()


def may_move_pledge(seat: Seat, pledge: Commitment, to: str) -> Decision:
    """A focal point asks, publishes, withdraws and takes up again; whose step it is clears and returns. What waits for
    a step that the chain no longer holds, a focal point takes back.
    """
    own = pledge.country is not None and seat.speaks_for(pledge.country)
    if own and pledge.country and pledge.pledge_status == PledgeStatus.ASKED:
        turn = may_sign(seat, pledge.country, pledge.steps)
        takes_back = isinstance(turn, Lost) and to == PledgeStatus.WRITING and seat.is_focal_point
        return Allowed() if takes_back else turn
    if own and seat.is_focal_point:
        return Allowed()
    return Denied(_("A pledge is published by the focal points of the country that makes it."))


def may_keep_papers(seat: Seat) -> Decision:
    """Enter documents for approval and their steps."""
    return Allowed() if seat.is_desk else Denied(_("Documents are kept by the Presidency and the Secretariat."))


def may_state(seat: Seat, country: Country) -> Decision:
    """Record what a member says of a document: its own focal point, or the Secretariat as it was said."""
    if seat.is_secretariat or (seat.is_focal_point and seat.speaks_for(country)):
        return Allowed()
    return Denied(_("A statement is recorded by the country's focal point or by the Secretariat."))


def may_record_contributions(seat: Seat) -> Decision:
    return Allowed() if seat.is_secretariat else Denied(_("Contributions are recorded by the Secretariat."))


def may_hand_over(seat: Seat) -> Decision:
    """Freeze the report of a presidency's term."""
    return Allowed() if seat.is_desk else Denied(_("The hand-over is made by the Presidency and the Secretariat."))
