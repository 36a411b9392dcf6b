"""Who may look after mail that did not arrive."""

from django.utils.translation import gettext as _

from accounts.seats import Seat
from common.results import Allowed, Decision, Denied


def may_keep_addresses(seat: Seat) -> Decision:
    """Addresses are personal data: the Secretariat alone, which invites people and keeps the directory."""
    if seat.is_secretariat:
        return Allowed()
    return Denied(_("This belongs to the Executive Secretariat."))
