"""What stands between the working copy and its submission."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import ClearanceStep
from common.errors import Refused
from notices.models import Notice
from reporting.actions.clearance import ask_clearance, changed_since, sign
from tests.factories import fill, write
from tests.factories.seats import make_seat


def test_text_changed_after_clearance_was_asked_cannot_be_cleared(world):
    fill(world, world.a, 8)
    clearance = ask_clearance(
        assignment=world.a, objectives=[8], includes_whole=False, what_changed="", reasons={}, by=world.focal_point
    )
    write(world, world.a, "progress", "Changed meanwhile", 8)

    assert changed_since(clearance)
    with pytest.raises(Refused):
        sign(clearance=clearance, cleared=True, remark="", by=world.clearer)


def test_those_whose_turn_it_is_are_told_one_step_after_the_other(world, client_of):
    minister = make_seat(Role.FOCAL_POINT, world.a.country)
    step = ClearanceStep.objects.create(country=world.a.country, order=2, name_en="Minister", name_es="Ministra")
    step.clearers.add(minister.user)
    fill(world, world.a, 8)
    clearance = ask_clearance(
        assignment=world.a, objectives=[8], includes_whole=False, what_changed="", reasons={}, by=world.focal_point
    )
    told = Notice.objects.filter(key__startswith=f"clearance:{clearance.pk}:").values_list("user", flat=True)
    act = reverse("reporting:clearance-act", args=[world.a.pk, clearance.pk])

    client_of(world.clearer).post(act, {"act": "clear"})
    assert list(told) == [minister.user.pk]
    client_of(minister).post(act, {"act": "clear"})
    assert set(told.all()) == {minister.user.pk, world.focal_point.user.pk}
