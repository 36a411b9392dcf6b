"""The declaration room in a browser: sound at every width, a paragraph saved as one types, an amendment to its end."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Body
from declarations.actions.adoption import Occasion, adopt, publish_adoption
from declarations.actions.drafts import circulate, close_amendments
from declarations.actions.positions import state_position
from declarations.actions.silence import invoke_silence
from declarations.enums import Stance
from declarations.notify import draft_path
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.declarations import (
    amend,
    attach_statement,
    circulated,
    paragraph,
    publish_declaration,
    settle,
    start,
)
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EN = "To develop a follow-up mechanism within the Conference;"


def path(draft: object, more: str = "") -> str:
    year, number, which = draft_path(draft)  # type: ignore[arg-type]
    return f"declarations/{year}/{number}/drafts/{which}/{more}"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_room_is_sound_at_every_width(open_page: Callable[..., Page], world: World, language: str) -> None:
    draft = circulated(world)
    first = amend(world, draft, "1", en=EN, es="Desarrollar un mecanismo de seguimiento;", reason="Shorter.")
    amend(world, draft, "1", by=world.other_focal_point, en=EN.replace("develop", "create"))
    amend(world, draft, "1", by=world.secretariat, en=EN, merges=[first])
    mine = amend(world, draft, "2", en="To report in May.", table=False)
    state_position(paragraph=paragraph(draft, "1"), stance=Stance.RESERVES, by=world.other_focal_point)
    row = paragraph(draft, "1")
    page = open_page(f"/{language}/declarations/", seat=world.focal_point)
    pages = {
        "list": "declarations/", "draft": path(draft), "compilation": path(draft, "?view=compilation"),
        "paragraph": path(draft, f"paragraphs/{row.identity}/"),
        "amend": path(draft, f"amend/?paragraph={row.identity}"), "amendment": f"declarations/amendments/{mine.pk}/",
    }  # fmt: skip
    for name, address in pages.items():
        page.goto(f"/{language}/{address}")
        assert_sound_at_all_widths(page, f"declarations.{name}.{language}")


def test_the_desks_pages_and_the_adopted_text_are_sound(open_page: Callable[..., Page], world: World) -> None:
    draft = circulated(world)
    row = amend(world, draft, "1", en=EN)
    page = open_page(f"/en/{path(draft)}", seat=world.presidency)
    page.get_by_role("button", name="Close amendments").click()
    pages = {"consolidate": path(draft, "consolidate/"), "decide": f"declarations/amendments/{row.pk}/decide/",
             "adopt": path(draft, "adopt/"), "new": "declarations/new/"}  # fmt: skip
    for name, address in pages.items():
        page.goto(f"/en/{address}")
        assert_sound_at_all_widths(page, f"declarations.{name}")
    organ = Body.objects.create(code="organ", kind="organ", name_en="Vice-Ministers", name_es="Viceministros")
    final = settle(world, start(world))
    occasion = Occasion(date(2026, 4, 1), organ, list(world.countries.values()), ["en", "es"])
    publish_adoption(adoption=adopt(draft=final, occasion=occasion, by=world.presidency), by=world.presidency)
    page = open_page(f"/en/declarations/{final.declaration.year}/{final.declaration.number}/")
    assert_sound_at_all_widths(page, "declarations.adopted")


def test_a_paragraph_saves_as_one_types(open_page: Callable[..., Page], world: World) -> None:
    draft = start(world)
    row = paragraph(draft, "1")
    page = open_page(f"/en/{path(draft, f'paragraphs/{row.identity}/')}", seat=world.secretariat)
    with page.expect_response(lambda response: f"/{row.identity}/es/" in response.url) as saved:
        page.get_by_label("Español").fill("Crear un mecanismo;")

    assert saved.value.status == 200
    row.refresh_from_db()
    assert row.text_es == "Crear un mecanismo;"


@pytest.mark.parametrize("javascript", [True, False])
def test_an_amendment_goes_from_a_draft_to_the_next_text(
    open_page: Callable[..., Page], world: World, javascript: bool
) -> None:
    draft = circulated(world)
    row = paragraph(draft, "1")
    page = open_page(
        f"/en/{path(draft, f'amend/?paragraph={row.identity}')}", seat=world.focal_point, javascript=javascript
    )
    page.get_by_label("The paragraph as it should read, in English").fill(EN)
    page.get_by_role("button", name="Keep as a draft").click()
    page.get_by_role("button", name="Table it").click()
    expect(page.get_by_text("The amendment is tabled")).to_be_visible()
    desk = open_page(f"/en/{path(draft)}", seat=world.presidency, javascript=javascript)
    desk.get_by_role("button", name="Close amendments").click()
    desk.get_by_role("link", name="Consolidate").click()
    desk.locator("button[value=taken]").click()
    desk.get_by_role("button", name="Prepare Rev. 1").click()

    expect(desk.locator("ins", has_text="develop")).to_have_count(0)
    expect(desk.get_by_text("To develop a follow-up mechanism")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "es"])
def test_silence_and_what_stands_beside_an_adopted_text_are_sound(
    open_page: Callable[..., Page], world: World, language: str
) -> None:
    draft = settle(world, start(world))
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)
    page = open_page(f"/{language}/{path(draft)}", seat=world.focal_point)
    close_amendments(draft=draft, by=world.presidency)
    invoke_silence(draft=draft, until=timezone.now() + timedelta(days=2), by=world.presidency)
    final = publish_declaration(world)
    attach_statement(world, final)
    here = f"declarations/{final.year}/{final.number}/"
    pages = {"silence": path(draft, "silence/"), "adopted-member": here, "statement-new": f"{here}statements/new/"}
    for name, address in pages.items():
        page.goto(f"/{language}/{address}")
        assert_sound_at_all_widths(page, f"declarations.{name}.{language}")
    page = open_page(f"/{language}/{here}transmission/", seat=world.presidency)
    assert_sound_at_all_widths(page, f"declarations.transmission.{language}")
    page = open_page(f"/{language}/{here}points/4/commitment/", seat=world.secretariat)
    assert_sound_at_all_widths(page, f"declarations.undertake.{language}")
