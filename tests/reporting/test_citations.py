"""Footnotes and charts of the regional report: where words and figures come from."""

from datetime import date

import pytest
from django.utils.translation import override

from objectives.models import Group, Objective
from practices.models import Practice
from publications import blocks as b
from publications.sourced import source_note
from reporting.actions.answers import save_item
from reporting.actions.sections import save_block
from reporting.documents.figures import is_series
from reporting.enums import BlockKind
from sources.models import Figure, Source, Statement
from tests.factories import fill, publish_all, submit_all
from tests.factories.work import answer_on
from tests.reporting.test_comparison import tree
from tests.reporting.test_report import start


@pytest.fixture
def source(db):
    return Source.objects.create(
        code="yearbook", title_en="Yearbook", title_es="Anuario", symbol="Y/1", date=date(2025, 2, 3),
        address="https://yearbook.example/1",
    )  # fmt: skip


def statement(source, number, *objectives):
    row = Statement.objects.create(
        code=f"s{number}", kind=Statement.Kind.INTERVENTION, order=number, text_en=f"Words {number}",
        occasion_en="Forum", occasion_es="Foro", source=source, cycle_code="demo",
    )  # fmt: skip
    row.objectives.set(Objective.objects.filter(number__in=objectives))
    return row


def figures(source, *values, objective=8):
    for year, value in enumerate(values, start=2021):
        row = Figure.objects.create(
            code=f"f{year}", order=year, statement_en=f"In {year}, {value}", value=value, unit_en="permits granted",
            unit_es="permisos otorgados", place_en="region", place_es="región", year=str(year), source=source,
            cycle_code="demo",
        )  # fmt: skip
        row.objectives.add(Objective.objects.get(number=objective))


def notes(document):
    """The words of every footnote, in order."""
    called = [run.note for run in b.runs_of(document) if run.note]
    quoted = [block.source for block in document.blocks if isinstance(block, b.Quotation) and block.source]
    return ["".join(run.text for run in note.runs) for note in [*called, *quoted]]


def charts(document):
    return [block for block in document.blocks if isinstance(block, b.BarChart)]


def test_a_source_is_noted_with_symbol_day_and_address(source):
    with override("en"):
        text = "".join(run.text for run in source_note(source, "en").runs)
    assert text == "Yearbook, Y/1, 3 February 2025. https://yearbook.example/1."


def test_what_the_title_says_already_is_not_said_again(db):
    row = Source.objects.create(
        code="m", title_en="Meeting of 3 February 2025, Y/1", symbol="Y/1", date=date(2025, 2, 3)
    )
    with override("en"):
        text = "".join(run.text for run in source_note(row, "en").runs)
    assert text == "Meeting of 3 February 2025, Y/1."


def test_words_on_record_cite_their_source_once_in_a_chapter(world, source):
    for number, objectives in enumerate(([2], [5], [8], []), start=1):
        statement(source, number, *objectives)
    document = tree(start(world))
    held = {}
    for block in document.blocks:
        if isinstance(block, b.Heading) and block.level == 1:
            chapter = block.text
        if isinstance(block, b.Quotation):
            held.setdefault(chapter, []).append(block.source is not None)

    assert list(held.values()) == [[True, False], [True], [True]]


def test_the_secretariat_writes_notes_into_its_own_text(world):
    report = start(world)
    block = report.blocks.get(kind=BlockKind.AUTHORED)
    texts = {"text_en": "Compiled^[By round table.] here.", "text_es": "Compilado^[Por mesa redonda.] aquí."}
    save_block(block=block, fields=texts, version=0, by=world.secretariat)

    assert notes(tree(report)) == ["By round table."]
    assert notes(tree(report, "es")) == ["Por mesa redonda."]


def test_the_proposed_introduction_names_the_resolution_in_a_note(world):
    assert "General Assembly resolution 73/195" in notes(tree(start(world)))[0]
    assert "Resolución 73/195 de la Asamblea General" in notes(tree(start(world), "es"))[0]


