"""In a real browser: where readers land, and what the Secretariat and focal points keep by hand."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Standing
from reporting.enums import Audience
from sources.actions import enter_claim
from tests.e2e.browse import assert_sound, assert_sound_at_all_widths
from tests.factories import fill, publish_all, submit_all
from tests.factories.work import answer_on
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_where_an_observer_lands_is_sound(world: World, open_page: Callable[..., Page], language: str) -> None:
    for assignment, audience in ((world.a, Audience.OBSERVERS), (world.b, Audience.PUBLIC)):
        fill(world, assignment, 8)
        publish_all(world, submit_all(world, assignment, 8), audience)

    page = open_page(f"/{language}/desk/", seat=world.observer)

    assert_sound_at_all_widths(page)
    expect(page.get_by_role("link", name="A", exact=False).filter(has_text="A,")).to_have_count(1)


def test_claims_and_standings_are_kept_without_scripts(world: World, open_page: Callable[..., Page]) -> None:
    wording = {"topic_en": "Vote", "topic_es": "Votación", "statement_en": "Abstained.", "statement_es": "Se abstuvo."}
    fields = wording | {"date": date(2018, 12, 17), "source": "Record of the meeting"}
    claim = enter_claim(country=world.countries["A"], fields=fields, by=world.secretariat)
    page = open_page(f"/en{claim.get_absolute_url()[3:]}", seat=world.secretariat, javascript=False)
    page.get_by_role("link", name="Enter one that disagrees").click()
    page.get_by_label("What the source says (English)").fill("Not recorded.")
    page.get_by_label("Source", exact=True).fill("Roll call")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Both stand; none is chosen here.")).to_be_visible()

    seen = open_page(f"/es{claim.get_absolute_url()[3:]}", seat=world.secretariat)
    assert_sound_at_all_widths(seen)
    for address in (f"/es{claim.get_absolute_url()[3:]}correct/", "/es/directory/claims/", "/es/account/standings/"):
        seen.goto(address)
        assert_sound_at_all_widths(seen)
    seen.goto(f"/es/account/standings/{Standing.objects.earliest('pk').pk}/")
    assert_sound(seen)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_language_of_origin_is_declared_beside_the_box(
    world: World, open_page: Callable[..., Page], javascript: bool
) -> None:
    fill(world, world.a, 8)
    answer = answer_on(world.a, "progress", 8)
    address = f"/en/workspace/{world.a.pk}/objectives/8/?view=both"
    page = open_page(address, seat=world.focal_point, javascript=javascript)

    page.locator(f"#a-{answer.pk}").get_by_role("button", name="This is the original").click()

    expect(page.get_by_text("The language of origin is declared.")).to_be_visible()
    expect(page.locator(f"label[for='text-{answer.pk}-es']")).to_contain_text("original")
    assert answer_on(world.a, "progress", 8).source_language == "es"
    if javascript:
        assert_sound_at_all_widths(page)


def test_a_reason_kept_for_the_next_round_is_sound(world: World, open_page: Callable[..., Page]) -> None:
    fill(world, world.a, 8)
    page = open_page(f"/en/workspace/{world.a.pk}/check/", seat=world.focal_point)
    page.get_by_label("Questions on the whole report").check()
    page.get_by_role("button", name="Check this choice").click()
    page.locator("input[name^='reason:']").first.fill("Consultations go on")
    page.get_by_role("button", name="Check this choice").click()

    expect(page.get_by_text("Given by Focal point Country A on")).to_be_visible()
    assert_sound_at_all_widths(page)
