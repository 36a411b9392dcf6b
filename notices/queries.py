"""What a person has not read yet."""

from collections.abc import Iterable

from django.db.models import Q

from accounts.models import User
from notices.models import Notice


def unread_count(user: User) -> int:
    """How many notices wait: one query on the index of unread notices."""
    return Notice.objects.filter(user=user, read_at=None).count()


def unread_within(user: User, addresses: Iterable[str]) -> list[Notice]:
    """Unread notices that lead to a page under one of these addresses (without the language)."""
    where = Q()
    for address in addresses:
        where |= Q(address__startswith=address)
    return list(Notice.objects.filter(where, user=user, read_at=None)) if where else []
