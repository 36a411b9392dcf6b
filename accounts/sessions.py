"""Sessions in the database. Reading one brings its person and the memberships in force today, in one query.

Nothing of it is kept from one request to the next: a session that was ended, an account that was closed and a
membership that was taken away are refused at once.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import Body, Country, Hat, Membership, Session, User, in_force
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
    """`person` is who the session belonged to when it was read, with `held`, the memberships in force."""

    person: User | None = None

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
        self.person = _person(rows)
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
