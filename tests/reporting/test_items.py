"""Repeated items of an answer, said in a line."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from reporting.checks import Severity, run_checks
from reporting.enums import QuestionType
from reporting.items import item_text, readings
from tests.factories.public import add_figure

FIGURE = {"label_en": "Permits", "label_es": "Permisos", "value": "12,340", "unit": "permits", "year": "2025",
          "source": "Yearbook"}  # fmt: skip


def test_a_figure_reads_as_a_line_with_its_year_and_source():
    assert item_text(QuestionType.FIGURES, FIGURE, "en") == "Permits: 12,340 permits (2025), Yearbook"
    assert item_text(QuestionType.FIGURES, FIGURE, "es") == "Permisos: 12,340 permits (2025), Yearbook"


def test_what_a_figure_leaves_out_leaves_no_sign_behind():
    bare = {"label_en": "Permits", "value": "12", "source": "Yearbook"}

    assert item_text(QuestionType.FIGURES, bare, "es") == "Permits: 12, Yearbook"


def test_a_topic_of_its_own_ends_before_the_words_of_the_priority():
    priority = {"topic_en": "Climate", "text_en": "Joint responses"}

    assert item_text(QuestionType.PRIORITIES, priority, "en") == "Climate. Joint responses"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("8.510", ("8510", "8.51")), ("8,510", ("8510", "8.51")), ("100.000", ("100000", "100")),
        ("about 25,850", ("25850", "25.85")), ("8.512", ("8512", "8.5120")),
        ("8510", None), ("8 510", None), ("0.125", None), ("1,234,567", None),
        ("12,340.5", None), ("12.340,5", None), ("12345.678", None), ("3,7", None), ("", None),
    ],
)  # fmt: skip
def test_a_value_that_the_two_languages_read_differently_has_two_readings(value, read):
    with override("en"):
        assert readings(value) == read


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("value", ["8.510", "8,512", "100.000", "3.125", "25,850"])
def test_neither_reading_is_in_doubt_itself(value, language):
    with override(language):
        assert [readings(one) for one in readings(value)] == [None, None]


def doubts(world):
    return [f for f in run_checks(world.a, objectives=[8], includes_whole=False) if f.check == "figures"]


def test_the_check_warns_of_a_value_in_doubt_and_says_how_to_write_it(world):
    add_figure(world, value="8.510")

    found = doubts(world)
    assert [(f.severity, f.message) for f in found] == [
        (Severity.WARNING, "“8.510” can be read in two ways. Write 8510 or 8.51.")
    ]
    with override("es"):
        assert "8510 o 8,51" in doubts(world)[0].message


def test_a_value_without_doubt_is_not_warned_of(world):
    add_figure(world, value="8 510")

    assert doubts(world) == []


def test_the_form_warns_beside_the_figure(world, client_of):
    add_figure(world, value="8.510")
    page = client_of(world.focal_point).get(reverse("reporting:objective", args=[world.a.pk, 8]))

    assert "“8.510” can be read in two ways." in page.text
