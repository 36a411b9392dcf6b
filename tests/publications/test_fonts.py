import string

import pytest

from publications.fonts import GROUPS, coverage, font_faces, missing_characters, printable

SPANISH = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»ºª"
REGION = "ʼ’‘“”–—…•·×−°½€₡çãõâêôàœăłőŻž ≥≤≠→←↔✓☐☑"


@pytest.mark.parametrize("text", [string.printable[:-2], SPANISH, REGION])
def test_the_letters_and_signs_of_the_region_can_be_printed(text: str) -> None:
    assert missing_characters(text) == []


def test_a_character_without_a_glyph_is_named_once_in_order() -> None:
    assert missing_characters("a中b🙂中") == ["中", "🙂"]


def test_a_character_without_a_glyph_is_printed_as_its_code() -> None:
    assert printable("Yes 🙂, 中") == "Yes [U+1F642], [U+4E2D]"


def test_hyphens_and_spaces_that_do_not_break_are_printed_as_such() -> None:
    assert printable("CA\u20114, 10\u202f000") == "CA-4, 10\u00a0000"


def test_joiners_say_nothing() -> None:
    assert missing_characters("a\u200d\ufe0f\u00adb") == []


def test_fonts_are_loaded_as_they_are_needed() -> None:
    assert font_faces("Plain English.").count("@font-face") == 4
    assert "Extended" in font_faces("Łódź")
    assert "Mathematics" in font_faces("a ≥ b")
    assert "Symbols" not in font_faces("a ≥ b")
    assert font_faces("ő → ☐").count("@font-face") == 10


def test_every_font_has_characters() -> None:
    assert all(len(coverage(group)) > 150 for group in range(len(GROUPS)))
