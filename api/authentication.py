"""`Authorization: Bearer rcm_…`: a key acts with its person's seat and no more. Cookies count for nothing here."""

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from accounts.actions.keys import note_use
from accounts.models import ApiKey, User
from accounts.queries import BadKey, key_of
from accounts.seats import PUBLIC, Seat
from api.throttling import MINUTE, counted, so_far
from common.http import caller

CHALLENGE = 'Bearer realm="RCM portal"'


class KeyAuthentication(BaseAuthentication):
    """A key that is sent is either good or refused (401): never silently nobody."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        guesses = f"guess:{caller(request)}"
        if so_far(guesses) >= settings.API_LIMITS["guesses"]:
            raise Throttled(MINUTE)
        scheme, _space, token = header.partition(" ")
        try:
            if scheme.lower() != "bearer":
                raise BadKey(_("Send the key as “Authorization: Bearer …”."))
            key = key_of(token.strip())
        except BadKey as bad:
            counted(guesses)
            raise AuthenticationFailed(str(bad)) from bad
        note_use(key=key)
        return key.membership.user, key

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


def seat_of_request(request: Request) -> Seat:
    """The seat of the key's person, or the public's."""
    key = request.auth
    return Seat(user=key.membership.user, membership=key.membership) if isinstance(key, ApiKey) else PUBLIC
