"""Nothing a person typed is lost: not by a stale version, a lost connection, a log-out or a closed call."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse, JsonResponse
from playwright.sync_api import Page, expect

from tests.e2e import autosave_urls
from tests.e2e.autosave_urls import Server, Stored
from tests.e2e.browse import assert_sound
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "/en/autosave/"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('rcm.kept.'))"


@pytest.fixture
def server(settings: Any) -> Server:
    settings.ROOT_URLCONF = "tests.e2e.autosave_urls"
    autosave_urls.server = Server()
    autosave_urls.polls.clear()
    return autosave_urls.server


@pytest.fixture
def page(server: Server, open_page: Callable[..., Page], world: World) -> Page:
    return open_page(ADDRESS, seat=world.contributor)


def status(page: Page) -> Any:
    return page.locator("[data-save-status]")


def answers(status: int, **data: object) -> Callable[[], HttpResponse]:
    return lambda: JsonResponse(data, status=status)


def until(condition: Callable[[], bool]) -> None:
    """Wait for something on the server's side."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("waited half a minute in vain")


def test_the_hour_of_a_save_is_that_of_the_reader(server: Server, open_page: Callable[..., Page], world: World) -> None:
    page = open_page(ADDRESS, seat=world.contributor, time_zone="America/Toronto")
    page.locator("#a").fill("Second text")
    expect(status(page)).to_contain_text("Saved at 15:32")


def test_a_field_saves_by_itself_after_typing_stops(page: Page, server: Server) -> None:
    page.locator("#a").fill("Second text, by itself")
    expect(status(page)).to_contain_text("Saved at 14:32")
    assert server.texts["a"] == Stored("Second text, by itself", 2)
    assert server.texts["b"].version == 1
    expect(page.locator("[data-bind='saved-at']")).to_have_text("14:32")
    expect(page.locator("[data-bind='words']")).to_have_text("4")
    expect(page.locator("input[name='a-version']")).to_have_value("2")
    assert page.evaluate(KEPT) == []


def test_leaving_the_field_saves_at_once_and_only_once(page: Page, server: Server) -> None:
    page.locator("#a").fill("Typed and left")
    page.locator("#b").focus()
    expect(status(page)).to_contain_text("Saved at")
    page.locator("#a").focus()
    page.locator("#b").focus()
    page.wait_for_timeout(1800)
    assert [name for name, _ in server.posts] == ["a"]


def test_control_s_saves_everything_now(page: Page, server: Server) -> None:
    page.locator("#a").fill("One")
    page.keyboard.press("Control+s")
    expect(status(page)).to_contain_text("Saved at")
    assert server.texts["a"].text == "One"


def test_a_group_of_choices_is_sent_the_way_a_form_sends_it(page: Page, server: Server) -> None:
    page.get_by_label("Yes").check()
    page.get_by_label("Funds").check()
    page.get_by_label("Staff").check()
    until(lambda: bool(server.posts) and server.posts[-1][1].get("tags") == ["funds", "staff"])
    assert server.posts[-1][1]["kind"] == ["yes"]


def test_typing_goes_on_while_a_save_is_under_way(page: Page, server: Server) -> None:
    page.locator("#a").fill("First half")
    page.keyboard.press("Control+s")
    page.locator("#a").press_sequentially(" and second half")
    until(lambda: server.texts["a"].text == "First half and second half")
    expect(status(page)).to_contain_text("Saved at")
    assert page.evaluate(KEPT) == []


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("Keep your text", "Mine"),
        ("Take the saved text", "Theirs"),
        ("Put both into the box", "Theirs\n\nMine"),
    ],
)
def test_a_stale_save_shows_both_texts_and_loses_neither(
    page: Page, server: Server, choice: str, expected: str
) -> None:
    server.texts["a"] = Stored("Theirs", 5)
    page.locator("#a").fill("Mine")
    panel = page.get_by_role("group", name="Two versions of this text")
    expect(panel.locator("[data-text='mine']")).to_have_text("Mine")
    expect(panel.locator("[data-text='theirs']")).to_have_text("Theirs")
    expect(status(page)).to_contain_text("Somebody else saved")
    assert_sound(page)
    assert server.texts["a"].text == "Theirs"
    panel.get_by_role("button", name=choice).click()
    expect(panel).to_be_hidden()
    expect(page.locator("#a")).to_have_value(expected)
    expect(page.locator("#a")).to_be_focused()
    until(lambda: server.texts["a"].text == expected)
    expect(status(page)).to_contain_text("Saved")


def test_a_conflict_survives_a_reload(page: Page, server: Server) -> None:
    server.texts["a"] = Stored("Theirs", 5)
    page.locator("#a").fill("Mine")
    panel = page.get_by_role("group", name="Two versions of this text")
    expect(panel).to_be_visible()
    page.reload()
    expect(page.locator("#a")).to_have_value("Mine")
    expect(panel.locator("[data-text='theirs']")).to_have_text("Theirs")


def test_without_connection_texts_are_kept_and_sent_in_order_when_it_is_back(page: Page, server: Server) -> None:
    page.context.set_offline(True)
    page.locator("#b").fill("B offline")
    page.locator("#a").fill("A offline")
    page.keyboard.press("Control+s")
    expect(status(page)).to_contain_text("Kept on this device")
    assert len(page.evaluate(KEPT)) == 2
    page.context.set_offline(False)
    until(lambda: server.texts["a"].text == "A offline" and server.texts["b"].text == "B offline")
    expect(status(page)).to_contain_text("Saved at")
    assert page.evaluate(KEPT) == []


