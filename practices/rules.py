"""Who may do what to a practice. Reading is `visible_to`; these are the acts."""

from django.utils.translation import gettext as _

from accounts.clearance import may_sign
from accounts.seats import Seat
from common.results import Allowed, Decision, Denied
from practices.enums import Stage, Status
from practices.models import Practice, PracticeVersion


def may_keep(seat: Seat, practice: Practice) -> Decision:
    """Change an entry of the record; the words of a country are changed by none but its own versions."""
    if practice.country is None and seat.is_secretariat:
        return Allowed()
    return Denied(_("A practice is written by the focal points of its country, one of the record by the Secretariat."))


def may_write(seat: Seat, version: PracticeVersion | None = None) -> Decision:
    """Begin a practice or a new version, or change the words of one that is being written."""
    if not seat.is_focal_point or seat.is_rehearsal:
        return Denied(_("Practices are written by the focal points of their country."))
    if version is None:
        return Allowed()
    if version.practice.country is None or not seat.speaks_for(version.practice.country):
        return Denied(_("This belongs to another country."))
    if version.stage != Stage.WRITING:
        return Denied(_("Its words stay as they are while it is in clearance, cleared or published."))
    return Allowed()


def may_move(seat: Seat, version: PracticeVersion) -> Decision:
    """A focal point asks for clearance, takes back, publishes and withdraws; whose step it is clears or returns."""
    country = version.practice.country
    if country is None or not seat.speaks_for(country) or seat.is_rehearsal:
        return Denied(_("This belongs to another country."))
    if version.stage == Stage.ASKED:
        return may_sign(seat, country, version.steps)
    if seat.is_focal_point:
        return Allowed()
    return Denied(_("A practice is published by the focal points of its country."))


def may_say_repository(seat: Seat, practice: Practice) -> Decision:
    """Record where it stands in the UN repository: who submits it there, its country or the Secretariat."""
    if practice.status not in (Status.PUBLISHED, Status.IN_REPOSITORY, Status.TO_BE_PUBLISHED):
        return Denied(_("It is not published."))
    own = practice.country is not None and seat.is_focal_point and seat.speaks_for(practice.country)
    if own or (seat.is_secretariat and practice.is_shown):
        return Allowed()
    return Denied(_("This is recorded by the focal points of its country or by the Secretariat."))
