"""Something of every kind that is open: the record, a published contribution with a figure, an edition."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import override

from reporting.actions.answers import save_item
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.documents import make_edition, make_file
from tests.factories.work import answer_on
from tests.factories.world import World, read_world


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What `published` publishes, written once for the tests of a module; each test's own changes are rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override("en"):
            _publish(read_world())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def published(opened: None, world: World) -> World:
    """Country A published objective 8, with words that a spreadsheet would take for a formula."""
    return world


def _publish(world: World) -> None:
    call_command("load_reference", verbosity=0)
    fill(world, world.a, 8)
    write(world, world.a, "support", '=HYPERLINK("http://evil.example","x"), and\nmore', 8)
    answer = answer_on(world.a, "figures", 8)
    data = {"label_en": "Permits", "value": "12.5", "unit": "%", "source": "Ministry"}
    save_item(answer=answer, data=data, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))
    make_file(make_edition())
