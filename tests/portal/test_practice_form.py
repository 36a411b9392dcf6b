"""A practice in the shape of the UN form: Word to go on with, JSON for programs, both counts."""

import io

import docx
import pytest
from django.test import Client

from objectives.models import Objective
from practices.models import Practice
from practices.un_form import FIELDS, NARRATIVE, fill
from tests.counts import VISITOR


@pytest.fixture
def practice(world):
    row = Practice.objects.create(
        code="p", title_en="Care", title_es="Atención", summary_en="Two words", summary_es="Dos palabras más",
        status="published", country=world.countries["A"], objectives_inferred=True, address="https://a.example/p",
    )  # fmt: skip
    row.objectives.set(Objective.objects.filter(number__in=[7, 8]))
    return row


def test_json_holds_every_field_in_the_language_with_words_characters_and_limit(practice):
    value = Client().get("/es/practices/p/form.json").json()

    fields = {field["code"]: field for field in value["fields"]}
    assert list(fields) == [field.code for field in FIELDS]
    assert (value["language"], value["objectives_inferred"]) == ("es", True)
    assert fields["title"]["value"] == "Atención"
    assert fields["objectives"]["value"] == "7. Título de 7; 8. Título de 8"
    assert fields["summary"] == {
        "code": "summary", "label": "Resumen", "required": True, "limit_words": 300, "value": "Dos palabras más",
        "value_language": "es", "words": 3, "characters": 16,
    }  # fmt: skip
    assert (fields["lessons"]["value"], fields["lessons"]["words"]) == ("", 0)


def test_the_word_file_has_the_same_fields_with_room_for_what_is_not_held(practice):
    response = Client().get("/en/practices/p/form.docx")

    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert 'filename="p-en.docx"' in response["Content-Disposition"]
    assert [line for line in lines if line in {"Title", "Summary", "Key lessons"}] == [
        "Title",
        "Summary",
        "Key lessons",
    ]
    assert "2 words, 9 characters · up to about 300 words" in lines
    assert "The objectives were inferred by the Secretariat and not confirmed." in lines
    assert lines[lines.index("Key lessons") + 1] == "…"


def test_a_text_over_the_limit_is_told_and_kept(practice):
    practice.summary_en = "word " * (NARRATIVE + 1)

    summary = next(filled for filled in fill(practice, "en") if filled.field.code == "summary")

    assert (summary.is_too_long, summary.words) == (True, NARRATIVE + 1)


def test_a_draft_has_no_form_for_others_and_no_other_kind_of_file_exists(practice):
    Practice.objects.update(status="draft")

    assert Client().get("/en/practices/p/form.json").status_code == 404
    assert Client().get("/en/practices/p/form.pdf").status_code == 404


@pytest.mark.parametrize("kind", ["docx", "json"])
def test_the_form_takes_the_same_number_of_queries(practice, kind, django_assert_num_queries):
    with django_assert_num_queries(VISITOR + 3):
        Client().get(f"/en/practices/p/form.{kind}")


def test_criteria_are_said_in_the_language_that_is_asked_for(practice):
    practice.criteria = ["timely"]

    said = {language: next(one.value for one in fill(practice, language) if one.field.code == "criteria")
            for language in ("en", "es")}  # fmt: skip
    assert said == {"en": "Timely", "es": "Oportuna"}
