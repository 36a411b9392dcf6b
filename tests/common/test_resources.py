"""Fields come out in both languages or in one, from the columns that they need and no others."""

import pytest

from common.resources import Field, Kind, Resource, plan

CODE = Field("code", Kind.CODE, "")
TITLE = Field("title", Kind.BILINGUAL, "", "document__title")
URL = Field("url", Kind.BILINGUAL, "", columns=("code",), make=lambda code, language: f"/{language}/{code}/")
SIZE = Field("size", Kind.NUMBER, "", columns=("width", "height"), make=lambda width, height: width * height)
NOTE = Field("note", Kind.TEXT, "", null=True)
RESOURCE = Resource("things", "", "", rows=lambda seat: None, fields=(CODE, TITLE, URL, SIZE, NOTE))


def test_both_languages_are_columns_and_values_of_their_own():
    how = plan([CODE, TITLE])

    assert how.columns == ("code", "document__title_en", "document__title_es")
    assert how.object(("a", "Title", "")) == {"code": "a", "title_en": "Title", "title_es": None}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("Title", "Título"), {"title": "Título", "title_language": "es"}),
        (("Title", ""), {"title": "Title", "title_language": "en"}),
        (("", ""), {"title": None, "title_language": None}),
    ],
)
def test_one_language_falls_back_to_the_other_and_says_so(row, told):
    assert plan([TITLE], "es").object(row) == told


def test_a_made_field_is_made_from_its_columns_and_the_language():
    how = plan([CODE, URL, SIZE])

    assert how.columns == ("code", "width", "height")
    assert how.table([("a", 2, 3)]) == [("a", "/en/a/", "/es/a/", 6)]
    assert plan([URL], "es").object(("a",)) == {"url": "/es/a/", "url_language": "es"}


def test_extra_columns_come_first_and_are_left_to_the_caller():
    how = plan([CODE], extra=("updated_at", "pk"))

    assert how.columns == ("updated_at", "pk", "code")
    assert how.table([(1, 2, "a")]) == [("a",)]


def test_an_empty_text_that_may_be_absent_is_nothing():
    assert plan([NOTE]).table([("",)]) == [(None,)]


def test_chosen_fields_keep_the_order_of_the_resource():
    assert RESOURCE.chosen(["note", "code"]) == (CODE, NOTE)


def test_a_field_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="secret"):
        RESOURCE.chosen(["code", "secret"])
