"""What a person has not read yet."""

from accounts.models import Membership
from accounts.seats import Seat
from notices.models import Notice


def unread_count(seat: Seat) -> int:
    """How many notices wait in this seat: one query on the index of unread notices."""
    return Notice.objects.visible_to(seat).filter(read_at=None).count()


def unread_elsewhere(seat: Seat) -> int:
    """How many wait in the other seats that this request's person may take now."""
    others = [one.pk for one in seat.person.held or [] if one != seat.membership]
    return Notice.objects.filter(user=seat.user, membership__in=others, read_at=None).count() if others else 0


def unread_of(membership: Membership) -> list[Notice]:
    """Unread notices of one capacity of a person."""
    return list(Notice.objects.filter(user=membership.user, membership=membership, read_at=None))
