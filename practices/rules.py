"""Who may do what to a practice. Reading is `visible_to`; these are the acts."""

from django.utils.translation import gettext as _

from accounts.clearance import may_sign
from accounts.models import Country
from accounts.seats import Seat
from common.results import Allowed, Decision, Denied
from practices.enums import Stage
from practices.models import Practice, PracticeVersion


def may_keep(seat: Seat, practice: Practice) -> Decision:
    """Change an entry of the record; the words of a country are changed by none but its own versions."""
    if practice.country is None and seat.is_secretariat:
        return Allowed()
    return Denied(_("A practice is written by the focal points of its country, one of the record by the Secretariat."))


def may_begin(seat: Seat) -> Decision:
    """Begin a practice of the own country."""
    if seat.is_focal_point and not seat.is_rehearsal:
        return Allowed()
    return Denied(_("Practices are written by the focal points of their country."))


def may_lead(seat: Seat, country: Country | None) -> Decision:
    """Write, take back, publish and withdraw the practices of a country; what is open to it now is not asked here."""
    if country is None or not seat.speaks_for(country):
        return Denied(_("This belongs to another country."))
    return may_begin(seat)


def may_write(seat: Seat, version: PracticeVersion) -> Decision:
    """Change the words of a version that is being written."""
    decision = may_lead(seat, version.practice.country)
    if decision and version.stage != Stage.WRITING:
        return Denied(_("Its words stay as they are while it is in clearance, cleared or published."))
    return decision


def may_renew(seat: Seat, last: PracticeVersion) -> Decision:
    """Begin the version after the last one, which is no longer on its way."""
    decision = may_lead(seat, last.practice.country)
    if decision and last.is_open:
        return Denied(_("A version is on its way already."))
    return decision


def may_withdraw(seat: Seat, practice: Practice) -> Decision:
    """Show a practice no more."""
    decision = may_lead(seat, practice.country)
    if decision and not practice.is_shown:
        return Denied(_("It is not published."))
    return decision


def may_clear(seat: Seat, version: PracticeVersion) -> Decision:
    """Clear the step whose turn it is, or return what is in clearance. One query at most."""
    country = version.practice.country
    if country is None or not seat.speaks_for(country) or seat.is_rehearsal:
        return Denied(_("This belongs to another country."))
    if version.stage != Stage.ASKED:
        return Denied(_("It is not in clearance."))
    return may_sign(seat, country, version.steps)


def may_move(seat: Seat, version: PracticeVersion, to: str, clears: Decision | None = None) -> Decision:
    """Clearing belongs to whose step it is, and so does returning; all else to focal points, taking back included.

    `clears` is what `may_clear` said, where it was asked already.
    """
    if to in (Stage.CLEARED, Stage.WRITING):
        decision = clears if clears is not None else may_clear(seat, version)
        if decision or to == Stage.CLEARED or not seat.is_focal_point:
            return decision
    return may_lead(seat, version.practice.country)


def may_say_repository(seat: Seat, practice: Practice) -> Decision:
    """Record where it stands in the UN repository: who submits it there, its country or the Secretariat."""
    if not practice.is_shown:
        return Denied(_("It is not published."))
    if seat.is_secretariat or may_lead(seat, practice.country):
        return Allowed()
    return Denied(_("This is recorded by the focal points of its country or by the Secretariat."))
