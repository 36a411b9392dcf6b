"""Meetings in a browser: read at every width, an agenda edited with and without scripts."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from events.models import AgendaDay, AgendaItem, Event
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PUBLIC = (
    "events/",
    "events/?month=2022-03",
    "events/rcgm-2021-12-01/",
    "events/ii-workshop-2022/",
    "events/champions-forum-2023/",
)
CONCLUSION = "events/rcgm-2021-12-01/conclusions/6.a/"
DESK = ("", "new/", "ii-workshop-2022/", "ii-workshop-2022/facts/", "ii-workshop-2022/agenda/")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_are_sound_at_every_width(open_page: Callable[..., Page], world: World, language: str) -> None:
    call_command("load_reference", verbosity=0)
    page = open_page(f"/{language}/{PUBLIC[0]}")
    for address in (*PUBLIC, CONCLUSION):
        page.goto(f"/{language}/{address}")
        assert_sound_at_all_widths(page, f"public.{address.strip('/').replace('/', '.').replace('?', '.')}.{language}")


def test_the_desks_pages_are_sound_at_every_width(open_page: Callable[..., Page], world: World) -> None:
    call_command("load_reference", verbosity=0)
    page = open_page("/en/secretariat/events/", seat=world.presidency)
    for address in DESK:
        page.goto(f"/en/secretariat/events/{address}")
        assert_sound_at_all_widths(page, f"desk.{address.strip('/').replace('/', '.')}")
    page.goto("/en/secretariat/events/imrf-2022-forum/agenda/paste/")
    page.get_by_label("Text").fill("May 17, 2022\n10:00-11:00 1. Opening\n10:30-12:00 Round table\nLost line here too.")
    page.get_by_role("button", name="Show what is understood").click()
    expect(page.get_by_text("“Opening” and “Round table” overlap")).to_be_visible()
    assert_sound_at_all_widths(page, "desk.paste")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_agenda_is_edited_item_by_item(open_page: Callable[..., Page], world: World, javascript: bool) -> None:
    event = Event.objects.create(code="m", kind="meeting", name_en="Meeting", starts=date(2026, 3, 31))
    day = AgendaDay.objects.create(event=event, date=event.starts, opens=time(10), closes=time(12))
    AgendaItem.objects.create(day=day, order=1, start=time(10), end=time(11), title_en="Talks")
    page = open_page("/en/secretariat/events/m/agenda/", seat=world.secretariat, javascript=javascript)

    expect(page.get_by_text("announced until 12:00, last item until 11:00")).to_be_visible()
    page.get_by_role("link", name="Talks", exact=True).click()
    page.get_by_label("Ends at").fill("12:00")
    page.get_by_label("Speakers").fill("Host country\nPresidency")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("The hours fit together.")).to_be_visible()
    expect(page.get_by_text("10:00–12:00", exact=True)).to_be_visible()
    expect(page.get_by_text("Host country")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_agenda_is_taken_in_over_another_and_shows_what_goes(
    open_page: Callable[..., Page], world: World, javascript: bool
) -> None:
    event = Event.objects.create(code="m", kind="meeting", name_en="Meeting", starts=date(2026, 3, 31))
    day = AgendaDay.objects.create(event=event, date=event.starts, opens=time(10), closes=time(12))
    session = event.sessions.create(code="1", order=1, title_en="On data")
    for order, title in enumerate(("Talks", "Visit"), start=1):
        AgendaItem.objects.create(day=day, order=order, start=time(9 + order), title_en=title, session=session)
    page = open_page("/en/secretariat/events/m/agenda/paste/", seat=world.secretariat, javascript=javascript)

    page.get_by_label("Text").fill("31/03/2026\n11:00-12:00 1. Talks\n12:00-13:00 Lunch")
    page.get_by_role("button", name="Show what is understood").click()
    gone = page.get_by_role("region", name="In the agenda that is there, not in this text")
    expect(gone.get_by_text("31 March 2026, 11:00 · Visit")).to_be_visible()
    expect(gone.get_by_text("Linked to it: Session 1: On data")).to_be_visible()
    if javascript:
        assert_sound_at_all_widths(page, "desk.paste.over")
    page.get_by_label("Replace the agenda that is there").check()
    page.get_by_role("button", name="Take it in as a whole").first.click()

    expect(page.get_by_role("heading", name="Agenda", exact=True)).to_be_visible()
    expect(page.get_by_text("11:00–12:00", exact=True)).to_be_visible()
    assert AgendaItem.objects.get(title_en="Talks").session == session
    assert not AgendaItem.objects.filter(title_en="Visit").exists()
