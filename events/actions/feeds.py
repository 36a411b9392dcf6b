"""Private addresses of calendars: made, replaced, revoked. The token is told once and stored nowhere."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.seats import Seat
from audit.actions import record
from common.results import require
from events import rules
from events.models import CalendarKey

FEEDS = "calendars"


@transaction.atomic
def make_calendar(*, by: Seat) -> str:
    """A new private address for this seat, whose token it gives; the one before opens nothing any more."""
    require(rules.may_have_calendar(by))
    membership = _held(by)
    _revoke(membership)
    token = secrets.token_urlsafe(32)
    key = CalendarKey.objects.create(membership=membership, digest=CalendarKey.digest_of(token))
    record("calendar_made", by=by, chain=FEEDS, object_type="calendar", object_id=str(key.pk))
    return token


@transaction.atomic
def revoke_calendar(*, by: Seat) -> bool:
    """End the private address of this seat at once; False when there is none."""
    require(rules.may_have_calendar(by))
    ended = _revoke(_held(by))
    if ended:
        record("calendar_revoked", by=by, chain=FEEDS, object_type="calendar", object_id=str(by.person.pk))
    return bool(ended)


def _held(by: Seat) -> Membership:
    """The seat's membership, locked: two who make an address at once leave one in force."""
    if by.membership is None:
        raise PermissionDenied
    return Membership.objects.select_for_update().get(pk=by.membership.pk)


def _revoke(membership: Membership) -> int:
    return CalendarKey.objects.filter(membership=membership, revoked_at=None).update(revoked_at=timezone.now())


def seat_behind(token: str) -> Seat | None:
    """The seat that a private address was made in, while it is in force: both the address and the membership."""
    key = CalendarKey.objects.filter(digest=CalendarKey.digest_of(token), revoked_at=None)
    found = (
        Membership.objects.active()
        .filter(pk__in=key.values("membership"), user__is_active=True)
        .select_related("user", "country", "hat__body")
        .first()
    )
    return Seat(found.user, found) if found else None
