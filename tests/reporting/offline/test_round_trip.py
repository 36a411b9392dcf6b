"""Any text that can be stored goes out and comes back as it is; what is typed comes back as the portal keeps it.

`saved/` holds the form of objective 8 in both languages with `TYPED` in three boxes, as LibreOffice 7.4 saves it.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.text import clean_text
from reporting.offline import word, workbook
from reporting.offline.form import form_of
from reporting.offline.reading.child import read
from tests.reporting.offline.samples import answered, excel_form, in_excel, in_word, ticked, typed, word_form

SAVED = Path(__file__).parent / "saved"
TYPED = "First line\n\n- a dash\n  deeper “quoted” – ñandú"
TEXTS = st.text(
    st.one_of(
        st.sampled_from("ab ñé “”–…\t\n -•\u200f\u00a0😀<&>\"'=+@_x000D_{}"),
        st.characters(codec="utf-8", exclude_categories=["Cs"]),
    ),
    max_size=200,
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def form(world):
    return form_of(world.a, by=world.focal_point, languages=["en"], objectives=[8], whole=False)


def text_in(content, code="8/progress/en"):
    return next(field["text"] for field in read(content)["fields"] if field["code"] == code)


@pytest.mark.parametrize("write", [word.write, workbook.write])
@QUICK
@given(text=TEXTS)
def test_a_stored_text_comes_back_as_it_is(world, form, write, text):
    stored = clean_text(text).text
    form.boxes()["8/progress/en"].text = stored

    assert clean_text(text_in(write(form, world.focal_point))).text == stored


@QUICK
@given(text=TEXTS)
def test_what_is_typed_in_word_comes_back_as_the_portal_would_keep_it(world, form, text):
    words = clean_text(text).text
    content = in_word(word.write(form, world.focal_point), typed("8/progress/en", words))

    assert clean_text(text_in(content)).text == words
    assert {field["text"] for field in read(content)["fields"] if field["code"] != "8/progress/en"} == {""}


@QUICK
@given(text=TEXTS.filter(lambda text: not text.startswith("=")))
def test_what_is_typed_in_excel_comes_back_as_the_portal_would_keep_it(world, form, text):
    words = clean_text(text).text
    content = in_excel(workbook.write(form, world.focal_point), answered("8/progress/en", words or None))

    assert clean_text(text_in(content)).text == words
    assert {field["text"] for field in read(content)["fields"] if field["code"] != "8/progress/en"} == {""}


def filled(world):
    """What `saved/` was made from, before LibreOffice opened these two and saved them under the same names."""
    focal = world.focal_point
    choice = {"objectives": [8], "whole": False}
    in_both = [("8/progress/en", TYPED), ("8/challenges/es", TYPED), ("8/support/en", "x")]
    return {
        "form.docx": in_word(
            word_form(world.a, focal, **choice),
            *(typed(code, text) for code, text in in_both),
            ticked("8/challenge_tags/marks", "data_gap"),
        ),
        "form.xlsx": in_excel(
            excel_form(world.a, focal, **choice),
            *(answered(code, text) for code, text in in_both),
            answered("8/challenge_tags/marks#data_gap", "x"),
        ),
    }


@pytest.mark.parametrize("name", ["form.docx", "form.xlsx"])
def test_what_libreoffice_saves_says_what_was_typed(world, name):
    said, ours = read((SAVED / name).read_bytes()), read(filled(world)[name])

    assert [field["text"] for field in said["fields"]] == [field["text"] for field in ours["fields"]]
    for part in ("fields", "marks", "items"):
        assert [one["code"] for one in said[part]] == [one["code"] for one in ours[part]]
    tags = next(one for one in said["marks"] if one["code"] == "8/challenge_tags/marks")
    assert [option["code"] for option in tags["options"] if option["marked"]] == ["data_gap"]
    assert (said["loose"], set(said["properties"])) == ([], set(ours["properties"]))
