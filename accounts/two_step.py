"""Two-step log-in: whose role asks for it, and who has set it up."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.http import SeatRequest
from accounts.models import Membership, User
from accounts.seats import Seat

SESSION_KEY = "second_step"


def asked_of(seat: Seat) -> bool:
    """Does the role of this seat ask for a second step (setting TWO_STEP_ROLES)?"""
    return seat.role in settings.TWO_STEP_ROLES


def is_set_up(request: SeatRequest) -> bool:
    """Has the person a second step? Asked of the database until it is so, then kept with the session."""
    if not request.session.get(SESSION_KEY):
        request.session[SESSION_KEY] = Authenticator.objects.filter(
            user=request.seat.person, type=Authenticator.Type.TOTP
        ).exists()
    return bool(request.session[SESSION_KEY])


class PortalMFAAdapter(DefaultMFAAdapter):
    """Nobody switches off a second step that one of their roles asks for."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Your role asks for two-step log-in, so it cannot be switched off.")
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user: User = authenticator.user
        roles = Membership.objects.active().filter(user=user, role__in=settings.TWO_STEP_ROLES)
        return not roles.exists()