def test_a_country_that_writes_a_note_mark_is_quoted_as_it_wrote(world):
    fill(world, world.a, 8, marker="^[no note]")
    publish_all(world, submit_all(world, world.a, 8))

    document = tree(start(world))

    assert any("^[no note]" in run.text for run in b.runs_of(document))
    assert len(notes(document)) == 1


def test_the_address_of_a_document_stands_at_the_foot_of_the_page(world):
    fill(world, world.a, 8)
    data = {"title": "Evaluation", "language": "en", "year": "2025", "address": "https://a.example/x"}
    save_item(answer=answer_on(world.a, "evidence", 8), data=data, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))

    (run,) = [run for run in b.runs_of(tree(start(world))) if run.text == "Evaluation, 2025"]

    assert run.note.runs == (b.Run("https://a.example/x", href="https://a.example/x"),)


def test_a_document_in_the_other_language_is_marked_beside_its_title(world):
    fill(world, world.a, 8)
    for title, language in (("Evaluación", "es"), ("Evaluation", "en"), ("Untold", "")):
        data = {"title": title, "language": language, "address": "https://a.example/x"}
        save_item(answer=answer_on(world.a, "evidence", 8), data=data, by=world.focal_point)
    publish_all(world, submit_all(world, world.a, 8))

    runs = list(b.runs_of(tree(start(world))))

    (spanish,) = [place for place, run in enumerate(runs) if run.text == "Evaluación"]
    assert runs[spanish].lang == "es"
    assert [run.text for run in runs if run.text.startswith(" [in ")] == [" [in Spanish]"]
    assert {run.lang for run in runs if run.text in ("Evaluation", "Untold")} == {""}


def test_figures_of_one_series_are_drawn_by_year_with_source_and_date(world, source):
    figures(source, "1\u00a0200", "1 350", "980")

    (chart,) = charts(tree(start(world)))

    assert [(bar.label, bar.value, bar.display) for bar in chart.bars] == [
        ("2021", 1200.0, "1\u00a0200"), ("2022", 1350.0, "1 350"), ("2023", 980.0, "980"),
    ]  # fmt: skip
    assert (chart.caption, chart.unit) == ("Permits granted, by year: region", "Permits granted")
    assert (chart.source, chart.date) == ("Yearbook", "2025-02-03")
    (spanish,) = charts(tree(start(world), "es"))
    assert spanish.caption == "Permisos otorgados, por año: región"


@pytest.mark.parametrize("values", [["1", "2"], ["1", "≤ 26%", "3"], ["1", "2", "some"]])
def test_figures_that_are_too_few_or_no_plain_numbers_stand_by_themselves(world, source, values):
    figures(source, *values)

    document = tree(start(world))

    assert charts(document) == []
    (shown,) = [block for block in document.blocks if isinstance(block, b.KeyFigures)]
    assert [figure.value for figure in shown.figures] == values


def test_two_figures_of_one_year_are_no_series(source):
    rows = [Figure(value="1", year=year) for year in ("2021", "2021", "2022")]
    assert not is_series(rows)
    rows[1].year = "2020"
    assert is_series(rows)


def test_practices_are_drawn_by_chapter_where_more_than_one_holds_any(world, source):
    def practise(code, *numbers):
        row = Practice.objects.create(
            code=code, title_en=code, title_es=code, status=Practice.Status.PUBLISHED, cycle_code="demo", source=source
        )
        row.objectives.set(Objective.objects.filter(number__in=numbers))

    practise("one", 2, 8)
    practise("two", 2)
    first, second = Group.objects.filter(scheme=world.scheme, objectives__in=[2, 8]).distinct().order_by("order")

    (chart,) = charts(tree(start(world)))

    counted = {bar.label: bar.value for bar in chart.bars}
    assert (counted[first.name_en], counted[second.name_en]) == (2, 1)
    assert sum(counted.values()) == 3
    assert (chart.source, chart.date) == ("Yearbook", "2025-02-03")
    Practice.objects.get(code="one").objectives.set([2])
    assert charts(tree(start(world))) == []
