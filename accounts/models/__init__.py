"""People, countries, bodies, and who speaks for whom from when to when."""

from accounts.models.chain import ClearanceStep
from accounts.models.directory import Alias, Body, Country, Hat, PresidencyTerm, StakeholderCategory, Standing, dated
from accounts.models.invitation import Invitation
from accounts.models.key import ApiKey
from accounts.models.membership import (
    Membership,
    MembershipQuerySet,
    in_force,
    in_force_in_workspace,
    standing,
)
from accounts.models.person import Session, User

__all__ = [
    "Alias",
    "ApiKey",
    "Body",
    "ClearanceStep",
    "Country",
    "Hat",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "PresidencyTerm",
    "Session",
    "StakeholderCategory",
    "Standing",
    "User",
    "dated",
    "in_force",
    "in_force_in_workspace",
    "standing",
]
