"""Countries, people and their seats."""

from datetime import date
from itertools import count

from django.contrib.auth import SESSION_KEY as LOGGED_IN
from django.test import Client

from accounts.enums import BodyKind, HatKind, Role, StandingKind
from accounts.models import Body, Country, Hat, Membership, Session, Standing, User
from accounts.seats import SESSION_KEY, Seat
from accounts.sessions import SessionStore, Sitting

_numbers = count(1)
PASSWORD = "a long pass phrase 2026"

HAT_OF_ROLE = {
    Role.SECRETARIAT: HatKind.SECRETARIAT,
    Role.OBSERVER: HatKind.OBSERVER,
    Role.CIVIL_SOCIETY: HatKind.CIVIL_SOCIETY,
    Role.STAKEHOLDER: HatKind.STAKEHOLDER,
}


def make_country(letter: str, *, member: bool = True, placeholder: bool = True) -> Country:
    """A placeholder member "Country A / País A" (letters A to Z)."""
    country = Country.objects.create(
        code=f"XX{letter}",
        iso2=f"X{letter}",
        name_en=f"Country {letter}",
        name_es=f"País {letter}",
        is_placeholder=placeholder,
    )
    if member:
        Standing.objects.create(country=country, kind=StandingKind.MEMBER, starts=date(2000, 1, 1))
    return country


def make_hat(kind: str, name: str = "") -> Hat:
    number = next(_numbers)
    body = Body.objects.create(
        code=f"body-{number}",
        kind=BodyKind.OTHER,
        name_en=name or f"Body {number}",
        name_es=name or f"Organismo {number}",
        acronym_en=f"B{number}",
        acronym_es=f"O{number}",
    )
    return Hat.objects.create(body=body, kind=kind)


def make_user(name: str = "", **fields: object) -> User:
    """A person who can log in with PASSWORD. The hash is cheap in tests (see tests/settings.py)."""
    number = next(_numbers)
    return User.objects.create_user(
        email=str(fields.pop("email", f"person{number}@example.org")),
        password=PASSWORD,
        name=name or f"Person {number}",
        **fields,
    )


def make_seat(
    role: str, country: Country | None = None, *, hat: Hat | None = None, user: User | None = None, **fields: object
) -> Seat:
    """A person sitting in a new membership of this role, in a country or in a hat of a body."""
    if country is None and hat is None:
        hat = make_hat(HAT_OF_ROLE[Role(role)])
    user = user or make_user(f"{Role(role).label} {country.name_en if country else ''}".strip())
    fields.setdefault("starts", date(2020, 1, 1))
    membership = Membership.objects.create(user=user, role=role, country=country, hat=hat, **fields)
    return Seat(user=user, membership=membership)


def sitting_in(seat: Seat) -> Sitting:
    """What would stand behind a request of this seat: a session of its own."""
    store = SessionStore()
    if seat.user:
        store[LOGGED_IN] = str(seat.user.pk)
    store[SESSION_KEY] = str(seat.membership.pk) if seat.membership else ""
    store.create()
    row = Session.objects.get(pk=store.session_key)
    return Sitting(row.pk, row.session_data, seat.user.password if seat.user else "", seat)


def browser_of(seat: Seat, kind: type[Client] = Client) -> Client:
    """A browser in which this person sits in this seat."""
    client = kind()
    if seat.user:
        client.force_login(seat.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session[SESSION_KEY] = str(seat.membership.pk) if seat.membership else ""
        session.save()
    return client
