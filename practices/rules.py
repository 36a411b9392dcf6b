"""Who may do what to a practice. Reading is `visible_to`; this is the act."""

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.results import Allowed, Decision, Denied
from practices.models import Practice


def may_keep(seat: Seat, practice: Practice) -> Decision:
    """Write what the form holds: a focal point while it is the country's own draft, the Secretariat one of the record.

    A country's practice that is shown is changed by nobody: its words would leave the country without its clearance.
    """
    is_draft = practice.status == Practice.Status.DRAFT
    if is_draft and practice.country and seat.is_focal_point and seat.speaks_for(practice.country):
        return Allowed()
    if not is_draft and practice.country is None and seat.is_secretariat:
        return Allowed()
    words = _("A draft is written by the focal points of its country, a practice of the record by the Secretariat.")
    return Denied(words)
