"""The frame of every page: navigation by seat, two languages, no token and no query for the public."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.seats import PUBLIC, Seat
from portal.context_processors import DESK_ROOMS, PUBLIC_ROOMS, READER_ROOMS, WORKSPACE_ROOMS, languages, rooms_of
from tests.counts import SEATED, VISITOR
from tests.factories.world import World

GALLERY = "/en/gallery/"


def test_navigation_follows_the_seat(world: World) -> None:
    assert rooms_of(PUBLIC) == PUBLIC_ROOMS
    assert rooms_of(world.contributor) == WORKSPACE_ROOMS
    assert rooms_of(world.secretariat) == DESK_ROOMS
    assert rooms_of(world.presidency) == DESK_ROOMS
    for seat in (world.observer, world.civil_society, world.stakeholder):
        assert rooms_of(seat) == READER_ROOMS


@pytest.mark.parametrize(
    ("path", "spanish"),
    [
        ("/en/objectives/8/?scheme=pillars", "/es/objectives/8/?scheme=pillars"),
        ("/en/", "/es/"),
        ("/es/en/", "/es/en/"),
        ("/english/", "/es/"),
        ("/health/", "/es/"),
    ],
)
def test_the_other_language_is_the_same_page(path: str, spanish: str) -> None:
    assert [language.url for language in languages(path)][1] == spanish


def test_the_current_language_is_marked() -> None:
    with override("es"):
        assert [language.current for language in languages("/es/")] == [False, True]


def test_the_public_gets_a_page_without_token_cookie_or_query(
    client: Client, django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(VISITOR):
        response = client.get(GALLERY)
    assert "csrf-token" not in response.text
    assert "autosave.js" not in response.text
    assert response.cookies == {}


def test_a_person_gets_token_name_place_and_role(
    world: World, client_of: Callable[[Seat], Client], django_assert_num_queries: Any
) -> None:
    client = client_of(world.focal_point)
    with django_assert_num_queries(SEATED):
        response = client.get(GALLERY)
    assert '<meta name="csrf-token" content="' in response.text
    assert f'data-user="{world.focal_point.user.pk}"' in response.text
    assert world.focal_point.country.code in response.text
    assert "Focal point" in response.text


def test_the_demonstration_says_so(client: Client, settings: Any, db: None) -> None:
    assert 'class="demo"' not in client.get(GALLERY).text
    settings.DEMONSTRATION = True
    assert 'class="demo"' in client.get(GALLERY).text


def test_paper_says_where_a_page_was_read_and_that_it_is_a_demonstration(
    client: Client, settings: Any, db: None
) -> None:
    page = client.get("/es/events/?year=2021").text
    printed = (settings.BASE_DIR / "static/css/print.css").read_text()
    hidden = printed.partition("{ display: none")[0]

    assert 'print-head">Conferencia Regional sobre Migración. Portal de informes' in page
    assert f"{settings.SITE_URL}/es/events/?year=2021</p>" in page
    assert ".demo" not in hidden


def test_paper_does_not_say_an_address_that_is_a_key(client: Client, db: None) -> None:
    page = client.get("/en/reminders/stop/zq-token/")

    (head,) = re.findall(r'print-head">(.*?)</p>', page.text)
    assert "portal" in head
    assert "zq-token" not in head


def test_every_page_carries_the_policy_and_nothing_inline(client: Client, db: None) -> None:
    response = client.get(GALLERY)
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", response.text)


def test_the_gallery_stands_under_both_languages(client: Client, db: None) -> None:
    with override("es"):
        response = client.get(reverse("portal:gallery"))
    assert '<html lang="es">' in response.text
    assert "Ir al contenido principal" in response.text


def test_the_account_menu_says_the_whole_name_of_a_body(world: World, client_of: Callable[..., Client]) -> None:
    """ "ES" of the Executive Secretariat would read as a choice of language: its chip names the Conference."""
    summary = re.search(r"<summary>.*?</summary>", client_of(world.secretariat).get(GALLERY).text, re.S)

    assert summary
    assert f'<span class="vh">{world.secretariat.place_name()} </span>' in summary[0]
    assert 'iso--body" aria-hidden="true">RCM</span>' in summary[0]
