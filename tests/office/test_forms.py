"""The form of a country goes out, is filled in with LibreOffice, and comes back as exactly what was typed.

The suite holds the same without LibreOffice: tests/reporting/offline/test_round_trip.py.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from common.text import clean_text
from reporting.offline import codes
from tests.factories import text_of, write
from tests.reporting.offline.samples import compared, excel_form, standings, taken, word_form

FEW = settings(
    derandomize=True, deadline=None, max_examples=4, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
WORDS = st.text(
    st.one_of(
        st.sampled_from("ab ñé “”–…\n -•\u200f\u00a0😀<&>\"'=+@{}"),
        st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs", "Cf"]),
    ),
    max_size=120,
)
BOXES = ("8/progress", "8/challenges", "9/support")
MAKE = {"docx": word_form, "xlsx": excel_form}
WORDINGS = {"English": ["en"], "Spanish": ["es"], "both": ["en", "es"]}


def returned(office, world, suffix, *acts, languages=("en", "es")):
    """The form of country A after these acts in LibreOffice."""
    form = MAKE[suffix](world.a, world.focal_point, languages=list(languages), objectives=[8, 9], whole=False)
    return office.ask(form, *acts, save=True, suffix=suffix)["content"]


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("suffix", MAKE)
@FEW
@given(texts=st.lists(WORDS, min_size=3, max_size=3), tracked=st.booleans())
def test_what_is_typed_in_libreoffice_is_what_comes_back(world, office, suffix, wording, texts, tracked):
    languages = WORDINGS[wording]
    typed = {f"{box}/{language}": text for box, text in zip(BOXES, texts, strict=True) for language in languages}
    acts = [["track"]] if tracked and suffix == "docx" else []
    acts += [["type", code, text] for code, text in typed.items()]
    comparison = compared(
        returned(office, world, suffix, *acts, languages=languages), world.a, world.focal_point
    )  # fmt: skip

    expected = {code: clean_text(text).text for code, text in typed.items()}
    assert {row.key: row.sent for row in comparison.rows if row.standing != "unchanged"} == {
        code: text for code, text in expected.items() if text
    }  # fmt: skip
    assert set(standings(comparison).values()) <= {"new"}
    assert comparison.loose == []


@pytest.mark.parametrize("suffix", MAKE)
def test_an_untouched_form_that_libreoffice_saved_changes_nothing(world, office, suffix):
    write(world, world.a, "progress", "First line\n\n- a dash “quoted” – ñandú", 8)

    comparison = compared(returned(office, world, suffix), world.a, world.focal_point)

    assert standings(comparison) == {}
    assert (comparison.loose, comparison.warnings) == ([], [])


@pytest.mark.parametrize("tracked", [False, True])
def test_a_text_that_is_written_over_is_taken_in_as_a_change(world, office, tracked):
    write(world, world.a, "progress", "What was there", 8)
    acts = [["track"]] if tracked else []
    content = returned(office, world, "docx", *acts, ["type", "8/progress/en", "What is there now"])

    taken(content, world.a, world.focal_point)

    assert text_of(world.a, "progress", 8).text == "What is there now"


def test_the_form_is_known_by_the_hidden_codes_that_libreoffice_kept(world, office):
    content = returned(office, world, "docx", ["type", "8/progress/es", "Texto"])

    assert codes.hidden("8/progress/es", 0)[:-2] in str(office.ask(content)["paragraphs"])
