from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from accounts.models import User
from accounts.seats import SESSION_KEY, seat_of


class PortalAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: accounts come from invitations."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Keep the seat with the session, so that it ends with its membership and never turns into another."""
        super().login(request, user)
        if isinstance(user, User):
            seat = seat_of(user)
            request.session[SESSION_KEY] = str(seat.membership.pk) if seat.membership else ""
