"""The form as a Word document: out, edited, and back with exactly the edit."""

import pytest

from reporting.enums import AnswerKind
from reporting.models import AnswerItem, AnswerText
from tests.factories import fill, text_of, write
from tests.factories.work import answer_on
from tests.reporting.offline.samples import (
    cells,
    compared,
    in_word,
    row_of,
    standings,
    taken,
    ticked,
    typed,
    word_form,
)  # fmt: skip

BOTH = [["en"], ["es"], ["en", "es"]]


@pytest.fixture
def focal(world):
    return world.focal_point


@pytest.mark.parametrize("languages", BOTH)
def test_a_form_that_nobody_touched_changes_nothing(world, focal, languages):
    fill(world, world.a, 8, 9)
    write(world, world.a, "progress", "One\n\n- two\n- three\tx\n  deep", 8)

    found = compared(word_form(world.a, focal, languages=languages), world.a, focal)

    assert standings(found) == {}
    assert found.loose == []
    assert len(found.rows) == len(languages) * 70 + 69


@pytest.mark.parametrize("languages", BOTH)
def test_what_is_typed_comes_back_and_nothing_else(world, focal, languages):
    language = languages[0]
    fill(world, world.a, 8)
    before = set(AnswerText.objects.values_list("pk", "text"))
    text = "A first line\n\n- with a list\n“Quoted” – ñandú 😀"
    content = in_word(word_form(world.a, focal, languages=languages), typed(f"9/progress/{language}", text))

    taken(content, world.a, focal)

    row = text_of(world.a, "progress", 9, language)
    assert row.text == text
    assert {pk for pk, _text in set(AnswerText.objects.values_list("pk", "text")) - before} == {row.pk}
    assert answer_on(world.a, "progress", 9).source_language == language


def test_ticks_and_rows_come_back(world, focal):
    content = in_word(
        word_form(world.a, focal, languages=["en"], objectives=[8]),
        ticked("8/reported/marks", "reported"),
        ticked("8/challenge_tags/marks", "data_gap", "x"),
        cells("8/figures/items#new", "Permits", "1,200", "permits", "2025", "Ministry A", "https://a.example/"),
        cells("whole/priorities/items#new", "Objective 8", "", "Because"),
    )

    taken(content, world.a, focal)

    assert answer_on(world.a, "reported", 8).kind == AnswerKind.REPORTED
    assert answer_on(world.a, "challenge_tags", 8).choices == ["data_gap"]
    figure, priority = AnswerItem.objects.order_by("answer__question__order")
    assert (figure.data["label_en"], figure.data["value"], figure.data["source"]) == ("Permits", "1,200", "Ministry A")
    assert (priority.data["objective"], priority.data["text_en"]) == (8, "Because")


def test_a_row_that_was_deleted_says_nothing_and_an_emptied_box_is_asked_about(world, focal):
    fill(world, world.a, 8)

    def delete(document):
        row = row_of(document, "8/progress/en")
        row._tr.getparent().remove(row._tr)

    content = in_word(word_form(world.a, focal), delete, typed("8/challenges/en", ""))

    assert standings(compared(content, world.a, focal)) == {"8/challenges/en": "emptied"}
    taken(content, world.a, focal, all="file")
    assert text_of(world.a, "progress", 8).text
    assert text_of(world.a, "challenges", 8).text == ""
