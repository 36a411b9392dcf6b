"""The short way of an autosave: it saves what the long way would save, and refuses nothing by itself."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.people import end_membership
from accounts.enums import Role
from accounts.models import Session, User
from accounts.seats import SESSION_KEY
from common.dates import today
from reporting.actions.cycles import close_call
from reporting.models import AnswerText
from tests.factories import make_seat, text_of, write
from tests.factories.work import answer_on

FORM = "application/x-www-form-urlencoded"
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def address(world) -> str:
    write(world, world.a, "progress", "Begun", 8)
    make_seat(Role.FOCAL_POINT, world.countries["A"])  # so that the first one may go
    return reverse("reporting:answer-text", args=[answer_on(world.a, "progress", 8).pk, "en"])


@pytest.fixture
def browser(world, client_of, address) -> Client:
    """A focal point's browser from which one text was saved: the portal knows who sends the next one."""
    browser = client_of(world.focal_point)
    assert save(browser, address, "First", 1).json()["version"] == 2
    return browser


def save(browser, address, text="Second", version=2, **sent):
    headers = SCRIPT | sent.pop("headers", {})
    return browser.post(
        address, urlencode({"text": text, "version": version}), content_type=FORM, headers=headers, **sent
    )


def stored(world) -> tuple[str, int]:
    row = text_of(world.a, "progress", 8)
    return row.text, row.version


def test_who_goes_on_writing_is_served_by_one_statement(world, browser, address, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = save(browser, address)

    assert response.json()["version"] == 3
    assert stored(world) == ("Second", 3)
    assert text_of(world.a, "progress", 8).updated_by == world.focal_point.user


@pytest.mark.parametrize("language", ["en", "es"])
def test_both_ways_answer_alike(world, client_of, address, language):
    page = address.replace("/en/", f"/{language}/", 1)
    browser = client_of(world.focal_point)

    long, short = save(browser, page, "First", 1), save(browser, page, "Second", 2)

    assert {**long.json(), "version": 3, "saved_at": ""} == {**short.json(), "saved_at": ""}
    assert dict(long.headers) == {**short.headers, "Content-Length": long["Content-Length"]}


@pytest.mark.parametrize("secure", [True, False])
def test_the_headers_are_those_of_the_same_kind_of_line(settings, world, client_of, address, secure):
    settings.SECURE_HSTS_SECONDS = 60
    browser = client_of(world.focal_point)
    for version, line in enumerate([True, False, secure], start=1):
        response = save(browser, address, f"Text {version}", version, secure=line)

    assert ("Strict-Transport-Security" in response.headers) is secure


def ended(world, **_):
    make_seat(Role.FOCAL_POINT, world.countries["A"])
    end_membership(membership=world.focal_point.membership, by=world.secretariat)


def past(world, **_):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def logged_out(world, browser, **_):
    copy = Client()
    copy.cookies = browser.cookies.copy()
    copy.post(reverse("account_logout"))


def closed_account(world, **_):
    User.objects.filter(pk=world.focal_point.user.pk).update(is_active=False)


def new_password(world, **_):
    User.objects.filter(pk=world.focal_point.user.pk).update(password="another")


def closed_call(world, **_):
    close_call(call=world.call, by=world.secretariat)


def last_day(world, **_):
    membership = world.focal_point.membership
    type(membership).objects.filter(pk=membership.pk).update(ends=today() - timedelta(days=1))


@pytest.mark.parametrize(
    ("happens", "status"),
    [(ended, 403), (last_day, 403), (past, 401), (logged_out, 401), (closed_account, 401), (new_password, 401),
     (closed_call, 423)],
)  # fmt: skip
def test_what_happened_since_is_seen_with_the_next_text(world, browser, address, happens, status):
    happens(world, browser=browser)

    response = save(browser, address)

    assert response.status_code == status
    assert stored(world) == ("First", 2)


def test_a_person_who_took_another_seat_writes_from_that_one(world, browser, address):
    observer = make_seat(Role.OBSERVER, hat=world.observer.membership.hat, user=world.focal_point.user)
    session = browser.session
    session[SESSION_KEY] = str(observer.membership.pk)
    session.save()

    assert save(browser, address).status_code == 404
    assert stored(world) == ("First", 2)


def test_a_stale_version_shows_both_texts(world, browser, address):
    response = save(browser, address, "Mine", 1)

    assert response.status_code == 409
    assert "First" in response.json()["html"]
    assert "Mine" in response.json()["html"]


def test_the_forgery_check_is_asked_on_both_ways(world, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.focal_point.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    token = "a" * 32
    browser.cookies[settings.CSRF_COOKIE_NAME] = token
    assert save(browser, address, "First", 1, headers={"x-csrftoken": token}).status_code == 200

    for headers in ({}, {"x-csrftoken": "b" * 32}, {"x-csrftoken": token, "origin": "https://elsewhere.example"}):
        response = save(browser, address, headers=headers)
        assert (response.status_code, response.json()["csrf"]) == (403, True)
    assert stored(world) == ("First", 2)


def test_a_form_that_cannot_be_read_is_refused_as_everywhere(settings, browser, address):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1

    response = save(browser, address)

    assert response.status_code == 400
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"]


def test_another_host_is_refused_on_both_ways(settings, browser, address):
    settings.ALLOWED_HOSTS = ["portal.example"]

    assert save(browser, address, headers={"host": "elsewhere.example"}).status_code == 400


def test_what_was_taken_out_of_a_text_is_said(world, browser, address):
    response = save(browser, address, "Bell\x07", 2)

    assert response.json()["remarks"]
    assert stored(world) == ("Bell", 3)


@pytest.mark.parametrize("text", ["Null\x00", "Señal \ufffd"])
def test_texts_that_need_a_second_look_are_saved_all_the_same(world, browser, address, text):
    assert save(browser, address, text, 2).status_code == 200
    assert stored(world) == (text.replace("\x00", ""), 3)


def test_a_form_that_is_not_utf8_is_refused(world, browser, address):
    response = browser.post(address, b"text=Se%F1al&version=2", content_type=FORM, headers=SCRIPT)

    assert response.status_code == 400
    assert stored(world) == ("First", 2)


def test_more_fields_than_the_portal_reads_are_refused_in_words(browser, address):
    many = "&".join(f"f{n}=" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))

    response = browser.post(address, many, content_type=FORM, headers=SCRIPT)

    assert response.status_code == 400
    assert str(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS) in response.json()["reason"]


def test_a_page_without_scripts_goes_the_long_way(world, browser, address):
    response = save(browser, address, headers={"accept": "text/html"})

    assert response.status_code == 200
    assert stored(world) == ("Second", 3)


def test_a_translation_goes_the_long_way(world, browser, address):
    spanish = address.replace("/text/en/", "/text/es/")

    assert save(browser, spanish, "Empezado", 0).json()["version"] == 1
    assert AnswerText.objects.get(answer__assignment=world.a, language="es", text="Empezado").state == "human"


def test_nobody_is_remembered_whose_first_text_was_refused(world, client_of, address):
    stranger = client_of(world.other_focal_point)

    assert save(stranger, address, "Mine", 1).status_code == 404
    assert save(stranger, address, "Mine", 1).status_code == 404
    assert stored(world)[0] == "Begun"
