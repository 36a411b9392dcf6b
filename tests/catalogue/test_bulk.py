"""CSV, JSON Lines and XLSX say what the resource says, no cell is a formula, and memory does not grow with the list."""

import csv
import io
import json
import tracemalloc
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import active_count

import openpyxl
import pytest

from accounts.seats import PUBLIC
from catalogue.bulk import streams
from catalogue.bulk.cells import bare, cell, guarded, written
from catalogue.bulk.reading import reading
from catalogue.registry import RESOURCES
from common.resources import plan
from practices.models import Practice
from sources.models import Source
from tests.factories.public import publish_something_of_all

NAMES = list(RESOURCES)
BY_PYTHON = {"agenda-items", "approval-documents", "declarations", "editions", "events", "sessions"}
"""Lists whose files Python writes, because a field is made of objects."""


@pytest.fixture
def published(world):
    """Written for each test: some lists here are to hold nothing of it."""
    publish_something_of_all(world)
    return world


def objects(resource, seat=PUBLIC, language=None):
    how = plan(resource.fields, language)
    rows = resource.rows(seat).order_by(next(iter(resource.order.values())), resource.pk)
    return [how.object(row) for row in rows.values_list(*how.columns)]


def read(name, language=None):
    return reading(RESOURCES[name], RESOURCES[name].rows(PUBLIC), language)


def plain(value):
    """A value of a resource as JSON tells it."""
    return json.loads(json.dumps(value, default=lambda v: written(v) if isinstance(v, date) else str(v)))


def of_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of_xlsx(content):
    rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True)["data"].iter_rows(values_only=True)
    names = next(rows)
    return [dict(zip(names, row, strict=False)) for row in rows]


@pytest.mark.parametrize("language", [None, "es"])
def test_three_formats_say_what_the_resource_says(published, language):
    for name in NAMES:
        check_formats(name, language)


def check_formats(name, language):
    told = objects(RESOURCES[name], language=language)
    lines = [json.loads(line) for line in b"".join(streams.json_lines(read(name, language))).splitlines()]
    table = of_csv(b"".join(streams.comma_separated(read(name, language))).decode())
    sheet = of_xlsx(b"".join(streams.workbook(read(name, language))))

    assert lines == [plain(row) for row in told]
    assert len(table) == len(sheet) == len(told)
    for row, cells, sheet_row in zip(told, table, sheet, strict=True):
        for key, value in row.items():
            assert cells[key] == written(value), (name, key)
            assert sheet_row.get(key) == cell(value), (name, key)


def test_the_database_and_python_write_the_same_csv(published):
    for name in NAMES:
        one = read(name)
        assert (one.texts is None) == (name in BY_PYTHON)
        by_python = b"".join(streams.comma_separated(replace(one, texts=None)))
        assert b"".join(streams.comma_separated(one)) == by_python, name


def test_a_value_that_is_put_together_is_worked_out_once_for_its_guard(db):
    statement, _parameters = read("answers").cells()

    assert statement.count("split_part") == 2  # the month of a citation, in each language


def test_a_file_is_one_question_within_one_view_of_the_data(published, django_assert_num_queries):
    for name in NAMES:
        for stream in (streams.comma_separated, streams.json_lines):
            how = read(name)
            copied = how.texts is not None and stream is streams.comma_separated
            with django_assert_num_queries(3 if copied else 4):  # SAVEPOINT, SET LOCAL, (SELECT), RELEASE
                list(stream(how))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1 and so on", "- a list", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "'", "''"]
)
def test_what_a_spreadsheet_would_calculate_is_neutralised_and_can_be_undone(text):
    assert guarded(text) == f"'{text}"
    assert bare(guarded(text)) == text


@pytest.mark.parametrize("text", ["Plain", "1+1", "", " =1", "a'b", "–5"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text == bare(guarded(text))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, None), ("", None), (-5, -5), (2.5, 2.5), (True, True), ([8, 9], "8;9"), ([], None), (["-a"], "'-a"),
        (date(2026, 2, 3), "2026-02-03"), (datetime(2026, 2, 3, 4, 5, tzinfo=UTC), "2026-02-03T04:05:00Z"),
        ([{"a": "=1"}], '[{"a":"=1"}]'),
    ],
)  # fmt: skip
def test_a_value_as_a_cell(value, told):
    assert cell(value) == told


def test_no_cell_begins_a_formula(published):
    text = b"".join(streams.comma_separated(read("answers"))).decode()
    book = openpyxl.load_workbook(io.BytesIO(b"".join(streams.workbook(read("answers")))))

    assert "'=HYPERLINK" in text
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [value for value in row if value[:1] and value[:1] in "=+-@\t\r"]
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [found.value for found in row if found.data_type == "f"]
            assert not [v for found in row if isinstance(v := found.value, str) and v[:1] in ("=", "+", "-", "@")]


def test_numbers_stay_numbers_in_a_workbook(published):
    row = of_xlsx(b"".join(streams.workbook(read("figures"))))[0]

    assert (row["number"], row["value"], row["objective"], row["is_current"]) == (12.5, "12.5", 8, True)


def test_letters_of_every_kind_survive(db):
    title = 'Ñandú, "quoted"; \n日本 \U0001f600 & <b>'
    Source.objects.create(code="odd", title_en=title, title_es="\\.")
    table = of_csv(b"".join(streams.comma_separated(read("sources"))).decode())
    sheet = of_xlsx(b"".join(streams.workbook(read("sources"))))

    assert table[0]["title_en"] == title
    assert table[0]["title_es"] == "\\."
    assert sheet[0]["title_en"] == title


def test_a_cell_too_long_for_a_workbook_says_that_it_was_cut(db):
    Practice.objects.create(code="long", title_en="T", status=Practice.Status.PUBLISHED, summary_en="x" * 40_000)
    told = of_xlsx(b"".join(streams.workbook(read("practices"))))[0]["summary_en"]

    assert len(told) == streams.LETTERS_OF_A_CELL
    assert told.endswith(streams.CUT)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(db, monkeypatch):
    monkeypatch.setattr(streams, "ROWS_OF_A_SHEET", 2)
    Source.objects.bulk_create(Source(code=f"s{n}", title_en="T") for n in range(5))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(streams.workbook(read("sources"), [("About", "it")]))))

    assert book.sheetnames == ["data", "data 2", "data 3", "about"]
    assert [sheet.max_row for sheet in book] == [3, 3, 2, 1]


def test_an_empty_list_has_its_names(db):
    assert b"".join(streams.comma_separated(read("sources"))).decode().startswith("id,code,title_en")
    assert list(streams.json_lines(read("sources"))) == []
    assert of_xlsx(b"".join(streams.workbook(read("sources")))) == []
    nothing = reading(RESOURCES["sources"], RESOURCES["sources"].rows(PUBLIC).none())
    assert len(list(streams.comma_separated(nothing))) == 1


@pytest.fixture
def many(db):
    Source.objects.bulk_create(Source(code=f"s{n:05}", title_en="word " * 40) for n in range(20_000))


@pytest.mark.parametrize("stream", [streams.comma_separated, streams.json_lines])
def test_memory_does_not_grow_with_the_list(many, stream):
    pieces = stream(read("sources"))
    next(pieces)
    tracemalloc.start()
    size = sum(map(len, pieces))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size > 5_000_000
    assert most < size / 1.2


def test_a_reader_who_goes_away_ends_the_statement(many, django_assert_num_queries):
    before = active_count()
    pieces = streams.comma_separated(read("sources"))
    next(pieces)
    next(pieces)
    pieces.close()

    assert active_count() == before
    assert Source.objects.count() == 20_000
