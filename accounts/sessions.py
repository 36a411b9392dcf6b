"""Sessions in the database. Reading one brings its person and the memberships in force today, in one query.

Nothing of it is trusted from one request to the next: a session that was ended, an account that was closed and a
membership that was taken away are refused at once. What a `Sitting` keeps is looked up again by the statement that
acts on it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.http import SeatRequest
from accounts.models import Body, Country, Hat, Membership, Session, User, in_force, in_force_in_workspace
from accounts.seats import Seat
from common.composed import Composed, columns, instance
from common.dates import today

# What a row of the query holds behind the session's data, in this order; the last place says "in force".
_PARTS: tuple[tuple[Any, str], ...] = (
    (User, "user__"),
    (Membership, "user__memberships__"),
    (Country, "user__memberships__country__"),
    (Hat, "user__memberships__hat__"),
    (Body, "user__memberships__hat__body__"),
)


class SessionStore(DatabaseStore):
    """`person` is who the session belonged to when it was read, with `held`, the memberships in force.

    `stored` is what its row held, to be recognised word for word.
    """

    person: User | None = None
    stored = ""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row

    def load(self) -> dict[str, Any]:
        key = self.session_key or ""
        rows = _SESSION.rows(key=key, now=timezone.now(), on=today()) if key.isalnum() else []
        if not rows:
            self._session_key = None
            return {}
        self.person, self.stored = _person(rows), rows[0][0]
        try:
            data: dict[str, Any] = self.serializer().loads(_verified(rows[0][0], self.key_salt))
        except (signing.BadSignature, ValueError):
            data = self.decode(rows[0][0])  # the library says what it thinks of it
        return data


class _AsItIs:
    """Leaves what was signed as it is."""

    def dumps(self, obj: Any) -> bytes:
        return bytes(obj)

    def loads(self, data: bytes) -> Any:
        return data


@lru_cache(maxsize=1024)
def _verified(session_data: str, salt: str) -> bytes:
    """What a row of the table holds, its signature verified: once for the same words, not with each request."""
    data: bytes = signing.loads(session_data, salt=salt, serializer=_AsItIs)
    return data


def person_of(request: HttpRequest) -> User | AnonymousUser:
    """The person of the session, when everything verifies; the library looks at any other case and ends it."""
    session: Any = request.session
    proof = session.get(HASH_SESSION_KEY, "")
    person: User | None = session.person
    if (
        person
        and person.is_active
        and session.get(SESSION_KEY) == str(person.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(proof, person.get_session_auth_hash())
    ):
        return person
    return get_user(request)


@dataclass(frozen=True)
class Sitting:
    """What stood behind a request that was let through: the session's row, the password, the seat.

    Nothing follows from holding one. A statement that joins `as_it_was` acts if all of it still stands, or not at all.
    """

    key: str
    stored: str
    password: str
    seat: Seat

    def asked(self) -> dict[str, Any]:
        """The parameters of `as_it_was`, for `common.composed`."""
        membership = self.seat.membership
        return {
            "session": self.key, "stored": self.stored, "password": self.password,
            "membership": membership.pk if membership else None, "moment": timezone.now(), "on": today(),
        }  # fmt: skip


ASKED: dict[str, type] = {
    "session": str, "stored": str, "password": str, "membership": UUID, "moment": datetime, "on": date,
}  # fmt: skip


def sitting_of(request: SeatRequest) -> Sitting | None:
    """What stands behind a request, once its person and seat were found; None where they were not, or are changing."""
    session: Any = request.session
    person: User | None = session.person
    if not person or session.modified or not request.seat.membership or request.seat.user != person:
        return None
    return Sitting(session.session_key, session.stored, person.password, Seat(person, request.seat.membership))


def as_it_was(
    session: str, stored: str, password: str, membership: UUID, moment: datetime, on: date
) -> QuerySet[Session]:
    """The session of one of a country's own people, if nothing of it, of them or of the seat has changed or ended."""
    return Session.objects.filter(
        in_force_in_workspace(on, "user__memberships__"),
        session_key=session,
        session_data=stored,
        expire_date__gt=moment,
        user__is_active=True,
        user__password=password,
        user__memberships=membership,
    )


def _compose(key: str, now: datetime, on: date) -> Any:
    names = [name for model, prefix in _PARTS for name in columns(model, prefix)]
    return (
        Session.objects.filter(session_key=key, expire_date__gt=now)
        .annotate(membership_in_force=in_force(on, "user__memberships__"))
        .order_by("user__memberships__starts", "user__memberships__role", "user__memberships__id")
        .values_list("session_data", *names, "membership_in_force")
    )


def _person(rows: list[tuple[Any, ...]]) -> User | None:
    person: User | None = _part(rows[0], 0)
    if person:
        person.held = [_membership(row) for row in rows if row[-1]]
    return person


def _membership(row: tuple[Any, ...]) -> Membership:
    membership: Membership = _part(row, 1)
    membership.country = _part(row, 2)
    membership.hat = _part(row, 3)
    if membership.hat:
        membership.hat.body = _part(row, 4)
    return membership


def _part(row: tuple[Any, ...], number: int) -> Any:
    return instance(_PARTS[number][0], row[_STARTS[number] : _STARTS[number + 1]])


_SESSION = Composed("session_with_person", _compose, key=str, now=datetime, on=date)
_STARTS = [1 + sum(len(columns(model)) for model, _ in _PARTS[:n]) for n in range(len(_PARTS) + 1)]
