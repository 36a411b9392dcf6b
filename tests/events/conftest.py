"""Fixtures of the meetings: the record as it is loaded, and the documents as they were written."""

import json
from pathlib import Path
from typing import Any

import pytest

from accounts.enums import HatKind, Role
from accounts.models import Body, Hat, Membership, User
from accounts.seats import Seat
from tests.commitments.conftest import bodies, line_of, made, meeting  # noqa: F401
from tests.portal.conftest import empty_database, reference  # noqa: F401

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def conclusions_text() -> str:
    return (DATA / "conclusions.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def conclusions_data() -> dict[str, Any]:
    return json.loads((DATA / "conclusions.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def agenda_text() -> str:
    return (DATA / "agenda.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def agenda_data() -> dict[str, Any]:
    return json.loads((DATA / "agenda.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def sessions_data() -> dict[str, Any]:
    return json.loads((DATA / "sessions.json").read_text(encoding="utf-8"))


@pytest.fixture
def desk_seat(db: None) -> Seat:
    """The Secretariat, where only the record is loaded."""
    user = User.objects.create_user("desk@example.org", name="Desk")
    hat, _created = Hat.objects.get_or_create(body=Body.objects.first(), kind=HatKind.SECRETARIAT)
    return Seat(user, Membership.objects.create(user=user, role=Role.SECRETARIAT, hat=hat))
