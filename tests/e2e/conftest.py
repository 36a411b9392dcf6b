"""A real Chromium before a real server. A missing browser is a failure, never a skip."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.seats import Seat

pytest.register_assert_rewrite("tests.e2e.browse")
# Playwright runs an event loop in this thread; Django must not mistake the tests for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 30_000
"""Milliseconds until a page counts as stuck: a busy machine is no fault of the portal."""
expect.set_options(timeout=PATIENCE)
NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("RCM_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, client_of: Callable[[Seat], Client]
) -> Iterator[Callable[..., Page]]:
    """`open_page("/en/…", seat=world.focal_point)` is a page in a browser of its own, logged in where a seat is given.

    `width` in pixels, `javascript=False` for a browser without scripts, `time_zone` as "America/Panama", `wait=False`
    to open nothing yet. When the test ends, no script may have failed and nothing may have broken the security policy.
    """
    complaints: list[str] = []
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def make(
        address: str = "",
        *,
        seat: Seat | None = None,
        width: int = 1440,
        javascript: bool = True,
        time_zone: str = "America/Costa_Rica",
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            timezone_id=time_zone,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if seat and seat.user:
            session = client_of(seat).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if address:
            page.goto(address)
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []
