"""Fixtures that every test may ask for. The world is written once per process and rolled back after each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import Country
from accounts.seats import SESSION_KEY, Seat
from tests.factories.world import World, build_world, read_world
from tests.settings import OWN


def pytest_unconfigure() -> None:
    """Take away this process' files; a process of xdist ends without calling what was left for its exit."""
    shutil.rmtree(os.environ[OWN], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Write the world once, before any test's transaction (it may be there already: `--reuse-db`)."""
    with django_db_blocker.unblock():
        if not Country.objects.filter(code="XXA").exists():
            build_world()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test starts in English, whatever language the page that was asked for before it was in."""
    with override("en"):
        yield


@pytest.fixture
def world(db: None) -> World:
    """Three placeholder members, a published template, a scheme, an open call and the standing cast.

    `world.a`, `world.b`, `world.c` are assignments; `world.focal_point`, `world.contributor`, `world.clearer`,
    `world.translator` sit in Country A; `world.other_focal_point` in Country B; `world.secretariat`,
    `world.presidency` (Country C), `world.observer`, `world.civil_society`, `world.stakeholder`, `world.anonymous`.
    """
    if not Country.objects.filter(code="XXA").exists():  # a test with real transactions emptied the tables
        build_world()
    return read_world()


@pytest.fixture
def client_of() -> Callable[[Seat], Client]:
    """`client_of(world.secretariat)` is a browser in which this person sits in this seat."""

    def make(seat: Seat) -> Client:
        client = Client()
        if seat.user:
            client.force_login(seat.user, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session[SESSION_KEY] = str(seat.membership.pk) if seat.membership else ""
            session.save()
        return client

    return make
