"""The seat: in whose name the person before the screen acts now.

A person may hold several memberships; a request is made from exactly one of them. `visible_to(seat)` and every
rule take the seat, so that one hat never opens another's doors.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.enums import WORKSPACE_ROLES, Role
from accounts.models import Body, Country, Membership, PresidencyTerm, User, dated
from common.dates import today
from common.i18n import pick

SESSION_KEY = "seat"


@dataclass(frozen=True)
class Seat:
    """A user in one of their memberships; without user: the public."""

    user: User | None = None
    membership: Membership | None = None

    @property
    def is_authenticated(self) -> bool:
        return self.user is not None

    @property
    def person(self) -> User:
        """The user of a seat that a rule has let through; the public has none and gets no further."""
        if self.user is None:
            raise PermissionDenied
        return self.user

    @property
    def home(self) -> Country:
        """The country of a seat that works in one."""
        if self.country is None:
            raise PermissionDenied
        return self.country

    @property
    def role(self) -> str:
        """The role's code, '' for the public or for a person whose memberships have all ended."""
        return self.membership.role if self.membership else ""

    @property
    def country(self) -> Country | None:
        return self.membership.country if self.membership else None

    @property
    def body(self) -> Body | None:
        return self.membership.hat.body if self.membership and self.membership.hat else None

    @property
    def is_secretariat(self) -> bool:
        return self.role == Role.SECRETARIAT

    @property
    def is_presidency(self) -> bool:
        return self.role == Role.PRESIDENCY

    @property
    def is_desk(self) -> bool:
        """The Secretariat or the presidency under whose direction it works."""
        return self.is_secretariat or self.is_presidency

    @property
    def is_workspace(self) -> bool:
        """Works inside a country's own space."""
        return self.role in WORKSPACE_ROLES

    @property
    def is_focal_point(self) -> bool:
        return self.role == Role.FOCAL_POINT

    @property
    def is_clearer(self) -> bool:
        return self.role == Role.CLEARER

    @property
    def is_contributor(self) -> bool:
        return self.role == Role.CONTRIBUTOR

    @property
    def is_translator(self) -> bool:
        return self.role == Role.TRANSLATOR

    @property
    def is_member(self) -> bool:
        """Speaks for a Member Country: reads what is shared among members."""
        return (self.is_workspace and not self.is_rehearsal) or self.is_presidency

    @property
    def is_rehearsal(self) -> bool:
        """Tries a form where no country is: nothing of it leaves the rehearsal."""
        return self.country is not None and self.country.is_rehearsal

    @property
    def is_observer(self) -> bool:
        return self.role == Role.OBSERVER

    @property
    def label(self) -> str:
        """Name, role and country or body, as the trail keeps it."""
        if not self.user:
            return ""
        if not self.membership:
            return self.user.name
        place = self.country.code if self.country else (self.body.acronym_en or self.body.name_en) if self.body else ""
        return f"{self.user.name}, {Role(self.role).value}, {place}"

    def speaks_for(self, country: Country) -> bool:
        """Works in the space of this country."""
        return self.is_workspace and self.membership is not None and self.membership.country_id == country.pk

    def place_name(self) -> str:
        """Country or body in the reader's language."""
        place = self.country or self.body
        return pick(place, "name") if place else ""


PUBLIC = Seat()


def say_who(label: str) -> str:
    """A label as `Seat.label` keeps it, for readers: the name and the role as it was then, in their language."""
    name, _comma, role = label.rpartition(", ")[0].rpartition(", ")
    return f"{name}, {Role(role).label}" if role in Role.values else label


def memberships_of(user: User) -> list[Membership]:
    """The person's memberships in force today, in a stable order."""
    return list(
        Membership.objects.active()
        .filter(user=user)
        .select_related("country", "hat__body")
        .order_by("starts", "role", "id")
    )


def seat_of(user: User, chosen: str | None = None) -> Seat:
    """The seat the person chose, or a seat without membership once that one has ended: no work is ever done in
    another capacity than the one that the person chose. Without a choice it is the first one in force.
    """
    return _seat_among(memberships_of(user), user, chosen)


def _seat_among(memberships: list[Membership], user: User, chosen: str | None) -> Seat:
    if chosen:
        membership = next((m for m in memberships if str(m.pk) == chosen), None)
    else:
        membership = memberships[0] if memberships else None
    return Seat(user=user, membership=membership)


def request_seat(request: HttpRequest) -> Seat:
    """Who sends this request. A membership that ended between two requests is gone at once."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return PUBLIC
    # Read with the session of this very request; a person who logs in just now has none yet.
    memberships = memberships_of(user) if user.held is None else user.held
    return _seat_among(memberships, user, request.session.get(SESSION_KEY))


def presidency_country() -> Country | None:
    """The country that holds the Presidency Pro-Tempore today, if the Secretariat has entered a term."""
    term = PresidencyTerm.objects.filter(dated(today())).select_related("country").last()
    return term.country if term else None
