"""Who of a country clears in which order: one answer for reports, practices and pledges."""

import pytest

from accounts.clearance import (
    Lost,
    chain_of,
    check_turn,
    may_sign,
    may_sign_step,
    next_step,
    shown_steps,
    signed,
    signers_of,
    waiting_for,
)
from accounts.enums import Role
from accounts.models import ClearanceStep, Membership
from common.errors import Refused
from tests.factories import make_seat
from tests.factories.chain import NAMES, set_steps


@pytest.fixture
def country(world):
    return world.countries["A"]


def test_where_nobody_is_named_any_clearer_of_the_country_signs_and_nobody_else(world, country):
    seats = ("focal_point", "clearer", "contributor", "translator", "clearer_b", "secretariat", "presidency")
    found = {name for name in seats if may_sign_step(getattr(world, name), country, chain_of(country)[0])}

    assert found == {"clearer"}
    assert [row.user for row in signers_of(country, chain_of(country)[0])] == [world.clearer.user]


def test_where_people_are_named_they_alone_sign_also_as_focal_points(world, country):
    set_steps(country, [world.focal_point])

    assert may_sign_step(world.focal_point, country, chain_of(country)[0])
    assert not may_sign_step(world.clearer, country, chain_of(country)[0])
    assert [row.user for row in signers_of(country, chain_of(country)[0])] == [world.focal_point.user]


def test_a_name_opens_no_step_in_another_capacity_or_country(world, country):
    set_steps(country, [world.contributor, world.clearer_b])

    assert not may_sign_step(world.contributor, country, chain_of(country)[0])
    assert not may_sign_step(world.clearer_b, country, chain_of(country)[0])
    assert signers_of(country, chain_of(country)[0]) == []


def test_whose_membership_ended_is_told_of_no_step(world, country):
    other = make_seat(Role.CLEARER, country)
    Membership.objects.filter(pk=world.clearer.membership.pk).update(ends="2020-02-01")

    assert [row.user for row in signers_of(country, chain_of(country)[0])] == [other.user]


def test_steps_are_signed_in_order_and_keep_their_names(world, country):
    set_steps(country, [world.clearer], [world.focal_point])
    steps = chain_of(country)
    assert may_sign(world.clearer, country, steps)
    assert may_sign(world.focal_point, country, steps).why == (
        "The step “Ministry of Foreign Affairs” belongs to other clearers."
    )

    steps = signed(steps, by=world.clearer)
    first, second = shown_steps(country, steps)
    assert (first.name, first.is_next, second.is_next, second.turn) == (
        "Ministry of Foreign Affairs", False, True, world.focal_point.user.name,
    )  # fmt: skip
    assert first.at is not None
    assert world.clearer.user.name in first.who
    assert not may_sign(world.clearer, country, steps)
    assert next_step(signed(steps, by=world.focal_point)) is None


def test_a_step_that_is_done_or_to_come_is_not_the_one_that_was_read(world, country):
    set_steps(country, [], [])
    steps = signed(chain_of(country), by=world.clearer)

    check_turn(steps, 2)
    check_turn(steps, None)
    for order in (1, 3, -1):
        with pytest.raises(Refused, match="in the meantime"):
            check_turn(steps, order)
    with pytest.raises(Refused, match="in the meantime"):
        check_turn([], 1)


@pytest.mark.parametrize("now", [NAMES[:1], (NAMES[1], NAMES[0]), (NAMES[0], ("Renamed", NAMES[1][1]))])
def test_a_step_that_the_chain_no_longer_holds_is_opened_to_nobody_else(world, country, now):
    set_steps(country, [world.clearer], [world.focal_point])
    steps = signed(chain_of(country), by=world.clearer)
    ClearanceStep.objects.filter(country=country).delete()
    for order, (name_en, name_es) in enumerate(now, start=1):
        ClearanceStep.objects.create(country=country, order=order, name_en=name_en, name_es=name_es)

    for seat in (world.clearer, world.focal_point):
        turn = may_sign(seat, country, steps)
        assert isinstance(turn, Lost)
        assert "no longer holds the step “Ministry of the Interior”" in turn.why
        assert waiting_for(seat, country, [steps]) == 0
    assert signers_of(country, next_step(steps)) == []
    shown = shown_steps(country, steps)[1]
    assert (shown.is_next, shown.is_lost, shown.turn) == (True, True, "")


def test_a_step_that_the_chain_holds_is_signed_by_whom_it_names_today(world, country):
    set_steps(country, [world.clearer])
    steps = chain_of(country)
    set_steps(country, [world.focal_point], [])

    assert may_sign(world.focal_point, country, steps)
    assert not may_sign(world.clearer, country, steps)
    assert waiting_for(world.focal_point, country, [steps]) == 1


def test_a_country_without_a_chain_is_asked_to_set_one(country):
    set_steps(country)
    with pytest.raises(Refused, match="Set the clearance chain"):
        chain_of(country)
