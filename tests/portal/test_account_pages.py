"""Logging in and out, a lost password and two-step log-in, in both languages."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.seats import Seat
from tests.factories.world import World

PASSWORD = "a long enough password"
PAGES = [
    "login/", "signup/", "inactive/", "password/reset/", "password/reset/done/", "password/reset/key/done/",
    "password/reset/key/1-x/",
]  # fmt: skip
PRIVATE_PAGES = ["logout/", "password/change/", "reauthenticate/", "two-step/"]
ENGLISH = re.compile(r"\b(the|your|password|with|sign|please|code|you)\b", re.IGNORECASE)


def words(html: str) -> str:
    """What a reader sees in the main part of a page."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("person@example.org", PASSWORD, name="Person")


@pytest.mark.parametrize("page", PAGES)
def test_pages_before_log_in_are_ours_and_wholly_spanish(client: Client, db: None, page: str) -> None:
    assert client.get(f"/en/account/{page}").status_code == 200
    response = client.get(f"/es/account/{page}")
    assert 'class="narrow"' in response.text
    assert not ENGLISH.search(words(response.text))


@pytest.mark.parametrize("page", PRIVATE_PAGES)
def test_pages_after_log_in_are_ours_and_wholly_spanish(
    world: World, client_of: Callable[[Seat], Client], page: str
) -> None:
    response = client_of(world.focal_point).get(f"/es/account/{page}")
    assert 'class="narrow"' in response.text
    assert not ENGLISH.search(words(response.text))


def test_a_wrong_password_says_so_without_telling_whether_the_account_exists(client: Client, person: User) -> None:
    answers = [
        client.post("/en/account/login/", {"login": address, "password": "wrong"}).text
        for address in (person.email, "nobody@example.org")
    ]
    assert all("not correct" in words(answer) for answer in answers)


def test_a_person_logs_in_and_goes_where_they_wanted(client: Client, person: User) -> None:
    response = client.post(
        "/en/account/login/?next=/en/gallery/",
        {"login": "PERSON@example.org", "password": PASSWORD, "next": "/en/gallery/"},
    )
    assert response.status_code == 302
    assert response["Location"] == "/en/gallery/"


def test_logging_out_needs_a_post(client: Client, person: User) -> None:
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Log out" in client.get("/en/account/logout/").text
    assert "_auth_user_id" in client.session
    client.post("/en/account/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "Set a new password for the portal"), ("es", "Establecer una contraseña nueva para el portal")],
)
def test_a_lost_password_is_replaced_through_a_link_that_works_once(
    client: Client, person: User, language: str, subject: str
) -> None:
    client.post(f"/{language}/account/password/reset/", {"email": person.email})
    message = mail.outbox[-1]
    assert message.subject == subject
    link = re.search(r"https?://[^/]+(/\S+)", message.body)
    assert link
    form = client.get(link[1], follow=True)
    assert form.status_code == 200
    address = form.redirect_chain[-1][0]
    fresh = "another long password"
    client.post(address, {"password1": fresh, "password2": fresh})
    person.refresh_from_db()
    assert person.check_password(fresh)
    assert client.get(link[1], follow=True).context["token_fail"]


def test_an_unknown_address_gets_a_letter_and_the_same_page(client: Client, db: None) -> None:
    response = client.post("/es/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "El enlace va en camino" in response.text
    assert "ninguna cuenta del portal la tiene" in mail.outbox[-1].body


def test_two_step_log_in_is_switched_on_asked_for_and_switched_off(client: Client, person: User) -> None:
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post("/en/account/reauthenticate/", {"password": PASSWORD, "next": "/en/gallery/"})
    form = client.get("/en/account/two-step/totp/activate/")
    assert "<svg" in form.text
    assert "data:" not in words(form.text)
    secret = form.context["form"].secret
    codes = client.post("/en/account/two-step/totp/activate/", {"code": code(secret)}, follow=True)
    assert len(codes.context["unused_codes"]) == 10
    assert "10 codes are left" in client.get("/en/account/two-step/").text

    other = Client()
    form = {"login": person.email, "password": PASSWORD, "next": "/en/gallery/"}
    asked = other.post("/en/account/login/", form, follow=True)
    assert "Enter your code" in asked.text
    assert "_auth_user_id" not in other.session
    recovery = codes.context["unused_codes"][0]
    other.post("/en/account/two-step/authenticate/?next=/en/gallery/", {"code": recovery})
    assert "_auth_user_id" in other.session

    assert "Switch off" in client.get("/en/account/two-step/totp/deactivate/").text
    client.post("/en/account/two-step/totp/deactivate/")
    assert "Switched off" in client.get("/en/account/two-step/").text


def code(secret: str) -> Any:
    """The six digits that an app would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize("page", ["email/", "password/set/key/", "social/", "confirm-email/"])
def test_what_the_portal_does_not_offer_has_no_address(client: Client, db: None, page: str) -> None:
    assert client.get(f"/en/account/{page}").status_code == 404
