"""What stands between the working copy and its submission."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.actions.chain import set_chain
from accounts.clearance import chain_mark
from accounts.enums import Role
from accounts.models import ClearanceStep
from common.errors import Refused
from notices.models import Mail, Notice
from reporting.actions.clearance import ask_clearance, changed_since, sign
from tests.factories import fill, write
from tests.factories.chain import NAMES, set_other_chain, set_steps
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


@pytest.fixture
def waiting(world):
    """Objective 8 of Country A waits for its only step, which names the clearer."""
    set_steps(world.a.country, [world.clearer])
    fill(world, world.a, 8)
    return ask_clearance(
        assignment=world.a, objectives=[8], includes_whole=False, what_changed="", reasons={}, by=world.focal_point
    )


def test_focal_points_are_told_once_that_the_chain_dropped_the_step_that_waited(world, waiting):
    other = make_seat(Role.FOCAL_POINT, world.a.country)
    for _again in range(2):
        set_other_chain(world.a.country, [world.clearer], by=world.focal_point)

    notice = Notice.objects.get(key__startswith=f"clearance:{waiting.pk}:")
    assert (notice.user, notice.address) == (other.user, reverse("reporting:clearance", args=[world.a.pk])[3:])
    assert notice.text_es == "El informe nacional espera un paso de autorización que ya no existe"
    mail = Mail.objects.get(key__startswith=f"clearance:{waiting.pk}:")
    assert mail.to == other.user.email
    assert "no longer holds the step “Ministry of Foreign Affairs”" in mail.body


def test_whom_a_new_chain_names_for_the_step_that_waits_is_told(world, waiting):
    interior = make_seat(Role.CLEARER, world.a.country)
    name_en, name_es = NAMES[0]
    named = [world.clearer.user, interior.user]
    for _again in range(2):
        set_chain(
            country=world.a.country,
            steps=[{"name_en": name_en, "name_es": name_es, "clearers": named}],
            by=world.focal_point,
        )

    told = Notice.objects.filter(key=f"clearance:{waiting.pk}:1")
    assert set(told.values_list("user", flat=True)) == {world.clearer.user.pk, interior.user.pk}
    assert not Notice.objects.filter(key__contains=":lost:").exists()


def test_who_drops_the_step_that_something_waits_for_is_told_on_the_page(world, waiting, client_of):
    country = world.a.country
    posted = {"read": chain_mark(country), "step-0-name_en": "Other", "step-0-name_es": "Otro"}
    page = client_of(world.focal_point).post(reverse("accounts:chain"), posted, follow=True)

    assert "1 text waits for a step that this chain no longer holds." in page.text


def test_a_step_dropped_again_on_another_day_is_told_again(world, waiting):
    other = make_seat(Role.FOCAL_POINT, world.a.country)
    for day in (1, 1, 3):
        with time_machine.travel(timezone.now() + timedelta(days=day)):
            set_other_chain(world.a.country, [world.clearer], by=world.focal_point)

    assert Notice.objects.filter(user=other.user, key__contains=":lost:").count() == 2


def test_what_no_longer_waits_tells_nobody_of_another_chain(world, waiting):
    sign(clearance=waiting, cleared=True, remark="", by=world.clearer)
    set_other_chain(world.a.country, [world.clearer], by=make_seat(Role.FOCAL_POINT, world.a.country))

    assert not Notice.objects.filter(key__startswith=f"clearance:{waiting.pk}:").exists()
