"""Regional comparison in words: distinct countries, no order among them; and how chapters run on."""

import pytest

from common.dates import today
from publications import blocks as b
from reporting.actions.answers import save_item, save_marks
from reporting.documents.regional import build
from reporting.enums import Audience
from reporting.models import Cycle
from reporting.queries.report import material
from tests.factories import fill, publish_all, submit_all
from tests.factories.work import answer_on
from tests.reporting.test_report import start


def tree(report, language="en"):
    rows = list(report.blocks.order_by("position"))
    return build(report, rows, material(report, rows), language=language, draft=True, on=today()).document


def table(document, caption):
    """[[cell, …], …] of the table whose caption begins so; None when there is none."""
    found = next((one for one in document.blocks if isinstance(one, b.Table) and one.caption.startswith(caption)), None)
    return found and [["".join(run.text for run in cell) for cell in row] for row in found.rows]


def prioritize(world, letter, *objectives):
    """A country that names these objectives as its priorities, and says so to the public."""
    assignment = world.assignments[letter]
    seat = world.focal_point_of(assignment.country)
    fill(world, assignment, 8)
    for place, number in enumerate(objectives):
        answer = answer_on(assignment, "priorities")
        save_item(answer=answer, data={"objective": number, "text_en": f"Work {place} on {number}"}, by=seat)
    publish_all(world, submit_all(world, assignment, 8))


def test_priorities_stand_side_by_side_by_objective_in_the_order_of_the_compact(world):
    prioritize(world, "A", 23, 5, 8)
    prioritize(world, "B", 8)
    prioritize(world, "C", 8, 5)

    rows = table(tree(start(world)), "Objectives that countries named")

    assert rows == [
        ["5. Short 5", "Most of the Member Countries that contributed"],
        ["8. Short 8", "All the Member Countries that contributed"],
        ["23. Short 23", "One Member Country"],
    ]


def test_a_country_counts_once_however_often_it_names_an_objective(world):
    prioritize(world, "A", 8, 8)
    prioritize(world, "B", 5)

    rows = table(tree(start(world)), "Objectives that countries named")

    assert ["8. Short 8", "One Member Country"] in rows


def test_no_country_is_named_in_the_comparison_and_each_is_quoted_after_it(world):
    prioritize(world, "A", 8)
    prioritize(world, "B", 5)
    document = tree(start(world))

    assert "Country" not in str([row[0] for row in table(document, "Objectives that countries named")])
    at = next(i for i, one in enumerate(document.blocks) if isinstance(one, b.Table) and "named among" in one.caption)
    quoted = [one.attribution for one in document.blocks[at:] if isinstance(one, b.Quotation)]
    assert quoted == ["Country A", "Country B"]


def test_the_comparison_is_said_in_spanish(world):
    prioritize(world, "A", 8)

    rows = table(tree(start(world), "es"), "Objetivos que los países nombraron")

    assert rows == [["8. Corto 8", "Un País Miembro"]]


def test_without_priorities_there_is_no_table(world):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8))

    assert table(tree(start(world)), "Objectives that countries named") is None


def test_of_two_countries_no_figure_is_printed(world):
    for assignment in (world.a, world.b):
        fill(world, assignment, 8)
        answer = answer_on(assignment, "challenge_tags", 8)
        save_marks(
            answer=answer, version=answer.version, choices=["data_gap"], by=world.focal_point_of(assignment.country)
        )
        publish_all(world, submit_all(world, assignment, 8))

    assert table(tree(start(world)), "Challenges named by") == [
        ["Data gap", "All the Member Countries that contributed"]
    ]


def headings(document):
    return [one for one in document.blocks if isinstance(one, b.Heading) and one.level == 1]


def test_annexes_carry_their_word_and_no_number(world):
    prioritize(world, "A", 8)

    found = [(one.number, one.text) for one in headings(tree(start(world)))]

    assert found[0] == ("I.", "Introduction")
    assert found[-3:] == [("VI.", "Priorities"), ("", "Annex 1. Contributions"), ("", "Annex 2. Words and sources")]


@pytest.mark.parametrize(
    ("from_record", "expected"),
    [
        (False, ["Introduction", "Round table 1", "Round table 2", "Round table 3", "Round table 4", "Priorities"]),
        (True, ["Introduction"]),
    ],
)
def test_chapters_of_countries_own_words_begin_a_page_and_short_ones_run_on(world, from_record, expected):
    prioritize(world, "A", 8)
    Cycle.objects.update(from_record=from_record)
    world.cycle.refresh_from_db()

    document = tree(start(world, audience=Audience.PUBLIC))

    assert [one.text for one in headings(document) if one.new_page] == expected
