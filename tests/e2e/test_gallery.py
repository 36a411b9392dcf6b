"""The gallery holds every shared component, so what is true of it is true of the pages built from them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from common.words import count_words
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_component_is_accessible_and_fits_at_all_widths(open_page: Callable[..., Page], language: str) -> None:
    page = open_page(f"/{language}/gallery/")
    assert_sound_at_all_widths(page, f"gallery.{language}")


def test_the_gallery_works_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/gallery/", javascript=False)
    expect(page.locator(".js-only").first).to_be_hidden()
    page.get_by_text("14 answers without change").click()
    expect(page.get_by_text("They stand as they were.")).to_be_visible()


def test_the_matrix_is_one_tab_stop_and_arrows_skip_blank_cells(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/gallery/")
    stops = page.locator(".mx tbody a[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("End")
    focused = page.locator("*:focus")
    expect(focused).to_contain_text("Country K, objective 1")
    page.keyboard.press("ArrowDown")
    expect(focused).to_contain_text("Country K, objective 4")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_contain_text("Country J, objective 4")
    page.keyboard.press("ArrowLeft")
    expect(focused).to_contain_text("Country H, objective 4")
    page.keyboard.press("Home")
    expect(focused).to_contain_text("Ensure that all migrants have proof")
    expect(stops).to_have_count(1)


def test_an_instant_is_told_in_san_jose_first_and_then_by_the_clock_of_the_reader(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/en/gallery/", time_zone="America/Panama")
    deadline = page.locator(".deadline time")
    expect(deadline).to_contain_text(re.compile(r", \d\d:\d\d \(San José time\) · .+, \d\d:\d\d \(your time, GMT-5\)$"))
    assert (deadline.text_content() or "").startswith(deadline.get_attribute("data-told") or "?")


def test_a_reader_whose_clock_is_that_of_san_jose_reads_an_instant_once(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/gallery/", time_zone="America/Guatemala")
    expect(page.locator(".deadline time")).to_have_text(re.compile(r", \d\d:\d\d \(San José time\)$"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Well-being of niñas, 1,000 d'accord – sí.\n- uno_dos",
        "A/RES/73/195, §15 (c): ½ of 23 objectives… e.g. 28-02-2026; https://example.org/a?b=1",
        "nin\u0303as y nin\u0303os, co\u0301mo; ’quoted’ ‘words’ — IV. Ⅳ № 4 25 % of GDP",
        "o'- -a a--b a-.b a..b 1.000.000,50 ½½ _ __ a_b",
    ],
)
def test_words_are_counted_as_the_server_counts_them(open_page: Callable[..., Page], text: str) -> None:
    page = open_page("/en/gallery/")
    page.locator("#id_summary").first.fill(text)
    expect(page.locator("#id_summary-count")).to_have_text(f"{count_words(text)} of 300 words")


def test_too_many_words_are_said_and_never_stopped(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/gallery/")
    page.locator("#id_summary").first.fill("word " * 301)
    expect(page.locator("#id_summary-count")).to_have_class("counter over")


def test_a_form_with_a_question_asks_before_it_is_sent(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/gallery/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Ask before sending").click()
    dialog = page.get_by_role("dialog", name="Submit objective 8?")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    assert sent == []
    expect(page.get_by_role("button", name="Ask before sending")).to_be_focused()
    page.get_by_role("button", name="Ask before sending").click()
    with page.expect_request(lambda request: request.method == "POST"):
        dialog.get_by_role("button", name="Ask before sending").click()


def test_the_account_menu_closes_on_escape_and_gives_the_focus_back(
    open_page: Callable[..., Page], world: World
) -> None:
    page = open_page("/en/gallery/", seat=world.focal_point)
    menu = page.locator("details.menu--account")
    menu.locator("summary").click()
    expect(menu.get_by_role("button", name="Log out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Log out")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_language_switch_keeps_the_page_and_its_query(open_page: Callable[..., Page]) -> None:
    page = open_page("/en/gallery/?page=2")
    page.get_by_role("link", name="Español", exact=True).click()
    expect(page).to_have_url(re.compile(r"/es/gallery/\?page=2$"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