def test_a_text_typed_before_a_crash_is_put_back_and_saved(page: Page, server: Server, world: World) -> None:
    page.context.set_offline(True)
    page.locator("#a").fill("Typed before the crash")
    page.wait_for_timeout(100)
    page.context.set_offline(False)
    page.goto(ADDRESS)
    expect(page.locator("#a")).to_have_value("Typed before the crash")
    until(lambda: server.texts["a"].text == "Typed before the crash")


def test_after_logging_in_again_any_page_sends_what_was_kept(page: Page, server: Server) -> None:
    server.misbehave["a"] = answers(401, login="/en/account/login/")
    page.locator("#a").fill("Typed while logged out")
    expect(status(page)).to_contain_text("Log in again to send it")
    expect(page.get_by_role("link", name="Log in")).to_have_attribute("href", "/en/account/login/")
    server.misbehave.clear()
    page.goto("/en/gallery/")
    expect(page.get_by_text("The texts kept on this device have been saved.")).to_be_visible()
    assert server.texts["a"] == Stored("Typed while logged out", 2)
    assert page.evaluate(KEPT) == []


def test_what_cannot_be_sent_from_elsewhere_is_named_with_its_page(page: Page, server: Server) -> None:
    server.misbehave["a"] = answers(423, reason="The call closed on 1 March.")
    page.locator("#a").fill("Typed after the close")
    expect(status(page)).to_contain_text("The call is closed")
    expect(page.get_by_text("The call closed on 1 March.")).to_be_visible()
    page.goto("/en/gallery/")
    expect(page.locator("#kept").get_by_role("link", name="Field a")).to_have_attribute("href", ADDRESS)
    page.goto(ADDRESS)
    expect(page.locator("#a")).to_have_value("Typed after the close")


def test_another_person_on_the_same_device_sends_nothing_of_it(
    page: Page, server: Server, client_of: Any, world: World, settings: Any
) -> None:
    server.misbehave["a"] = answers(401)
    page.locator("#a").fill("Private to the contributor")
    expect(status(page)).to_contain_text("Kept on this device")
    server.misbehave.clear()
    cookie = client_of(world.other_focal_point).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.clear_cookies()  # logging in as somebody else changes the session and the forgery token
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": page.url}])
    page.goto(ADDRESS)
    expect(page.locator("#a")).to_have_value("First text")
    page.wait_for_timeout(300)
    assert server.texts["a"].version == 1
    assert len(page.evaluate(KEPT)) == 1


def test_a_refused_text_says_why_and_stays(page: Page, server: Server) -> None:
    server.misbehave["a"] = answers(422, errors=["An address must begin with https."])
    page.locator("#a").fill("Refused text")
    expect(page.get_by_text("An address must begin with https.")).to_be_visible()
    expect(page.locator("#a")).to_have_attribute("aria-invalid", "true")
    assert_sound(page)
    server.misbehave.clear()
    page.locator("#a").fill("https text")
    until(lambda: server.texts["a"].text == "https text")
    expect(page.get_by_text("An address must begin with https.")).to_be_hidden()


def test_a_new_log_in_elsewhere_renews_the_token_and_sends_again(page: Page, server: Server) -> None:
    page.evaluate("document.querySelector('meta[name=csrf-token]').content = 'x'.repeat(64)")
    page.locator("#a").fill("Sent with a new token")
    until(lambda: server.texts["a"].text == "Sent with a new token")


def test_the_forms_button_waits_for_the_saves_and_is_sent_once(page: Page, server: Server) -> None:
    page.locator("#a").fill("Just typed")
    page.evaluate("{ const b = document.querySelector('button[form=form]'); b.click(); b.click(); }")
    expect(page.locator("#done")).to_have_text(json.dumps({"a": "2", "b": "1"}).replace('"', "'"))
    assert server.texts["a"].text == "Just typed"
    assert server.submissions == 1


def test_leaving_asks_only_when_the_device_cannot_keep_the_text(page: Page, server: Server) -> None:
    server.misbehave["a"] = answers(500)
    page.locator("#a").fill("Kept")
    expect(status(page)).to_contain_text("Kept on this device")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("/en/gallery/")
    assert asked == []
    page.goto(ADDRESS)
    page.evaluate("void (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') })")
    page.locator("#b").click()
    page.locator("#b").press_sequentially(" more")
    server.misbehave["b"] = answers(500)
    expect(status(page)).to_contain_text("this device cannot keep it")
    page.evaluate("location.href = '/en/gallery/'")
    until(lambda: bool(page.evaluate("1")) and asked == ["beforeunload"])


def test_polling_replaces_the_part_announces_steps_and_stops(server: Server, open_page: Callable[..., Page]) -> None:
    page = open_page("/en/autosave/poll/")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    expect(page.locator("#announcer")).to_have_text("Done")
    asked = len(autosave_urls.polls)
    assert any(etag for etag in autosave_urls.polls)
    page.wait_for_timeout(300)
    assert len(autosave_urls.polls) == asked
