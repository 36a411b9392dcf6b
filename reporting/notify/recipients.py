"""Who is told: the memberships of a role in a place. Nobody is told of what they did themselves."""

from collections.abc import Callable, Iterable

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Country, Membership, User
from accounts.seats import Seat
from notices.actions import tell

COMMENTERS = (Role.FOCAL_POINT, Role.PRESIDENCY)


def send(
    memberships: Iterable[Membership],
    key: str,
    text: Callable[[], str],
    name: str,
    arguments: list[object],
    more: Callable[[], str] = str,
    *,
    query: str = "",
    by: Seat,
) -> None:
    """One notice and one mail per person other than `by`; the page it leads to has `name`, `arguments`, `query`.

    Of a rehearsal nobody is told.
    """
    if by.is_rehearsal:
        return
    others = [membership for membership in memberships if membership.user_id != by.person.pk]
    tell(others, key=key, text=text, address=reverse(name, args=arguments) + query, more=more)


def people_of(country: Country, role: str, user: User | None = None) -> list[Membership]:
    """People of a country in one role; of `user` alone, their membership. Nobody of a rehearsal."""
    if country.is_rehearsal:
        return []
    rows = Membership.objects.active().filter(country=country, role=role).select_related("user")
    return list(rows.filter(user=user) if user else rows)


def commenters() -> list[Membership]:
    """Focal points of Member Countries, and the presidency; each person once."""
    rows = Membership.objects.active().filter(role__in=COMMENTERS, country__in=Country.objects.members())
    return list({row.user_id: row for row in rows.select_related("user")}.values())


def secretariat() -> list[Membership]:
    """People of the Executive Secretariat."""
    return list(Membership.objects.active().filter(role=Role.SECRETARIAT).select_related("user"))
