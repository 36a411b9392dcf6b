"""Something of every kind that is open: the record, a published contribution with a figure, an edition."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils.translation import override

from tests.factories.public import publish_something_of_all
from tests.factories.world import World, read_world


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What `published` publishes, written once for the tests of a module; each test's own changes are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override("en"):
            publish_something_of_all(read_world())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def published(opened: None, world: World) -> World:
    """Country A published objective 8, with words that a spreadsheet would take for a formula."""
    return world
