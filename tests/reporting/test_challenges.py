"""The chapter on challenges reads every question of its place."""

from publications.block_json import to_json
from publications.blocks import Document, Table
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
