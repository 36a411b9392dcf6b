"""What is dated changes at midnight in San José, whatever the day is elsewhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from accounts.enums import Role, StandingKind
from accounts.models import Country, Membership, PresidencyTerm, Standing
from accounts.seats import memberships_of, presidency_country
from tests.factories.seats import make_country, make_seat

LAST, NEXT = date(2031, 2, 28), date(2031, 3, 1)
EVENING = datetime(2031, 3, 1, 3, 0, tzinfo=UTC)
"""21:00 of 28 February in San José, when it is March in UTC."""


@pytest.fixture(autouse=True)
def evening() -> Iterator[None]:
    with time_machine.travel(EVENING):
        yield


def test_a_membership_is_in_force_through_the_evening_of_its_last_day(world):
    seat = make_seat(Role.TRANSLATOR, world.a.country, ends=LAST)
    assert memberships_of(seat.user) == [seat.membership]

    with time_machine.travel(datetime(2031, 3, 1, 6, 0, tzinfo=UTC)):
        assert memberships_of(seat.user) == []


def test_a_membership_of_tomorrow_is_not_yet_in_force(world, client_of):
    seat = make_seat(Role.TRANSLATOR, world.a.country, starts=NEXT)
    assert client_of(seat).get(reverse("notices:inbox")).status_code == 403

    with time_machine.travel(datetime(2031, 3, 1, 6, 0, tzinfo=UTC)):
        assert client_of(seat).get(reverse("notices:inbox")).status_code == 200


def test_a_new_membership_begins_on_the_day_of_san_jose(world):
    seat = world.focal_point
    row = Membership.objects.create(user=seat.user, role=Role.CLEARER, country=seat.country)

    assert row.starts == LAST


def test_the_presidency_passes_at_midnight_in_san_jose(world):
    PresidencyTerm.objects.create(country=world.a.country, starts=date(2030, 3, 1), ends=LAST)
    PresidencyTerm.objects.create(country=world.b.country, starts=NEXT, ends=date(2032, 2, 28))
    assert presidency_country() == world.a.country

    with time_machine.travel(datetime(2031, 3, 1, 6, 0, tzinfo=UTC)):
        assert presidency_country() == world.b.country


def test_a_country_is_a_member_until_the_end_of_the_last_day_there(db, client):
    country = make_country("Z", member=False)
    Standing.objects.create(country=country, kind=StandingKind.MEMBER, starts=date(2000, 1, 1), ends=LAST)

    assert country in Country.objects.members()
    assert client.get("/api/v1/countries/XXZ").json()["is_member"] is True
