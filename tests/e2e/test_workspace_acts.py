"""Beside an answer, in a real browser: acts keep what is being typed, marks save by themselves, entries come back."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from reporting.models import Answer, AnswerItem, Assignment
from tests.e2e.browse import assert_sound, assert_sound_at_all_widths
from tests.factories import fill, start_next_cycle, text_of, write
from tests.factories.work import answer_on
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def next_cycle(world: World) -> Assignment:
    return start_next_cycle(world)


def test_starting_from_last_cycle_keeps_what_is_being_typed_elsewhere(
    world: World, next_cycle: Assignment, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"/en/workspace/{next_cycle.pk}/objectives/8/?view=en", seat=world.focal_point)
    assert_sound_at_all_widths(page)
    progress, challenges = answer_on(next_cycle, "progress", 8), answer_on(next_cycle, "challenges", 8)

    page.locator(f"#text-{challenges.pk}-en").fill("Typed a moment ago")
    page.locator(f"button[value='start {progress.pk} en']").dblclick()

    expect(page.locator(f"#text-{progress.pk}-en")).to_have_value("Country A progress 8")
    expect(page.locator(f"#text-{challenges.pk}-en")).to_have_value("Typed a moment ago")
    assert text_of(next_cycle, "progress", 8).version == 1
    assert text_of(next_cycle, "challenges", 8).text == "Typed a moment ago"


def test_the_hour_of_a_save_is_told_by_the_clock_of_the_reader(world: World, open_page: Callable[..., Page]) -> None:
    address = f"/en/workspace/{world.a.pk}/objectives/8/?view=en"
    page = open_page(address, seat=world.focal_point, time_zone="Asia/Tokyo")
    with page.expect_response("**/text/en/") as saved:
        page.locator(f"#text-{answer_on(world.a, 'progress', 8).pk}-en").fill("Typed in another zone")

    moment = datetime.fromisoformat(saved.value.json()["saved_at"])
    told = moment.astimezone(ZoneInfo("Asia/Tokyo")).strftime("%H:%M")
    expect(page.locator("[data-save-status]")).to_contain_text(f"Saved at {told}")


def test_what_is_said_instead_of_an_answer_and_for_whom_saves_by_itself(
    world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"/en/workspace/{world.a.pk}/objectives/8/?view=en", seat=world.focal_point)
    answer = answer_on(world.a, "figures", 8)
    page.locator(f"#a-{answer.pk} details", has=page.locator(f"#k-{answer.pk}")).locator("summary").click()

    page.locator(f"#k-{answer.pk}").select_option("not_priority")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved at")
    with page.expect_response("**/marks/") as saved:
        page.locator(f"#w-{answer.pk}").select_option("own")
    assert saved.value.json()["version"] == 2
    page.reload()

    expect(page.locator(f"#w-{answer.pk}")).to_have_value("own")
    stored = Answer.objects.get(pk=answer.pk)
    assert (stored.kind, stored.audience, stored.version) == ("not_priority", "own", 2)


def test_how_far_an_objective_has_come_follows_what_is_saved(world: World, open_page: Callable[..., Page]) -> None:
    fill(world, world.a, 8)
    write(world, world.a, "challenges", "", 8, language="es")
    page = open_page(f"/en/workspace/{world.a.pk}/objectives/8/?view=en", seat=world.focal_point)
    head, entry = page.locator("[data-fresh=work]"), page.locator(".ed__nav [data-fresh=o8]")
    expect(head).to_contain_text("Complete")

    page.locator("input[name^=ready-]").check()
    expect(head).to_contain_text("Ready")
    page.locator(f"#text-{answer_on(world.a, 'challenges', 8).pk}-en").fill("")
    expect(head).to_contain_text("In progress")
    expect(entry.get_by_role("img", name="in progress")).to_be_visible()


def test_the_number_of_chosen_objectives_follows_the_boxes(world: World, open_page: Callable[..., Page]) -> None:
    fill(world, world.a, 8, 9)
    page = open_page(f"/en/workspace/{world.a.pk}/check/", seat=world.focal_point)
    count = page.locator("[data-count-of]")
    expect(count).to_have_text("2 objectives are chosen.")
    page.locator("input[name=objective][value='9']").uncheck()
    expect(count).to_have_text("1 objective is chosen.")


def test_what_is_missing_for_a_clearance_leads_to_its_box(world: World, open_page: Callable[..., Page]) -> None:
    write(world, world.a, "progress", "Only progress", 8)
    page = open_page(f"/es/workspace/{world.a.pk}/check/?subset=1&objective=8", seat=world.focal_point)
    page.locator("button[value=ask]").click()
    expect(page.locator(".summary")).to_be_focused()
    assert_sound_at_all_widths(page)
    page.locator(".summary a").first.click()
    expect(page.locator("#r1")).to_be_focused()


def test_an_entry_that_lacks_something_comes_back_filled_and_is_then_taken(
    world: World, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"/en/workspace/{world.a.pk}/objectives/8/?view=en", seat=world.focal_point)
    answer = answer_on(world.a, "figures", 8)
    field = page.locator(f"#a-{answer.pk}")
    field.locator("summary", has_text="Add").click()
    field.locator("[name=label_en]").fill("Searches made")
    field.locator("[name=value]").fill("12")
    field.get_by_role("button", name="Add").click()

    expect(page.locator(f"#le-{answer.pk}")).to_have_value("Searches made")
    assert_sound(page)
    page.locator(f"#s-{answer.pk}").fill("Registry")
    page.locator(f"#a-{answer.pk}").get_by_role("button", name="Add").click()

    expect(page.locator(f"#a-{answer.pk} .pick")).to_contain_text("Searches made")
    assert AnswerItem.objects.get().data["value"] == "12"


def test_home_notices_people_and_hand_over_are_sound(world: World, open_page: Callable[..., Page]) -> None:
    page = open_page(f"/es/workspace/{world.a.pk}/", seat=world.focal_point)
    assert_sound_at_all_widths(page)
    for address in ("/es/inbox/", "/es/account/people/", f"/es/people/{world.contributor.membership.pk}/hand-over/"):
        page.goto(address)
        assert_sound_at_all_widths(page)
    desk = open_page("/es/account/bodies/", seat=world.secretariat)
    assert_sound_at_all_widths(desk)
    desk.goto("/es/account/bodies/new/")
    assert_sound_at_all_widths(desk)
