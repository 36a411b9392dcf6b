"""Notes taken in browsers: by two persons at once, with the line cut, with and without scripts."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from events.actions import notes
from events.actions.note_rows import Point, save_point
from events.models import Event, NoteTable
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def table(world: World) -> NoteTable:
    event = Event.objects.create(
        code="m", kind="side_event", name_en="Meeting M", name_es="Reunión M", starts=date(2022, 5, 19)
    )
    notes.name_notetaker(event=event, membership=world.contributor.membership, by=world.secretariat)
    return notes.open_notes(event=event, session=None, by=world.secretariat)


def texts(table: NoteTable) -> list[str]:
    return [row.text for row in table.rows.all() if row.text]


def test_two_write_at_once_and_a_cut_line_loses_nothing(
    open_page: Callable[..., Page], world: World, table: NoteTable
) -> None:
    address = f"/en/notes/{table.pk}/"
    one, two = open_page(address, seat=world.secretariat), open_page(address, seat=world.contributor)
    first, second = (page.get_by_role("group", name="Note 1") for page in (one, two))

    first.get_by_label("Note", exact=True).fill("From the first")
    first.get_by_label("Attributed to").fill("Country A")
    one.keyboard.press("Control+s")
    expect(one.locator("[data-save-status]")).to_contain_text("Saved")
    second.get_by_label("Note", exact=True).fill("From the second")
    two.keyboard.press("Control+s")
    expect(two.get_by_text("Somebody else saved this text in the meantime", exact=True)).to_be_visible()
    undecided = two.locator("[data-save-status]").inner_text()
    two.get_by_role("group", name="Note 5").get_by_label("Note", exact=True).fill("Beside it")
    expect(two.locator("[data-state-of]", has_text="Saved")).to_have_count(1)
    expect(two.locator("[data-save-status]")).to_have_text(undecided)
    two.get_by_role("button", name="Put both into the box").click()
    expect(second.get_by_label("Note", exact=True)).to_have_value(
        "From the first\n[Country A · Highlight · English]\n\nFrom the second"
    )
    two.keyboard.press("Control+s")
    expect(two.locator("[data-save-status]")).to_contain_text("Saved")

    two.context.set_offline(True)
    two.get_by_role("group", name="Note 2").get_by_label("Note", exact=True).fill("Typed without a line")
    two.keyboard.press("Control+s")
    expect(two.locator("[data-save-status]")).to_contain_text("this device")
    first_row = one.get_by_role("group", name="Note 3")
    first_row.get_by_label("Note", exact=True).fill("Meanwhile")
    one.keyboard.press("Control+s")
    expect(one.locator("[data-save-status]")).to_contain_text("Saved")
    two.context.set_offline(False)
    expect(two.locator("[data-save-status]")).to_contain_text("Saved")

    assert texts(table) == [
        "From the first\n[Country A · Highlight · English]\n\nFrom the second", "Typed without a line", "Meanwhile",
        "Beside it",
    ]  # fmt: skip


def test_notes_that_are_added_while_the_line_is_cut_are_kept_and_sent_in_their_order(
    open_page: Callable[..., Page], world: World, table: NoteTable
) -> None:
    page = open_page(f"/en/notes/{table.pk}/", seat=world.contributor)
    page.context.set_offline(True)
    for place, words in ((6, "First"), (7, "Second")):
        page.get_by_role("button", name="Add a note").click()
        note = page.get_by_role("group", name=f"Note {place}").get_by_label("Note", exact=True)
        expect(note).to_be_focused()
        note.fill(words)
    page.keyboard.press("Control+s")
    expect(page.locator("[data-save-status]")).to_contain_text("this device")
    assert texts(table) == []
    page.context.set_offline(False)
    expect(page.locator("[data-save-status]")).to_contain_text("Saved")
    page.get_by_role("button", name="Move up 7").click()
    expect(page.get_by_role("group", name="Note 6").get_by_label("Note", exact=True)).to_have_value("Second")

    assert texts(table) == ["Second", "First"]


def test_what_somebody_else_wrote_since_in_a_saved_row_stands_when_a_button_is_used(
    open_page: Callable[..., Page], world: World, table: NoteTable
) -> None:
    address = f"/en/notes/{table.pk}/"
    one = open_page(address, seat=world.secretariat)
    note = one.get_by_role("group", name="Note 1").get_by_label("Note", exact=True)
    note.fill("Migrtion")
    one.keyboard.press("Control+s")
    expect(one.locator("[data-save-status]")).to_contain_text("Saved")
    two = open_page(address, seat=world.contributor)
    two.get_by_role("group", name="Note 1").get_by_label("Note", exact=True).fill("Migration")
    two.keyboard.press("Control+s")
    expect(two.locator("[data-save-status]")).to_contain_text("Saved")
    one.get_by_role("button", name="Move down 1").click()
    expect(one.get_by_role("group", name="Note 2").get_by_label("Note", exact=True)).to_have_value("Migration")

    assert texts(table) == ["Migration"]


def test_fifty_notes_added_without_a_line_are_all_kept_and_the_next_is_added_by_the_server(
    open_page: Callable[..., Page], world: World, table: NoteTable
) -> None:
    page = open_page(f"/en/notes/{table.pk}/", seat=world.contributor)
    page.context.set_offline(True)
    for place in range(6, 62):
        page.get_by_role("button", name="Add a note").click()
        if place % 8 == 0:
            page.keyboard.type(f"Note of place {place}")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-save-status]")).to_contain_text("this device")
    page.context.set_offline(False)
    expect(page.locator("[data-save-status]")).to_contain_text("Saved")
    page.get_by_role("button", name="Add a note").click()
    expect(page.get_by_role("group", name="Note 13", exact=True)).to_be_visible()
    expect(page.locator("li.nrow")).to_have_count(13)

    assert texts(table) == [f"Note of place {place}" for place in range(8, 62, 8)]


def test_a_note_that_was_added_and_refused_comes_back_with_the_page(
    open_page: Callable[..., Page], world: World, table: NoteTable
) -> None:
    page = open_page(f"/en/notes/{table.pk}/", seat=world.contributor)
    page.get_by_role("button", name="Add a note").click()
    note = page.get_by_role("group", name="Note 6")
    note.get_by_label("Note", exact=True).fill("Typed once")
    note.get_by_label("Objectives").fill("99")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("from 1 to 23")).to_be_visible()
    page.reload()
    expect(note.get_by_label("Note", exact=True)).to_have_value("Typed once")
    note.get_by_label("Objectives").fill("9")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved")

    assert texts(table) == ["Typed once"]


def test_a_button_that_needs_the_line_says_so_and_leaves_the_page_as_it_is(
    open_page: Callable[..., Page], world: World, table: NoteTable
) -> None:
    page = open_page(f"/en/notes/{table.pk}/", seat=world.contributor)
    page.context.set_offline(True)
    page.get_by_role("button", name="Move up 2").click()
    expect(page.locator("[data-save-status]")).to_contain_text("There is no connection now.")
    expect(page.get_by_role("group", name="Note 1")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_rows_are_added_moved_and_taken_out(
    open_page: Callable[..., Page], world: World, table: NoteTable, javascript: bool
) -> None:
    page = open_page(f"/en/notes/{table.pk}/", seat=world.contributor, javascript=javascript)
    page.get_by_role("group", name="Note 1").get_by_label("Note", exact=True).fill("Second")
    page.get_by_role("button", name="Add a note").click()
    page.get_by_role("group", name="Note 6").get_by_label("Note", exact=True).fill("First")
    for place in (6, 5, 4, 3, 2):
        page.get_by_role("button", name=f"Move up {place}").click()
        moved = page.get_by_role("group", name=f"Note {place - 1}", exact=True)
        expect(moved.get_by_label("Note", exact=True)).to_have_value("First")
    page.get_by_role("button", name="Take out 3").click()
    expect(page.get_by_text("Taken out.")).to_be_visible()

    assert texts(table) == ["First", "Second"]
    assert table.rows.count() == 5


def test_the_counter_of_the_summary_goes_along_and_blocks_nothing(
    open_page: Callable[..., Page], world: World, table: NoteTable
) -> None:
    page = open_page(f"/en/notes/{table.pk}/", seat=world.secretariat)
    page.get_by_label("English: Summary").fill("- word " * 501)
    expect(page.get_by_text("501 of 500 words")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved")

    assert table.summaries.get(language="en").text.count("word") == 501


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_are_sound_at_every_width(
    open_page: Callable[..., Page], world: World, table: NoteTable, language: str
) -> None:
    one, two = table.rows.all()[:2]
    point = Point(text="Migration needs to be addressed as a region.", attributed="Country A\nA group of countries")
    save_point(row=one, point=point, version=1, by=world.secretariat)
    point = Point(text="Spoke of labour migration.", kind="intervention", attributed="Country B", objectives="5")
    save_point(row=two, point=point, version=1, by=world.secretariat)
    notes.share_notes(table=table, shared=True, by=world.secretariat)
    Event.objects.update(audience="members")
    page = open_page(f"/{language}/notes/", seat=world.secretariat)
    for name, address in (
        ("list", "notes/"),
        ("write", f"notes/{table.pk}/"),
        ("desk", "secretariat/events/m/notes/"),
        ("paste", "secretariat/events/m/notes/paste/"),
    ):
        page.goto(f"/{language}/{address}")
        assert_sound_at_all_widths(page, f"notes.{name}.{language}")
    page = open_page(f"/{language}/notes/{table.pk}/", seat=world.focal_point)
    assert_sound_at_all_widths(page, f"notes.read.{language}")
