"""Positions are volunteered, dated, and kept."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from common.errors import Refused
from declarations.actions.amendments import set_tabling
from declarations.actions.positions import state_position
from declarations.enums import Stance
from declarations.models import Position
from tests.factories.declarations import circulated, paragraph, start


@pytest.fixture
def row(world):
    return paragraph(circulated(world), "1")


def test_the_newest_is_in_force_and_those_before_it_stay(world, row):
    state_position(paragraph=row, stance=Stance.RESERVES, remark="Until the capital answers.", by=world.focal_point)
    state_position(paragraph=row, stance=Stance.AD_REFERENDUM, by=world.focal_point)
    state_position(paragraph=row, stance=Stance.AGREED, by=world.other_focal_point)

    current = Position.objects.filter(is_current=True).order_by("country__code")
    assert [(one.country.code, one.stance) for one in current] == [("XXA", "ad_referendum"), ("XXB", "agreed")]
    assert Position.objects.filter(country=world.countries["A"]).count() == 2


def test_a_consultation_says_until_when_and_nothing_else_has_an_end(world, row):
    with pytest.raises(Refused, match="until when"):
        state_position(paragraph=row, stance=Stance.CONSULTING, by=world.focal_point)
    end = date(2030, 1, 31)
    state_position(paragraph=row, stance=Stance.CONSULTING, until=end, by=world.focal_point)
    assert Position.objects.get().until == end

    assert state_position(paragraph=row, stance=Stance.AGREED, until=end, by=world.focal_point).until is None


@pytest.mark.parametrize("role", ["clearer", "contributor", "secretariat", "presidency", "observer", "anonymous"])
def test_only_who_speaks_for_a_country_states_one(world, row, role):
    with pytest.raises(PermissionDenied):
        state_position(paragraph=row, stance=Stance.AGREED, by=getattr(world, role))


def test_where_a_clearer_tables_a_clearer_states_positions(world, row):
    set_tabling(country=world.countries["A"], clearer_tables=True, by=world.focal_point)
    state_position(paragraph=row, stance=Stance.AGREED, by=world.clearer)

    with pytest.raises(PermissionDenied):
        state_position(paragraph=row, stance=Stance.AGREED, by=world.focal_point)


def test_there_is_none_before_a_draft_circulates_and_none_of_another_name(world, row):
    with pytest.raises(PermissionDenied):
        state_position(paragraph=paragraph(start(world), "1"), stance=Stance.AGREED, by=world.focal_point)
    with pytest.raises(Refused, match="not in the list"):
        state_position(paragraph=row, stance="silence", by=world.focal_point)
