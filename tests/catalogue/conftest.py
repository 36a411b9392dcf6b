"""Something of every kind that is open: the record, a published contribution with a figure, an edition."""

import pytest
from django.core.management import call_command

from reporting.actions.answers import save_item
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.documents import make_edition, make_file
from tests.factories.work import answer_on


@pytest.fixture
def published(world):
    """Country A published objective 8, with words that a spreadsheet would take for a formula."""
    call_command("load_reference", verbosity=0)
    fill(world, world.a, 8)
    write(world, world.a, "support", '=HYPERLINK("http://evil.example","x"), and\nmore', 8)
    answer = answer_on(world.a, "figures", 8)
    data = {"label_en": "Permits", "value": "12.5", "unit": "%", "source": "Ministry"}
    save_item(answer=answer, data=data, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))
    make_file(make_edition())
    return world
