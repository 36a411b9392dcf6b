"""Two-step log-in is asked of roles that carry more: they set it up before anything else."""

import time
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from tests.counts import SEATED, VISITOR
from tests.factories.seats import PASSWORD, make_seat

SETUP = "/en/account/two-step/totp/activate/"
ASKED = ["secretariat", "presidency", "clearer", "focal_point"]


@pytest.fixture
def asked(settings):
    settings.TWO_STEP_ROLES = ASKED


def log_in(person):
    client = Client()
    client.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def type_code(client, *, at):
    """The answer to the code that an app shows `at` this second."""
    client.post("/en/account/reauthenticate/", {"password": PASSWORD, "next": SETUP})
    secret = client.get(SETUP).context["form"].secret
    return client.post(SETUP, {"code": format_hotp_value(hotp_value(secret, int(at) // 30))})


def set_up(client):
    assert type_code(client, at=time.time()).status_code == 302


@pytest.mark.parametrize("role", ASKED)
def test_a_role_that_asks_for_it_leads_to_the_set_up_and_then_on(world, asked, role):
    client = log_in(getattr(world, role).user)
    for address in ("/en/desk/", reverse("accounts:profile"), reverse("portal:home"), reverse("notices:inbox")):
        response = client.get(address)
        if response.status_code != 404:
            assert (response.status_code, response["Location"]) == (302, SETUP)
    assert "Your role asks for two-step log-in" in client.get(SETUP, follow=True).content.decode()

    set_up(client)

    assert client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize(("age", "status"), [(-30, 302), (29, 302), (30, 302), (60, 200), (-60, 200)])
def test_a_code_of_the_half_minute_before_or_after_counts_and_no_other(world, monkeypatch, age, status):
    noon = 1_800_000_000.0
    client = log_in(world.clearer.user)
    monkeypatch.setattr(totp, "time", SimpleNamespace(time=lambda: noon))

    assert type_code(client, at=noon - age).status_code == status


@pytest.mark.parametrize("role", ["contributor", "translator", "observer", "civil_society", "stakeholder"])
def test_other_roles_and_the_public_go_on_as_before(world, asked, role):
    assert log_in(getattr(world, role).user).get(reverse("accounts:profile")).status_code == 200
    assert Client().get(reverse("portal:home")).status_code == 200


def test_without_the_setting_nobody_is_asked(world, settings):
    assert settings.TWO_STEP_ROLES == []

    assert log_in(world.secretariat.user).get(reverse("accounts:profile")).status_code == 200


def test_a_script_is_told_where_so_that_the_text_stays_on_the_device(world, asked):
    client = log_in(world.focal_point.user)

    response = client.post(reverse("notices:read-all"), headers={"accept": "application/json"})

    assert (response.status_code, response.json()) == (401, {"login": SETUP})


def test_who_also_sits_elsewhere_may_change_the_role_instead(world, asked):
    other = make_seat(Role.CONTRIBUTOR, world.b.country, user=world.clearer.user)
    client = log_in(world.clearer.user)

    assert client.get(reverse("accounts:seats")).status_code == 200
    client.post(reverse("accounts:seats"), {"seat": other.membership.pk})

    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_second_step_that_a_role_asks_for_is_not_switched_off(world, asked, settings):
    client = log_in(world.clearer.user)
    set_up(client)

    refused = client.post("/en/account/two-step/totp/deactivate/")
    assert "so it cannot be switched off" in refused.content.decode()
    assert client.get(reverse("accounts:profile")).status_code == 200

    settings.TWO_STEP_ROLES = ["secretariat"]
    client.post("/en/account/two-step/totp/deactivate/")
    assert "Switched off" in client.get("/en/account/two-step/").content.decode()


def test_it_costs_no_query_once_it_is_set_up_and_none_for_the_public(world, asked, django_assert_num_queries):
    client = log_in(world.clearer.user)
    set_up(client)
    client.get(reverse("portal:gallery"))

    with django_assert_num_queries(SEATED):
        client.get(reverse("portal:gallery"))
    with django_assert_num_queries(VISITOR):
        Client().get(reverse("portal:gallery"))
