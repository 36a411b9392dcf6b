"""The chapter on challenges reads every question of its place, and says counts in words."""

import pytest

from publications.block_json import to_json
from publications.blocks import BarChart, Document, Table
from reporting.documents.comparison import challenges
from reporting.enums import QuestionType, ReportPlace
from reporting.models import Question, Revision
from reporting.models.report import ReportBlock
from reporting.queries.report import Contribution, Material


def asked(code, *choices, kind=QuestionType.CHOICES):
    tags = [{"code": choice, "en": choice.title(), "es": f"{choice} (es)"} for choice in choices]
    return Question(code=code, type=kind, place=ReportPlace.CHALLENGES, label_en=f"{code}?", choices=tags)


def chapter(world, *questions):
    """The blocks of the chapter, for a country that marked the first choice of each question."""
    answers = tuple(
        {"question": one.code, "objective": 8, "choices": [tag["code"] for tag in one.choices[:1]]} for one in questions
    )
    made = Contribution(world.countries["A"], Revision(), answers)
    material = Material(report=None, contributions=[made], pinned={"r": made}, questions={q.code: q for q in questions})
    return challenges(ReportBlock(pins=[{"revision": "r"}]), material, "en")


def test_every_question_of_the_chapter_on_challenges_is_read(world):
    parts = chapter(
        world, asked("words", kind=QuestionType.TEXT), asked("means", "staff", "funds"), asked("law", "treaties")
    )
    told = str(to_json(Document(title="T", language="en-US", date="", blocks=tuple(parts))))

    assert sum(isinstance(part, Table) for part in parts) == 2
    assert all(words in told for words in ("means?", "Staff", "law?", "Treaties"))
    assert "Funds" not in told


def test_a_chapter_with_one_list_needs_no_heading_for_it_and_without_any_there_is_none(world):
    assert "means?" not in str(chapter(world, asked("means", "staff")))
    assert chapter(world, asked("words", kind=QuestionType.TEXT)) == []


@pytest.mark.parametrize(
    ("named", "said", "bars"),
    [
        ({"staff": 3, "funds": 4}, ["Several Member Countries (3 of 7)", "Most of the Member Countries"], 2),
        ({"staff": 3, "funds": 7}, ["Several Member Countries (3 of 7)", "All the Member Countries"], 0),
        ({"staff": 3}, ["Several Member Countries (3 of 7)"], 0),
    ],
    ids=["every figure may be printed", "one may not", "one alone"],
)
def test_a_figure_follows_its_word_and_bars_are_drawn_only_where_every_figure_may_be_printed(world, named, said, bars):
    question = asked("means", "staff", "funds")
    made = [
        Contribution(
            world.countries["A"],
            Revision(),
            ({"question": "means", "objective": 8, "choices": [tag for tag, count in named.items() if place < count]},),
        )
        for place in range(7)
    ]
    pinned = {str(place): one for place, one in enumerate(made)}
    material = Material(report=None, contributions=made, pinned=pinned, questions={"means": question})

    parts = challenges(ReportBlock(pins=[{"revision": place} for place in pinned]), material, "en")

    (table,) = [part for part in parts if isinstance(part, Table)]
    assert len(table.columns) == 2
    for row, words in zip(table.rows, said, strict=True):
        assert row[1][0].text.startswith(words)
    charts = [part for part in parts if isinstance(part, BarChart)]
    assert [len(chart.bars) for chart in charts] == ([bars] if bars else [])
