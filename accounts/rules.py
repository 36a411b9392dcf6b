"""Who may invite, end and hand over memberships, and keep the directory."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.enums import BODY_ROLES, COUNTRY_ROLES, WORKSPACE_ROLES, HatKind, KeyScope, Role
from accounts.models import Country, Hat, Membership
from accounts.seats import Seat
from common.results import Allowed, Decision, Denied

# The hat in which a body's people sit in a role: an observer's seat never opens the Secretariat's doors.
HAT_OF_ROLE = {
    Role.SECRETARIAT: HatKind.SECRETARIAT,
    Role.OBSERVER: HatKind.OBSERVER,
    Role.CIVIL_SOCIETY: HatKind.CIVIL_SOCIETY,
    Role.STAKEHOLDER: HatKind.STAKEHOLDER,
}


def may_keep_directory(seat: Seat) -> Decision:
    """See all people, enter presidency terms and claims."""
    return Allowed() if seat.is_secretariat else Denied(_("This belongs to the Executive Secretariat."))


def may_manage_team(seat: Seat, country: Country) -> Decision:
    """Invite, end and hand over memberships of a country's own team."""
    if seat.is_secretariat or (seat.is_focal_point and seat.speaks_for(country)):
        return Allowed()
    return Denied(_("Only a focal point of the country, or the Executive Secretariat, may do this."))


def may_set_chain(seat: Seat, country: Country) -> Decision:
    """Set who clears what leaves the country. A clearer signs and does not choose who else does."""
    if seat.is_focal_point and seat.speaks_for(country):
        return Allowed()
    return Denied(_("The focal points of a country set its clearance chain."))


def may_invite(seat: Seat, *, role: str, country: Country | None, hat: Hat | None) -> Decision:
    """A focal point invites into the own country's workspace; the Secretariat invites anybody."""
    if role in COUNTRY_ROLES and country is None:
        return Denied(_("Choose the country in which this person will have the role."))
    if role in BODY_ROLES and (hat is None or hat.kind != HAT_OF_ROLE[Role(role)]):
        return Denied(_("Choose a body that acts in this capacity."))
    if seat.is_secretariat:
        return Allowed()
    if country is not None and role in WORKSPACE_ROLES:
        return may_manage_team(seat, country)
    return Denied(_("Only the Executive Secretariat invites people in this role."))


def may_change_membership(seat: Seat, membership: Membership) -> Decision:
    """End or hand over a membership: who could have invited it."""
    return may_invite(seat, role=membership.role, country=membership.country, hat=membership.hat)


def may_have_key(seat: Seat, scopes: Collection[str]) -> Decision:
    """A key for oneself, in the present membership; for the working copy only in a country's own space."""
    if seat.membership is None:
        return Denied(_("Keys belong to people with a role here."))
    if KeyScope.WORKSPACE in scopes and not seat.is_workspace:
        return Denied(_("Only people of a country's team have a working copy."))
    return Allowed()
