"""The main job, end to end in a browser: from a country's answer to the regional report."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from publications.jobs import relay, run_job
from publications.models import EditionFile
from reporting.models import Publication, Report, Revision
from tests.e2e.browse import assert_sound, assert_sound_at_all_widths, shoot
from tests.factories import fill, publish_all, submit_all, text_of
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "The institutions agreed on one procedure to receive search requests."


@pytest.mark.parametrize("language", ["en", "es"])
def test_from_a_typed_answer_to_the_file_of_the_report(
    world: World, open_page: Callable[..., Page], language: str
) -> None:
    """A focal point types, a clearer signs, the country submits and publishes, the Secretariat compiles."""
    country = f"/{language}/workspace/{world.a.pk}"
    page = open_page(f"{country}/objectives/8/?view=en", seat=world.focal_point)
    page.locator("textarea[name^='text-']").first.fill(WORDS)
    expect(page.locator("[data-save-status]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    assert text_of(world.a, "progress", 8).text == WORDS
    page.locator("input[type=radio][value=reported]").check()
    expect(page.locator("[data-save-status]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    page.locator("textarea[name^='text-']").nth(1).fill("Few means.")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-save-status]")).to_contain_text(re.compile(r"\d\d:\d\d"))
    page.reload()
    expect(page.locator("textarea[name^='text-']").first).to_have_value(WORDS)
    assert_sound(page)
    shoot(page, f"editor-{language}")

    page.goto(f"{country}/check/")
    for reason in page.locator("input[name^='reason:']").all():
        reason.fill("—")
    page.locator("input[name=whole]").uncheck()
    page.locator("button[value=look]").click()
    page.locator("button[value=ask]").click()
    assert_sound(page)

    clearer = open_page(f"{country}/clearance/", seat=world.clearer)
    clearer.locator("button[value=clear]").click()
    page.goto(f"{country}/clearance/")
    page.locator("button[value=submit]").click()
    expect(page.locator("h1")).to_be_visible()
    assert_sound(page)
    revision = Revision.objects.get()
    assert revision.objectives == [8]

    page.goto(f"{country}/publication/")
    page.locator("input[value=public]").check()
    page.locator("button[value=publish]").click()
    assert Publication.objects.in_force().get().revision == revision

    desk = open_page(f"/{language}/secretariat/revisions/{revision.pk}/", seat=world.secretariat)
    assert_sound(desk)
    desk.locator("button[value=acknowledge]").click()
    desk.goto(f"/{language}/reports/start/")
    desk.locator("main button[type=submit]").click()
    expect(desk.locator("ol.outline")).to_be_visible()
    assert_sound(desk)
    desk.locator("form[action$='/build/'] button").click()
    expect(desk).to_have_url(re.compile("/jobs/"))

    relay(lambda job: run_job(job))
    report = Report.objects.get()
    files = EditionFile.objects.filter(edition__document=report.document)
    assert sorted(files.values_list("language", flat=True)) == ["en", "es"]
    expect(desk.locator("main")).to_contain_text("100", timeout=60_000)


def test_what_is_typed_while_the_call_closes_stays_in_the_box(world: World, open_page: Callable[..., Page]) -> None:
    page = open_page(f"/en/workspace/{world.a.pk}/objectives/8/?view=en", seat=world.focal_point)
    world.call.status = "closed"
    world.call.save()

    page.locator("textarea[name^='text-']").first.fill(WORDS)

    expect(page.locator("[data-save-status]")).to_contain_text("The call is closed")
    page.reload()
    assert text_of(world.a, "progress", 8).text == ""


def test_two_people_on_one_answer_see_both_texts(world: World, open_page: Callable[..., Page]) -> None:
    address = f"/en/workspace/{world.a.pk}/objectives/8/?view=en"
    mine, theirs = open_page(address, seat=world.focal_point), open_page(address, seat=world.focal_point)
    theirs.locator("textarea[name^='text-']").first.fill("Theirs")
    expect(theirs.locator("[data-save-status]")).to_contain_text("Saved at")

    mine.locator("textarea[name^='text-']").first.fill("Mine")

    expect(mine.locator(".conflict")).to_contain_text("Theirs")
    expect(mine.locator(".conflict")).to_contain_text("Mine")
    assert_sound(mine)
    mine.locator("[data-take=both]").click()
    expect(mine.locator("[data-save-status]")).to_contain_text("Saved at")
    assert text_of(world.a, "progress", 8).text == "Theirs\n\nMine"


def test_without_scripts_the_editor_saves_and_goes_on(world: World, open_page: Callable[..., Page]) -> None:
    page = open_page(f"/en/workspace/{world.a.pk}/objectives/8/?view=en", seat=world.focal_point, javascript=False)
    page.locator("textarea[name^='text-']:visible").first.fill(WORDS)
    page.locator(".dock button").click()

    expect(page).to_have_url(re.compile("/objectives/9/"))
    assert text_of(world.a, "progress", 8).text == WORDS


PUBLIC = [
    "",
    "objectives/",
    "objectives/8/",
    "countries/",
    "countries/XXA/",
    "practices/",
    "events/",
    "about/",
    "reports/",
]


@pytest.mark.parametrize("language", ["en", "es"])
def test_public_pages_are_sound_at_every_width(world: World, open_page: Callable[..., Page], language: str) -> None:
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8))
    page = open_page(f"/{language}/")
    for path in PUBLIC:
        page.goto(f"/{language}/{path}")
        assert_sound_at_all_widths(page, f"public-{language}-{path.replace('/', '-') or 'home'}")


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_of_the_workspace_and_the_desk_are_sound_at_every_width(
    world: World, open_page: Callable[..., Page], language: str
) -> None:
    fill(world, world.a, 8, 9)
    revision = submit_all(world, world.a, 8)
    page = open_page(f"/{language}/", seat=world.focal_point)
    for path in (
        "", "objectives/8/?view=both", "report/", "check/", "clearance/", "revisions/", "revisions/1/", "publication/",
        "preview/", "questions/", "trail/", "team/",
    ):  # fmt: skip
        page.goto(f"/{language}/workspace/{world.a.pk}/{path}")
        assert_sound_at_all_widths(page)
    desk = open_page(f"/{language}/secretariat/", seat=world.secretariat)
    for path in (
        "secretariat/", f"secretariat/calls/{world.call.pk}/", f"secretariat/revisions/{revision.pk}/?objective=8",
        "secretariat/cycles/new/", "account/people/", "inbox/", "reports/start/", "objectives/schemes/new/",
    ):  # fmt: skip
        desk.goto(f"/{language}/{path}")
        assert_sound_at_all_widths(desk)
