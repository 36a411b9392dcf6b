"""Who sends a request: one query reads the session, its person and what is in force today; nothing is kept."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.people import end_membership
from accounts.enums import Role
from accounts.models import PresidencyTerm, Session, User
from accounts.seats import memberships_of
from accounts.sessions import SessionStore
from common.dates import today
from tests.factories import make_seat, make_user

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
INBOX = reverse("notices:inbox")


@pytest.fixture
def browser(world, client_of) -> Client:
    return client_of(world.focal_point)


def store_of(client: Client) -> SessionStore:
    """The session as the next request will read it."""
    return SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)


def row_of(client: Client) -> Session:
    return Session.objects.get(pk=client.cookies[settings.SESSION_COOKIE_NAME].value)


def turned_away(client: Client) -> bool:
    response = client.get(INBOX)
    return response.status_code == 302 and "/login/" in response["Location"]


def test_session_person_memberships_and_places_are_one_query(world, client_of, django_assert_num_queries):
    for name in ("focal_point", "secretariat", "presidency"):
        store = store_of(client_of(getattr(world, name)))
        with django_assert_num_queries(1):
            assert store["_auth_user_id"] == str(store.person.pk)
            membership = store.person.held[0]
            assert membership.country or membership.hat.body.name_en


def test_what_is_read_is_what_the_database_holds(world, client_of):
    for seat in world.seats.values():
        if seat.user:
            client = Client()
            client.force_login(seat.user, backend=BACKEND)
            store = store_of(client)
            store.load()
            assert vars(store.person).keys() >= {f.attname for f in User._meta.concrete_fields}
            assert store.person.email == seat.user.email
            assert store.person.held == memberships_of(seat.user)
            assert [m.starts for m in store.person.held] == [m.starts for m in memberships_of(seat.user)]


def test_memberships_stand_in_a_stable_order_and_those_out_of_force_are_left_out(world):
    person, day = make_user(), today()
    second = make_seat(Role.TRANSLATOR, world.countries["B"], user=person, starts=date(2021, 1, 1)).membership
    first = make_seat(Role.CONTRIBUTOR, world.countries["A"], user=person, starts=date(2020, 1, 1)).membership
    make_seat(Role.CLEARER, world.countries["A"], user=person, ends=day - timedelta(days=1))
    make_seat(Role.CLEARER, world.countries["B"], user=person, starts=day + timedelta(days=1))
    make_seat(Role.CLEARER, world.countries["C"], user=person, ended_at=timezone.now())
    client = Client()
    client.force_login(person, backend=BACKEND)
    store = store_of(client)
    store.load()

    assert store.person.held == [first, second]


def test_the_presidencys_membership_is_in_force_only_during_its_term(world, client_of):
    client = client_of(world.presidency)
    assert client.get(INBOX).status_code == 200

    PresidencyTerm.objects.update(starts=date(2000, 1, 1), ends=date(2000, 12, 31))

    assert client.get(INBOX).status_code == 403


def test_a_membership_that_was_taken_away_is_refused_with_the_next_request(world, browser):
    make_seat(Role.FOCAL_POINT, world.countries["A"])
    assert browser.get(INBOX).status_code == 200

    end_membership(membership=world.focal_point.membership, by=world.secretariat)

    assert browser.get(INBOX).status_code == 403


def test_a_session_that_was_ended_elsewhere_is_refused_with_the_next_request(browser):
    copy = Client()
    copy.cookies = browser.cookies.copy()
    assert not turned_away(copy)

    browser.post(reverse("account_logout"))

    copy_of_old_cookie = copy
    assert turned_away(copy_of_old_cookie)


def test_a_session_past_its_time_is_refused(browser):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert turned_away(browser)


def test_a_closed_account_is_refused(world, browser):
    User.objects.filter(pk=world.focal_point.user.pk).update(is_active=False)

    assert turned_away(browser)


def test_a_new_password_ends_the_sessions_of_other_browsers(world, browser):
    person = User.objects.get(pk=world.focal_point.user.pk)
    person.set_password("quite another pass phrase")
    person.save()

    assert turned_away(browser)
    assert not Session.objects.filter(user=person).exists()


@pytest.mark.parametrize(
    ("key", "value"), [("_auth_user_hash", "0" * 64), ("_auth_user_backend", "some.other.Backend")]
)
def test_a_session_that_does_not_verify_is_nobodys(browser, key, value):
    session = browser.session
    session[key] = value
    session.save()

    assert turned_away(browser)


def test_a_session_whose_row_names_another_person_gives_nobody_their_seat(world, browser):
    """The row's person only spares a query; who is logged in stands in the signed data."""
    Session.objects.update(user=world.secretariat.user)

    response = browser.get(INBOX)

    assert response.wsgi_request.user == world.focal_point.user


def test_a_session_belongs_to_the_person_who_logs_in_and_to_nobody_afterwards(world, browser):
    assert row_of(browser).user == world.focal_point.user
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value

    browser.post(reverse("account_logout"))

    assert not Session.objects.filter(pk=key).exists()


def test_a_visitors_session_keeps_its_data_without_a_person(db):
    store = SessionStore()
    store["seen"] = "yes"
    store.save()

    again = SessionStore(store.session_key)

    assert again["seen"] == "yes"
    assert again.person is None


@pytest.mark.parametrize("key", ["a' OR true --", "x\x00yzzzzzzz", "unknownunknownunknown"])
def test_a_key_that_is_none_reads_an_empty_session(db, key):
    store = SessionStore(key)

    assert dict(store.items()) == {}
    assert store.session_key is None
    assert isinstance(store, SessionBase)


def test_data_that_was_tampered_with_is_read_as_none_however_often(browser):
    browser.get(INBOX)
    row = row_of(browser)
    Session.objects.filter(pk=row.pk).update(session_data=f"x{row.session_data}")

    assert [store_of(browser).load() for _ in range(2)] == [{}, {}]
    assert turned_away(browser)


def test_what_one_request_changes_of_its_session_another_does_not_see(browser):
    one, other = store_of(browser), store_of(browser)
    one["methods"] = ["password"]

    assert "methods" not in other
