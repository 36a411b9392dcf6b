"""What a person has not read yet, and how mail reaches them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from accounts.models import Membership, User
from accounts.seats import Seat
from common.composed import Composed
from notices.enums import Way
from notices.models import BouncedAddress, Notice, Preference


def unread_count(seat: Seat) -> int:
    """How many notices wait in this seat: one query on the index of unread notices, which every page asks."""
    membership = seat.membership.pk if seat.membership else None
    return sum(number for (number,) in _UNREAD.rows(user=seat.person.pk, membership=membership))


def _unread(user: UUID, membership: UUID) -> "QuerySet[Any, Any]":
    waiting = Notice.objects.visible_to(Seat(User(pk=user), Membership(pk=membership))).filter(read_at=None)
    return waiting.order_by().values("user").annotate(number=Count("pk")).values_list("number")


_UNREAD = Composed("unread_notices", _unread, user=UUID, membership=UUID)


def unread_elsewhere(seat: Seat) -> int:
    """How many wait in the other seats that this request's person may take now."""
    others = [one.pk for one in seat.person.held or [] if one != seat.membership]
    return Notice.objects.filter(user=seat.user, membership__in=others, read_at=None).count() if others else 0


def unread_of(membership: Membership) -> list[Notice]:
    """Unread notices of one capacity of a person."""
    return list(Notice.objects.filter(user=membership.user, membership=membership, read_at=None))


def preference_of(user: User) -> Preference:
    """The person's wishes, kept or usual."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def works(email: str) -> bool:
    """Is it an address that no mail system has called unknown?"""
    return bool(email) and not BouncedAddress.objects.filter(email=email.lower()).exists()


def way_to(user: User, preference: Preference, *, is_reminder: bool) -> Way:
    """How mail reaches this person now. Reminders are the only mail that can be turned off."""
    return _way(user, preference, works(user.email), is_reminder)


def ways_of_reminders(people: Iterable[User]) -> dict[UUID, Way]:
    """How reminders reach each of them, in two queries."""
    users = {user.pk: user for user in people}
    wishes = {row.user_id: row for row in Preference.objects.filter(user__in=users)}
    emails = [user.email.lower() for user in users.values()]
    gone = set(BouncedAddress.objects.filter(email__in=emails).values_list("email", flat=True))
    return {
        pk: _way(user, wishes.get(pk) or Preference(user=user), user.email.lower() not in gone, True)
        for pk, user in users.items()
    }


def _way(user: User, preference: Preference, reachable: bool, is_reminder: bool) -> Way:
    if not user.is_active or not user.email or not reachable:
        return Way.UNREACHABLE
    if is_reminder and not preference.reminders:
        return Way.OFF
    return Way.DAILY if preference.daily else Way.AT_ONCE
