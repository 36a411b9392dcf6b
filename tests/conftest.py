"""Fixtures that every test may ask for. The world is written once per process and rolled back after each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from accounts.models import Country
from tests.factories.record import make_record, publish_some
from tests.factories.seats import browser_of
from tests.factories.world import World, build_world, read_world
from tests.notices.post_office import PostOffice, open_office
from tests.settings import OWN

# LibreOffice is 260 MB that nothing else needs: `./run office` runs what is told of it.
collect_ignore = [] if os.environ.get("RCM_OFFICE") else ["office"]


def pytest_unconfigure() -> None:
    """Take away this process' files; a process of xdist ends without calling what was left for its exit."""
    shutil.rmtree(os.environ[OWN], ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Write the world once, before any test's transaction (it may be there already: `--reuse-db`)."""
    write_world(django_db_blocker)


def write_world(blocker: DjangoDbBlocker) -> None:
    with blocker.unblock():
        if not Country.objects.filter(code="XXA").exists():
            build_world()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test with real transactions leaves empty tables: the next one finds the world again."""
    yield
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    emptied = fixtures or (marker and marker.kwargs.get("transaction"))
    if emptied and nextitem:
        write_world(item.config.stash[blocking_manager_key])


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
    return read_world()


@pytest.fixture(scope="module")
def publication(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A record, contributions of Countries A and B and declarations, written once for the tests of a module.

    Each test's own changes are rolled back to it. For modules in which every test reads it and none is about a time
    before it; a test with real transactions has no use for it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        with override("en"):
            make_record()
            publish_some(read_world())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """`client_of(world.secretariat)` is a browser in which this person sits in this seat."""

    return browser_of


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    """A real SMTP server on this machine that the portal's mail goes to."""
    with open_office(settings) as office:
        yield office
