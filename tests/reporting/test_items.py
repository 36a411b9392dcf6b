"""Repeated items of an answer, said in a line."""

from reporting.enums import QuestionType
from reporting.items import item_text

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
