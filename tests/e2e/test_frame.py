"""The site bar with all its rooms, for each kind of seat, wide and narrow."""

from collections.abc import Callable

import pytest
from django.utils.text import slugify
from playwright.sync_api import Page, expect

from portal import context_processors
from tests.e2e.browse import assert_sound, assert_sound_at_all_widths, overflow, shoot
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def every_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry has an address, so that the bar is as full as it can be."""
    monkeypatch.setattr(context_processors, "address", lambda name: f"/en/gallery/#{slugify(name)}")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("who", ["anonymous", "focal_point", "secretariat", "observer"])
def test_the_bar_fits_and_is_accessible(open_page: Callable[..., Page], world: World, language: str, who: str) -> None:
    seat = getattr(world, who)
    page = open_page(f"/{language}/account/signup/" if who == "anonymous" else f"/{language}/gallery/", seat=seat)
    if who != "anonymous":
        page.locator("main").evaluate("main => main.replaceChildren()")
        page.locator("main").evaluate("main => main.append(document.createElement('h1'))")
        page.locator("main h1").evaluate("heading => heading.textContent = 'A page'")
    assert_sound_at_all_widths(page, f"frame.{who}.{language}")


@pytest.mark.parametrize("width", [1440, 1280])
def test_a_long_role_leaves_the_rooms_and_the_languages_apart(
    open_page: Callable[..., Page], world: World, width: int
) -> None:
    page = open_page("/es/objectives/", seat=world.clearer, width=width)
    last, languages = page.locator(".nav a").last.bounding_box(), page.locator(".lang").bounding_box()
    assert last
    assert languages
    assert last["x"] + last["width"] + 8 <= languages["x"]


def test_a_narrow_bar_offers_the_same_rooms_in_a_menu(open_page: Callable[..., Page], world: World) -> None:
    page = open_page("/en/gallery/", seat=world.focal_point)
    wide = page.locator(".bar nav.nav a").all_inner_texts()
    assert "National report" in wide
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".bar nav.nav")).to_be_hidden()
    page.locator(".menu--nav summary").click()
    assert page.locator(".menu--nav a").all_inner_texts() == [*wide, "Search"]
    assert_sound(page)
    shoot(page, "frame.menu-390")
    page.keyboard.press("Escape")
    expect(page.locator(".menu--nav a").first).to_be_hidden()


def test_the_account_menu_opens_without_scripts(open_page: Callable[..., Page], world: World) -> None:
    page = open_page("/es/gallery/", seat=world.secretariat, javascript=False, width=390)
    page.locator(".menu--account summary").click()
    expect(page.get_by_role("button", name="Cerrar sesión")).to_be_visible()
    page.get_by_role("button", name="Cerrar sesión").click()
    expect(page.locator(".menu--account")).to_have_count(0)


def test_the_first_tab_stop_leads_past_the_bar(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/account/signup/")
    page.keyboard.press("Tab")
    expect(page.locator("*:focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_forced_colours_and_paper_keep_the_words(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/gallery/")
    page.emulate_media(forced_colors="active")
    shoot(page, "gallery.forced")
    assert overflow(page) == 0
    page.emulate_media(media="print", forced_colors="none")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".dock")).to_be_hidden()
    expect(page.get_by_text("Meetings were held.")).to_be_visible()
    expect(page.get_by_text("They stand as they were.")).to_be_visible()
