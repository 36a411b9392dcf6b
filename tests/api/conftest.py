"""Callers of the interface, and something for them to read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from accounts.actions.keys import create_key
from accounts.enums import KeyScope
from accounts.seats import Seat
from tests.factories.world import World


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """Limits begin anew with each test."""
    cache.clear()


class Caller:
    """A program that asks the interface, with a key or without."""

    def __init__(self, token: str = "") -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.token = token

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        address = path if path.startswith("/") else f"/api/v1/{path}"
        return self.client.get(address, query or {}, headers=self.headers | headers)

    def all(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """The results of every page."""
        response = self.get(path, query)
        assert response.status_code == 200, response.content
        found = response.json()["results"]
        while following := response.json()["next"]:
            response = self.get(following.partition("127.0.0.1:8000")[2])
            found += response.json()["results"]
        return found


@pytest.fixture
def anybody() -> Caller:
    return Caller()


@pytest.fixture
def caller_of() -> Callable[..., Caller]:
    """`caller_of(world.observer)` asks with a key of this person; further scopes by name."""

    def make(seat: Seat, *scopes: str) -> Caller:
        _key, token = create_key(name="Test", scopes=[KeyScope.READ, *scopes], days=30, by=seat)
        return Caller(token)

    return make


@pytest.fixture
def published(publication: None, world: World) -> World:
    """A record, a contribution of Country A on 8 and 9 with a figure, one of Country B on 8, an edition."""
    return world
