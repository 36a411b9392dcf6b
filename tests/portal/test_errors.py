"""An error says what happened, what is safe and what to do; a script gets the reason alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts.seats import Seat
from rcm_portal.urls import urlpatterns as portal_urls
from tests.factories.world import World

JSON = {"headers": {"accept": "application/json"}}


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only the focal point submits.")


def refuse_plainly(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def stumble(request: HttpRequest) -> HttpResponse:
    raise BadRequest("nonsense")


def fall(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the details stay with us")


urlpatterns = [
    *portal_urls,
    *i18n_patterns(
        path("refuse/", refuse),
        path("refuse-plainly/", refuse_plainly),
        path("stumble/", stumble),
        path("fall/", fall),
    ),
]
handler400 = "portal.views.errors.bad_request"
handler403 = "portal.views.errors.permission_denied"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"


@pytest.fixture
def visitor(settings: Any, db: None) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/en/nowhere/", 404, "This page does not exist, or it is not open to you."),
        ("/es/nowhere/", 404, "Esta página no existe o no está abierta para usted."),
        ("/en/refuse/", 403, "Only the focal point submits."),
        ("/en/refuse-plainly/", 403, "Your role does not allow this."),
        ("/es/refuse-plainly/", 403, "Su función no lo permite."),
        ("/en/stumble/", 400, "The portal could not read this request."),
        ("/en/fall/", 500, "What was saved before is safe."),
        ("/es/fall/", 500, "Lo que se guardó antes está a salvo."),
    ],
)
def test_a_page_says_why_and_leads_on(visitor: Client, address: str, status: int, words: str) -> None:
    response = visitor.get(address)
    assert response.status_code == status
    assert words in response.text
    assert 'class="btn"' in response.text
    assert "the details stay with us" not in response.text
    assert f'href="/{"es" if address.startswith("/en") else "en"}/' in response.text


@pytest.mark.parametrize(
    ("address", "status"), [("/en/nowhere/", 404), ("/en/refuse/", 403), ("/en/stumble/", 400), ("/en/fall/", 500)]
)
def test_a_script_gets_the_reason_as_json(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(address, **JSON)
    assert response.status_code == status
    assert set(response.json()) == {"reason"}


def test_a_refusal_names_who_the_person_is(visitor: Client, world: World, client_of: Callable[[Seat], Client]) -> None:
    response = client_of(world.contributor).get("/en/refuse/")
    assert f"You are here as {world.contributor.user.name}." in response.text


def test_an_old_page_is_not_sent_and_says_what_to_do(settings: Any, db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/es/account/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "No se cambió nada." in response.text
    answer = strict.post("/en/account/login/", {}, **JSON)
    assert answer.status_code == 403
    assert answer.json()["csrf"] is True


def test_the_500_page_needs_no_database(visitor: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert visitor.get("/en/fall/").status_code == 500
