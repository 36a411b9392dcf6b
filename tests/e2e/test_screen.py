"""A session: the presidency, the projector and two delegations at once; a line that fails; a file that comes back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from declarations.actions.screen import put_on_screen
from tests.declarations.returned import changed
from tests.e2e.browse import assert_sound_at_all_widths, shoot
from tests.factories.declarations import amend, circulated, paragraph
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EN = "To develop a follow-up mechanism within the Conference;"
OLD = "To establish a follow-up mechanism"


def draft_url(draft: object, more: str = "", language: str = "en") -> str:
    declaration = draft.declaration  # type: ignore[attr-defined]
    return f"/{language}/declarations/{declaration.year}/{declaration.number}/{more}"


def heading(page: Page, handle: str) -> None:
    expect(page.locator("#now h2")).to_contain_text(handle)


def test_the_room_follows_the_presidency_and_sees_what_two_delegations_table(
    open_page: Callable[..., Page], world: World
) -> None:
    draft = circulated(world)
    one = paragraph(draft, "1")
    screen = draft_url(draft, "screen/")
    chair = open_page(screen, seat=world.presidency)
    projector = open_page(screen, seat=world.contributor, width=1920)
    expect(projector.get_by_text("Nothing is shown at the moment.")).to_be_visible()
    chair.get_by_label("Paragraph").select_option(str(one.identity))
    chair.get_by_role("button", name="Show it").click()
    heading(projector, "1")
    expect(projector.locator("#now")).to_contain_text(OLD)

    for seat, word in ((world.focal_point, "develop"), (world.other_focal_point, "create")):
        delegation = open_page(draft_url(draft, f"drafts/0/amend/?paragraph={one.identity}"), seat=seat)
        delegation.get_by_label("The paragraph as it should read, in English").fill(EN.replace("develop", word))
        delegation.get_by_role("button", name="Keep as a draft").click()
        expect(projector.locator("#now ins", has_text=word)).to_have_count(0)
        delegation.get_by_role("button", name="Table it").click()
        expect(projector.locator("#now ins", has_text=word)).to_be_visible()
    expect(projector.get_by_text("XXA-1 – XXB-1 touch the same words")).to_be_visible()
    shoot(projector, "screen.projector-1920")

    chair.get_by_role("button", name="Next").click()
    heading(projector, "1.a")
    heading(chair, "1.a")


def test_a_bad_line_keeps_the_text_and_says_since_when(open_page: Callable[..., Page], world: World) -> None:
    draft = circulated(world)
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    page = open_page(draft_url(draft, "screen/"), seat=world.focal_point)
    heading(page, "1")
    page.context.set_offline(True)
    expect(page.get_by_text("No connection since")).to_be_visible()
    expect(page.locator("[data-line-since]")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    put_on_screen(paragraph=paragraph(draft, "2"), by=world.presidency)
    expect(page.locator("#now")).to_contain_text(OLD)
    page.context.set_offline(False)
    heading(page, "2")

    expect(page.get_by_text("No connection since")).to_be_hidden()


def test_a_move_that_gets_lost_keeps_the_page_and_is_told(open_page: Callable[..., Page], world: World) -> None:
    draft = circulated(world)
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    chair = open_page(draft_url(draft, "screen/"), seat=world.presidency)
    heading(chair, "1")
    chair.context.set_offline(True)
    chair.get_by_role("button", name="Next").click()
    expect(chair.get_by_text("The move did not reach the portal")).to_be_visible()
    heading(chair, "1")
    chair.context.set_offline(False)
    chair.get_by_role("button", name="Next").click()
    heading(chair, "1.a")

    expect(chair.get_by_text("The move did not reach the portal")).to_be_hidden()
    expect(chair.get_by_label("Paragraph")).to_have_value(str(paragraph(draft, "1.a").identity))


def test_who_logs_out_is_told_that_the_page_no_longer_follows(open_page: Callable[..., Page], world: World) -> None:
    draft = circulated(world)
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    page = open_page(draft_url(draft, "screen/"), seat=world.focal_point)
    page.context.clear_cookies()

    expect(page.get_by_text("The page no longer follows.")).to_be_visible()
    expect(page.locator("#now")).to_contain_text(OLD)


def test_without_scripts_the_page_follows_by_loading_itself(open_page: Callable[..., Page], world: World) -> None:
    draft = circulated(world)
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    page = open_page(draft_url(draft, "screen/"), seat=world.focal_point, javascript=False)
    heading(page, "1")
    put_on_screen(paragraph=paragraph(draft, "2"), by=world.presidency)
    heading(page, "2")
    chair = open_page(draft_url(draft, "screen/?follow=0"), seat=world.presidency, javascript=False)
    chair.get_by_role("button", name="Previous").click()

    heading(chair, "1.b")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_screen_and_the_pages_of_word_files_are_sound_at_every_width(
    open_page: Callable[..., Page], world: World, language: str, tmp_path: Path
) -> None:
    draft = circulated(world)
    one = paragraph(draft, "1")
    amend(world, draft, "1", en=EN, es="Desarrollar un mecanismo de seguimiento;", reason="Shorter.")
    amend(world, draft, "1", by=world.other_focal_point, en=EN.replace("develop", "create"))
    page = open_page(draft_url(draft, "screen/", language), seat=world.presidency)
    assert_sound_at_all_widths(page, f"screen.empty.{language}")
    put_on_screen(paragraph=one, by=world.presidency)
    page.reload()
    assert_sound_at_all_widths(page, f"screen.{language}")
    page = open_page(draft_url(draft, "screen/record/", language), seat=world.focal_point)
    assert_sound_at_all_widths(page, f"screen.record.{language}")
    page = open_page(f"/{language}/action-plan/", seat=world.presidency)
    assert_sound_at_all_widths(page, f"plan.{language}")

    page = open_page(draft_url(draft, "drafts/0/word/", language), seat=world.focal_point)
    assert_sound_at_all_widths(page, f"word.{language}")
    file = tmp_path / "ours.docx"
    spanish = "Agradecen al país anfitrión de la reunión por todo lo hecho"
    file.write_bytes(
        changed(draft, lambda body: body.track(OLD, "establish", "renew"), lambda body: body.delete("in each country"),
                lambda body: body.comment("follow-up mechanism", "As agreed."),
                lambda body: body.add("in the region", "3.\tTo meet again;"),
                lambda body: body.move("To report by", "Recalling the", tracked=True),
                lambda body: body.overtype("They thank the host", spanish))
    )  # fmt: skip
    page.locator("#file").set_input_files(file)
    page.locator("form[enctype] button").click()
    assert_sound_at_all_widths(page, f"sent.{language}")
    page.locator("button[value=take]").click()
    assert_sound_at_all_widths(page, f"sent.taken.{language}")
