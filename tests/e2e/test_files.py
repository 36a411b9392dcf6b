"""The form as a file in a browser: downloaded, filled in, sent back, compared, confirmed; in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories import fill, text_of, write
from tests.factories.world import World
from tests.reporting.offline.hostile import plain_word
from tests.reporting.offline.hostile_files import FILES
from tests.reporting.offline.samples import in_word, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "en": {
        "download": "Download",
        "look": "Look at it",
        "file": "File",
        "both": "Both, one after the other",
        "take": "Take in 1 change and what is decided above",
        "done": "2 changes were taken in.",
        "macros": "The file holds macros",
        "see": "See what would change",
        "pieces": "Where the pieces belong",
    },
    "es": {
        "download": "Descargar",
        "look": "Verlo",
        "file": "Archivo",
        "both": "Ambos, uno después del otro",
        "take": "Incorporar 1 cambio y lo decidido arriba",
        "done": "Se incorporaron 2 cambios.",
        "macros": "El archivo contiene macros",
        "see": "Ver qué cambiaría",
        "pieces": "Dónde va cada fragmento",
    },
}


def choose(page: Page, words: dict[str, str], path: Path, content: bytes) -> None:
    path.write_bytes(content)
    page.get_by_label(words["file"], exact=True).set_input_files(path)
    page.get_by_role("button", name=words["look"]).click()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_goes_out_and_comes_back(
    open_page: Callable[..., Page], world: World, tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    fill(world, world.a, 8)
    page = open_page(f"/{language}/workspace/{world.a.pk}/files/", seat=world.focal_point)
    assert_sound_at_all_widths(page, f"files-{language}")
    with page.expect_download() as download:
        page.get_by_role("button", name=words["download"], exact=True).click()
    form = Path(download.value.path()).read_bytes()
    write(world, world.a, "progress", "Typed in the portal meanwhile", 8, language)

    edited = in_word(
        form, typed(f"8/progress/{language}", "Typed in Word"), typed(f"9/support/{language}", "A new text")
    )
    choose(page, words, tmp_path / "form.docx", edited)
    expect(page.get_by_text("Typed in the portal meanwhile").first).to_be_visible()
    assert_sound_at_all_widths(page, f"incoming-{language}")
    page.get_by_label(words["both"]).check()
    page.get_by_role("button", name=words["take"]).click()

    expect(page.get_by_text(words["done"])).to_be_visible()
    assert text_of(world.a, "progress", 8, language).text == "Typed in the portal meanwhile\n\nTyped in Word"
    assert text_of(world.a, "support", 9, language).text == "A new text"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_that_is_refused_and_a_document_that_was_never_the_form(
    open_page: Callable[..., Page], world: World, tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    page = open_page(f"/{language}/workspace/{world.a.pk}/files/", seat=world.focal_point, javascript=False)

    choose(page, words, tmp_path / "macros.docx", FILES["Word: macros"][0])
    expect(page.get_by_text(words["macros"])).to_be_visible()
    choose(
        page,
        words,
        tmp_path / "mail.docx",
        plain_word("Objetivo 8", "Lo que se hizo en el país.", "Progress", "And then"),
    )
    expect(page.get_by_role("heading", name=words["pieces"])).to_be_visible()
    page.get_by_role("button", name=words["see"]).click()

    expect(page.get_by_text("Lo que se hizo en el país.")).to_be_visible()


def test_the_pages_of_a_plain_document_and_of_a_clearance_are_sound(
    open_page: Callable[..., Page], world: World, tmp_path: Path
) -> None:
    page = open_page(f"/en/workspace/{world.a.pk}/files/", seat=world.focal_point)
    choose(
        page, WORDS["en"], tmp_path / "mail.docx", plain_word("To whom", "Objective 8", "What was done for the region")
    )

    assert_sound_at_all_widths(page, "pieces-en")
