"""What stands between the working copy and its submission."""

import pytest

from common.errors import Refused
from reporting.actions.clearance import ask_clearance, changed_since, sign
from tests.factories import fill, write


def test_text_changed_after_clearance_was_asked_cannot_be_cleared(world):
    fill(world, world.a, 8)
    clearance = ask_clearance(
        assignment=world.a, objectives=[8], includes_whole=False, what_changed="", reasons={}, by=world.focal_point
    )
    write(world, world.a, "progress", "Changed meanwhile", 8)

    assert changed_since(clearance)
    with pytest.raises(Refused):
        sign(clearance=clearance, cleared=True, remark="", by=world.clearer)
