"""A seat rests on the standing of its country or body: once that has ended it is in force no longer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.actions.keys import create_key
from accounts.actions.standings import date_standing, enter_standing
from accounts.enums import WORKSPACE_ROLES, Role, StandingKind
from accounts.models import Membership, Standing, in_force, in_force_in_workspace
from accounts.seats import memberships_of
from audit.models import AuditEvent
from common.dates import today
from common.errors import Refused
from tests.counts import SEATED
from tests.factories.seats import make_country, make_seat, make_user

INBOX, PEOPLE, STANDINGS = reverse("notices:inbox"), reverse("accounts:people"), reverse("accounts:standings")
DAY = timedelta(days=1)


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


@pytest.fixture
def observer(world):
    """The observer's body has a standing on record."""
    return Standing.objects.create(
        body=world.observer.body, kind=StandingKind.OBSERVER, starts=date(2001, 1, 1), source="A note"
    )


def end(standing, day, world):
    return date_standing(standing=standing, starts=standing.starts, ends=day, source="A letter", by=world.secretariat)


def test_the_people_of_an_observer_whose_standing_ended_read_what_the_public_reads(world, client_of, observer):
    client = client_of(world.observer)
    end(observer, today(), world)
    assert client.get(INBOX).status_code == 200

    end(observer, today() - DAY, world)

    page = client.get(INBOX)
    assert page.status_code == 403
    assert "no longer a member or an observer" in page.content.decode()
    assert client.get(reverse("portal:country-list")).status_code == 200


def test_a_standing_that_begins_again_brings_the_seat_back(world, observer):
    end(observer, today() - DAY, world)
    assert memberships_of(world.observer.user) == []

    enter_standing(
        kind="observer", body=world.observer.body, starts=today(), ends=None, source="A letter", by=world.secretariat
    )

    assert memberships_of(world.observer.user) == [world.observer.membership]


@pytest.mark.parametrize("name", ["focal_point", "contributor", "clearer", "translator"])
def test_the_seats_of_a_country_rest_on_its_membership(world, client_of, name):
    seat = getattr(world, name)
    end(Standing.objects.get(country=seat.country), today() - DAY, world)

    assert client_of(seat).get(INBOX).status_code == 403
    assert memberships_of(world.other_focal_point.user) != []


@pytest.mark.parametrize("name", ["secretariat", "civil_society", "stakeholder"])
def test_another_hat_of_the_body_does_not_rest_on_its_standing_as_observer(world, name):
    seat = getattr(world, name)
    Standing.objects.create(body=seat.body, kind=StandingKind.OBSERVER, starts=date(2001, 1, 1), ends=date(2002, 1, 1))

    assert memberships_of(seat.user) == [seat.membership]


def test_where_no_standing_is_on_record_nothing_rests_on_it(world):
    seat = make_seat(Role.FOCAL_POINT, make_country("Y", member=False))

    assert memberships_of(seat.user) == [seat.membership]
    assert memberships_of(world.observer.user) == [world.observer.membership]


def test_a_key_of_a_seat_that_rests_is_refused(world, client, observer):
    _key, token = create_key(name="Reads", scopes=["read"], days=30, by=world.observer)
    asked = {"authorization": f"Bearer {token}"}
    assert client.get("/api/v1/countries", headers=asked).status_code == 200

    end(observer, today() - DAY, world)

    assert client.get("/api/v1/countries", headers=asked).status_code == 401


def test_the_page_of_people_says_why_such_a_membership_is_not_in_force(world, desk, observer):
    end(observer, today() - DAY, world)

    page = desk.get(PEOPLE)

    assert page.context["resting"] == {world.observer.membership.pk}
    assert "Not in force: the body is no observer on this day." in page.content.decode()
    assert world.observer.membership in page.context["others"]


def test_a_membership_that_ended_by_itself_does_not_rest(world, observer):
    Membership.objects.filter(pk=world.observer.membership.pk).update(ends=today() - DAY)
    end(observer, today() - DAY, world)

    assert not Membership.objects.resting().exists()


def test_the_secretariat_ends_a_standing_in_the_browser_and_the_trail_says_so(world, desk, observer):
    form = {"starts": "2001-01-01", "ends": "2020-12-31", "source": "Conclusion 3"}

    assert desk.post(reverse("accounts:standing-edit", args=[observer.pk]), form)["Location"] == STANDINGS

    event = AuditEvent.objects.get(action="standing_dated")
    assert (event.chain, event.detail["ends"]) == (f"body:{observer.body_id}", "2020-12-31")
    assert "31 December 2020" in desk.get(STANDINGS).content.decode()


def test_a_standing_is_entered_once_for_a_country_or_a_body(world, desk):
    body = world.observer.body
    form = {"kind": "observer", "body": body.pk, "starts": "2020-01-01", "source": "A letter"}
    assert desk.post(STANDINGS, form).status_code == 302

    again = desk.post(STANDINGS, form)

    assert again.status_code == 422
    assert "meet another standing" in again.content.decode()
    assert Standing.objects.filter(body=body).count() == 1


@pytest.mark.parametrize(("kind", "place"), [("member", "body"), ("observer", "none"), ("member", "both")])
def test_a_standing_belongs_to_one_country_or_to_a_body_that_observes(world, desk, kind, place):
    form = {"kind": kind, "starts": "2020-01-01", "source": "A letter"}
    if place in ("body", "both"):
        form["body"] = world.observer.body.pk
    if place == "both":
        form["country"] = world.countries["A"].pk

    assert desk.post(STANDINGS, form).status_code == 422
    assert not Standing.objects.exclude(country__in=world.countries.values()).exists()


def test_days_in_the_wrong_order_are_refused(world, observer):
    with pytest.raises(Refused, match="before the first day"):
        end(observer, date(2000, 1, 1), world)


@pytest.mark.parametrize("name", ["focal_point", "presidency", "observer"])
def test_nobody_else_keeps_standings(world, observer, name):
    seat = getattr(world, name)
    with pytest.raises(PermissionDenied):
        date_standing(standing=observer, starts=observer.starts, ends=None, source="-", by=seat)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_standings_asks_the_same_for_one_and_for_three(
    world, desk, client_of, count, django_assert_num_queries
):
    for _number in range(count):
        seat = make_seat(Role.OBSERVER)
        Standing.objects.create(body=seat.body, kind=StandingKind.OBSERVER, starts=date(2001, 1, 1))

    with django_assert_num_queries(SEATED + 3):
        desk.get(STANDINGS)


def test_what_is_asked_of_a_countrys_own_people_alone_says_the_same(world):
    """`in_force_in_workspace` is `in_force`, for those whom it concerns, on any day."""
    day, person = today(), make_user()
    for number, role in enumerate(WORKSPACE_ROLES):
        make_seat(role, world.countries["A"], user=person, starts=day - timedelta(days=number))
        make_seat(role, world.countries["B"], user=person, ends=day - timedelta(days=number))
    make_seat(Role.CLEARER, world.countries["C"], user=person, ended_at=timezone.now())
    Standing.objects.filter(country=world.countries["B"]).update(ends=day - timedelta(days=2))
    Standing.objects.filter(country=world.countries["C"]).delete()

    for on in (day - timedelta(days=n) for n in range(5)):
        asked = Membership.objects.filter(in_force(on), role__in=WORKSPACE_ROLES)
        assert set(Membership.objects.filter(in_force_in_workspace(on))) == set(asked)
