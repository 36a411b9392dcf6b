"""In a real browser: the long form of a practice loses nothing on a poor line, and its parts are found."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from practices.actions.versions import save_version, start_practice
from practices.models import Practice, PracticeVersion
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "/en/own-practices/new/"
WORDS = {"title_en": "One window", "summary_en": "First words.", "objectives": [], "principles": []}
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('rcm.kept.'))"


@pytest.fixture
def practice(world: World) -> Practice:
    return start_practice(fields=WORDS, by=world.focal_point)


def version_of(practice: Practice) -> PracticeVersion:
    return PracticeVersion.objects.select_related("practice__country").get(practice=practice)


def state(page: Page) -> Any:
    return page.locator("[data-keep-state]")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_form_is_sound_and_its_parts_are_reached_from_its_head(
    world: World, open_page: Callable[..., Page], language: str
) -> None:
    page = open_page(f"/{language}/own-practices/new/", seat=world.focal_point)

    assert_sound_at_all_widths(page, f"practices.form.{language}")
    parts = page.locator("nav.toc a")
    assert parts.count() == 6
    for target in [link.get_attribute("href") for link in parts.all()]:
        expect(page.locator(f"section{target}")).to_have_count(1)


def test_words_typed_without_a_line_survive_the_page_and_are_saved_once_it_is_back(
    world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page(NEW, seat=world.focal_point)
    page.get_by_label("Title (English)").fill("Typed on the road")
    page.get_by_role("checkbox", name="8. Short 8").check()
    expect(state(page)).to_contain_text("kept on this device until you save it")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(state(page)).to_contain_text("the portal could not be reached")
    page.context.set_offline(False)
    page.goto("/en/practices/")
    page.locator("#kept").get_by_role("link", name="New practice").click()

    expect(page.get_by_label("Title (English)")).to_have_value("Typed on the road")
    expect(page.get_by_role("checkbox", name="8. Short 8")).to_be_checked()
    expect(state(page)).to_contain_text("It is not saved yet.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Typed on the road")).to_be_visible()
    expect(page.get_by_text("Saved. Only your country sees it so far.")).to_be_visible()
    assert Practice.objects.get().objectives.get().number == 8
    assert page.evaluate(KEPT) == []


def test_what_was_kept_never_overwrites_what_a_colleague_saved(
    world: World, practice: Practice, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"/en/own-practices/{practice.code}/edit/", seat=world.focal_point)
    page.get_by_label("Summary (English)").fill("Mine, from the plane")
    expect(state(page)).to_contain_text("kept on this device")
    version = version_of(practice)
    theirs = WORDS | {"summary_en": "Theirs"}
    save_version(version=version, fields=theirs, what_changed="", saves=version.saves, by=world.focal_point)
    page.reload()

    expect(page.get_by_label("Summary (English)")).to_have_value("Mine, from the plane")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Somebody saved this in the meantime.")).to_be_visible()
    expect(page.get_by_text("Theirs")).to_be_visible()
    expect(page.get_by_label("Summary (English)")).to_have_value("Mine, from the plane")
    assert version_of(practice).fields["summary_en"] == "Theirs"
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/own-practices/{practice.code}/")
    assert version_of(practice).fields["summary_en"] == "Mine, from the plane"


def test_what_is_not_wanted_is_put_back(world: World, practice: Practice, open_page: Callable[..., Page]) -> None:
    address = f"/en/own-practices/{practice.code}/edit/"
    page = open_page(address, seat=world.focal_point)
    page.get_by_label("Summary (English)").fill("A second thought")
    page.goto(address)
    expect(state(page)).to_contain_text("It is not saved yet.")
    assert page.locator("#kept").count() == 0, "the page does not list its own text as another's"
    page.get_by_role("button", name="Put back what is saved").click()

    expect(page.get_by_label("Summary (English)")).to_have_value("First words.")
    assert page.evaluate(KEPT) == []


def test_a_person_who_was_logged_out_logs_in_beside_it_and_saves(
    world: World, practice: Practice, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"/en/own-practices/{practice.code}/edit/", seat=world.focal_point)
    page.get_by_label("Summary (English)").fill("Written while the session ended")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(state(page)).to_contain_text("Log in again")
    expect(state(page).get_by_role("link", name="Log in")).to_have_attribute("target", "_blank")
    page.context.add_cookies([{k: c[k] for k in ("name", "value", "domain", "path")} for c in cookies])
    page.get_by_role("button", name="Save", exact=True).click()

    page.wait_for_url(f"**/own-practices/{practice.code}/")
    assert version_of(practice).fields["summary_en"] == "Written while the session ended"
    assert json.dumps(page.evaluate(KEPT)) == "[]"


def test_without_a_script_the_form_is_saved_as_ever(world: World, open_page: Callable[..., Page]) -> None:
    page = open_page(NEW, seat=world.focal_point, javascript=False)
    page.get_by_label("Title (English)").fill("No script")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("heading", level=1, name="No script")).to_be_visible()
