"""The public journeys in a real browser: from the index to a citation, in both languages, narrow, without scripts."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browse import NEXT_FRAME, assert_sound, assert_sound_at_all_widths, overflow, shoot
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.documents import make_edition, make_file
from tests.factories.public import add_figure, open_later_cycle
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST_VISIT = 150 * 1000
SQUEEZED = (".css", ".js", ".svg")
"""Files that the servers of a live portal send compressed: WhiteNoise and the proxy keep a .gz beside each."""


@pytest.fixture
def shared(world: World) -> World:
    """Three countries read in public on objective 8, Country A in two cycles and with a figure; an edition."""
    for assignment in (world.a, world.b, world.c):
        fill(world, assignment, 8)
        if assignment == world.a:
            add_figure(world)
        publish_all(world, submit_all(world, assignment, 8))
    later = open_later_cycle(world)
    fill(world, later, 8)
    write(world, later, "progress", "Country A progress in another year", 8)
    publish_all(world, submit_all(world, later, 8))
    make_file(make_edition())
    return world


def test_from_the_index_to_a_citation(open_page: Callable[..., Page], shared: World) -> None:
    page = open_page("/en/?cycle=demo")
    assert_sound_at_all_widths(page, "public.home")
    page.locator('a.mx__c[href$="#XXB"]').click()
    expect(page.locator("article#XXB")).to_be_in_viewport()
    expect(page.locator("article#XXB")).to_contain_text("Country B progress 8")
    assert_sound_at_all_widths(page, "public.objective")
    page.get_by_role("link", name="Address and citation: Progress, Country B").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Progress")
    citation = page.get_by_label("Citation", exact=True)
    assert "Country B, “Progress”, objective 8" in citation.input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#announcer")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == citation.input_value()
    assert_sound_at_all_widths(page, "public.answer")


def test_two_cycles_of_a_country_in_spanish(open_page: Callable[..., Page], shared: World) -> None:
    page = open_page("/es/countries/", width=390)
    page.get_by_role("link", name="País A", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("País A")
    assert_sound(page)
    page.get_by_role("link", name="8 Corto 8").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("País A")
    expect(page.locator("ins").first).to_be_visible()
    assert_sound_at_all_widths(page, "public.compare.es")
    page.goto("/es/countries/XXA/demo/")
    expect(page.get_by_text("País A challenges 8").first).to_be_visible()
    assert_sound_at_all_widths(page, "public.contribution.es")


def test_the_filters_and_the_original_work_without_scripts(open_page: Callable[..., Page], shared: World) -> None:
    page = open_page("/es/objectives/8/", javascript=False, width=390)
    page.get_by_label("Ciclo", exact=True).select_option("later")
    page.get_by_role("button", name="Mostrar").click()
    expect(page.locator("article.voice")).to_have_count(1)
    page.get_by_role("link", name="Tal como se escribieron").click()
    expect(page.locator("article.voice .doc").first).to_have_attribute("lang", "en")
    expect(page.locator("article.voice")).to_have_count(1)
    assert overflow(page) == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_other_public_page_is_sound_wide_and_narrow(
    open_page: Callable[..., Page], shared: World, language: str
) -> None:
    page = open_page()
    for name in (
        "countries/XXA", "cycles", "cycles/demo", "practices", "publications", "figures", "charts",
        "charts/texts.demo.imrf_roundtables", "about/methodology", "about/accessibility", "about/privacy", "about",
    ):  # fmt: skip
        page.goto(f"/{language}/{name}/")
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.evaluate(NEXT_FRAME)
            assert_sound(page)
            shoot(page, f"public.{name.replace('/', '.')}.{language}-{width}")


def test_a_chart_is_a_picture_on_any_page(open_page: Callable[..., Page], shared: World) -> None:
    page = open_page("/en/charts/texts.demo.imrf_roundtables/")
    picture = page.locator("figure img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 760
    page.goto(picture.get_attribute("src") or "")
    assert page.locator("text").first.text_content()


def test_paper_keeps_the_words_and_leaves_out_the_controls(open_page: Callable[..., Page], shared: World) -> None:
    page = open_page("/en/objectives/8/?cycle=demo")
    page.emulate_media(media="print")
    expect(page.get_by_text("Country B progress 8")).to_be_visible()
    for hidden in (".filters", ".bar", ".foot"):
        expect(page.locator(hidden)).to_be_hidden()
    page.emulate_media(media="screen", forced_colors="active")
    assert overflow(page) == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_first_visit_to_the_home_page_is_light(open_page: Callable[..., Page], shared: World, language: str) -> None:
    """All that a browser with an empty cache fetches, fonts included, as it is sent over the line."""
    page = open_page()
    sizes: dict[str, int] = {}

    def weigh(response) -> None:
        path = response.url.partition("?")[0]
        if path.endswith(SQUEEZED):
            sizes[path] = len(gzip.compress(response.body(), 9))
        else:
            sizes[path] = response.request.sizes()["responseBodySize"]

    page.on("requestfinished", lambda request: weigh(request.response()))
    page.goto(f"/{language}/")
    page.wait_for_load_state("networkidle")

    assert any(path.endswith(".woff2") for path in sizes)
    assert any(path.endswith("screens.css") for path in sizes)
    assert sizes[page.url] < len(page.content().encode()) / 2  # compressed
    assert sum(sizes.values()) < FIRST_VISIT, sizes
