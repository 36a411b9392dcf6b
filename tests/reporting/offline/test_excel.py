"""The form as an Excel workbook: out, edited, and back with exactly the edit; and what people do to workbooks."""

import datetime as dt

import pytest
from openpyxl.styles import Protection

from reporting.actions.answers import save_item
from reporting.enums import AnswerKind
from reporting.models import AnswerItem, AnswerText
from tests.factories import fill, text_of, write
from tests.factories.work import answer_on
from tests.reporting.offline.samples import (
    answered,
    compared,
    excel_form,
    in_excel,
    sheet_row,
    standings,
    taken,
)  # fmt: skip

FIGURE = {"label_en": "Permits", "label_es": "Permisos", "value": "10", "unit": "", "year": "2024", "source": "A",
          "address": ""}  # fmt: skip


@pytest.fixture
def focal(world):
    return world.focal_point


@pytest.fixture
def form(world, focal):
    return excel_form(world.a, focal, languages=["en"])


def items_sheet(book, question):
    return next(sheet for sheet in book.worksheets if sheet.cell(1, 1).value == f"rcm-items:{question}")


def column(sheet, name):
    return next(c for c in range(1, 30) if sheet.cell(1, c).value == f"rcm-{name}")


def added(question, place=3, **values):
    def edit(book):
        sheet = items_sheet(book, question)
        for name, value in values.items():
            sheet.cell(place, column(sheet, name)).value = value

    return edit


def test_what_is_typed_chosen_and_added_comes_back_and_nothing_else(world, focal, form):
    before = set(AnswerText.objects.values_list("pk", "text"))
    content = in_excel(
        form,
        answered("9/progress/en", "Line one\n“Line two” – ñ 😀"),
        answered("9/reported/marks", "reported".capitalize()),
        answered("9/challenge_tags/marks#data_gap", "x"),
        added("figures", **{"for": 9, "label_en": "Permits", "value": 0.26, "year": 2025, "source": "Ministry A"}),
    )

    taken(content, world.a, focal)

    row = text_of(world.a, "progress", 9)
    assert row.text == "Line one\n“Line two” – ñ 😀"
    assert {pk for pk, _text in set(AnswerText.objects.values_list("pk", "text")) - before} == {row.pk}
    assert answer_on(world.a, "reported", 9).kind == AnswerKind.REPORTED
    assert answer_on(world.a, "challenge_tags", 9).choices == ["data_gap"]
    figure = AnswerItem.objects.get()
    assert (figure.answer.objective_id, figure.data["value"], figure.data["year"]) == (9, "0.26", "2025")


def test_a_workbook_that_nobody_touched_changes_nothing(world, focal):
    fill(world, world.a, 8)
    save_item(answer=answer_on(world.a, "figures", 8), data=FIGURE, by=focal)

    found = compared(excel_form(world.a, focal), world.a, focal)

    assert standings(found) == {}
    assert found.loose == []


def test_a_text_longer_than_a_cell_goes_through_several_rows(world, focal):
    text = "\n".join(f"A line of words that goes on, 😀 number {n}" for n in range(1200))
    write(world, world.a, "progress", text, 8)
    form = excel_form(world.a, focal, languages=["en"])

    assert standings(compared(form, world.a, focal)) == {}
    assert standings(compared(in_excel(form, answered("8/progress/en#0", "Shorter. ")), world.a, focal)) == {
        "8/progress/en": "changed"
    }


def test_a_cell_of_32767_signs_is_taken_whole(world, focal, form):
    taken(in_excel(form, answered("8/progress/en", "ñ" * 32_767)), world.a, focal)

    assert text_of(world.a, "progress", 8).text == "ñ" * 32_767


def test_the_order_of_sheets_rows_and_columns_does_not_matter(world, focal, form):
    def turn(book):
        book._sheets.reverse()
        sheet, row = sheet_row(book, "8/progress/en")
        values = [sheet.cell(row, c).value for c in range(1, 8)]
        sheet.delete_rows(row)
        sheet.append(values)
        sheet.insert_cols(3)

    found = compared(in_excel(form, answered("8/progress/en", "Moved"), turn), world.a, focal)

    assert standings(found) == {"8/progress/en": "new"}


def test_deleted_rows_keep_what_the_portal_holds(world, focal):
    fill(world, world.a, 8)

    def delete(book):
        sheet, row = sheet_row(book, "8/progress/en")
        sheet.delete_rows(row, 2)

    assert standings(compared(in_excel(excel_form(world.a, focal), delete), world.a, focal)) == {}


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (dt.datetime(2025, 3, 1), "dd/mm/yyyy", "2025-03-01"),
        (dt.datetime(2025, 3, 1, 14, 30), "m/d/yy h:mm", "2025-03-01 14:30"),
        (0.265, "0.0%", "26.5%"),
        (1200, "#,##0", "1200"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        ("\u200f1,200\u200e", "@", "\u200f1,200\u200e"),
        ("=not a formula", "@", "=not a formula"),
    ],
)
def test_values_of_other_kinds_are_read_as_a_person_sees_them(world, focal, value, form, said):
    def edit(book):
        sheet, row = sheet_row(book, "8/progress/en")
        cell = sheet.cell(row, 7)
        cell.value = value
        cell.number_format = form
        if isinstance(value, str):
            cell.data_type = "s"

    found = compared(in_excel(excel_form(world.a, focal, languages=["en"]), edit), world.a, focal)

    assert [row.sent for row in found.of("new")] == [said]


def test_marks_of_writing_direction_do_not_hide_a_choice_or_a_code(world, focal, form):
    def edit(book):
        sheet, row = sheet_row(book, "8/challenge_tags/marks#data_gap")
        sheet.cell(row, 1).value = "\u200e8/challenge_tags/marks#data_gap"
        sheet.cell(row, 6).value = "\u200fx"

    content = in_excel(form, edit, answered("8/reported/marks", "\u200eReported\u200f"))

    assert standings(compared(content, world.a, focal)) == {"8/reported/marks": "new", "8/challenge_tags/marks": "new"}


def test_a_formula_without_a_result_says_nothing_and_is_told(world, focal, form):
    found = compared(in_excel(form, answered("8/progress/en", '="a"&"b"')), world.a, focal)

    row = next(row for row in found.rows if row.key == "8/progress/en")
    assert (row.sent, row.standing) == ("", "unchanged")
    assert row.reasons == ["The cell holds an error instead of a value."]


def test_merged_and_erroneous_cells_are_not_guessed_at(world, focal, form):
    def edit(book):
        sheet, row = sheet_row(book, "8/progress/en")
        sheet.cell(row, 7).value = "Over two rows"
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=7, end_column=7)
        sheet, row = sheet_row(book, "9/progress/en")
        sheet.cell(row, 7).value = "#REF!"
        sheet.cell(row, 7).data_type = "e"

    found = standings(compared(in_excel(form, edit), world.a, focal))

    assert found == dict.fromkeys(("8/progress/en", "8/challenges/en", "9/progress/en"), "not_understood")


def test_taking_the_protection_off_opens_nothing_that_was_locked(world, form, focal):
    fill(world, world.a, 8)

    def edit(book):
        for sheet in book.worksheets:
            sheet.protection.disable()
        sheet, row = sheet_row(book, "9/progress/en")
        sheet.cell(row, 4).value = "Another question"
        sheet.cell(row, 3).protection = Protection(locked=False)

    assert standings(compared(in_excel(form, edit), world.a, focal)) == {}


def test_an_answer_that_is_no_choice_and_a_code_that_is_none_are_told(world, focal, form):
    content = in_excel(
        form, answered("8/reported/marks", "Perhaps"), answered("9/progress/en", "Text"),
        lambda book: sheet_row(book, "9/progress/en")[0].cell(sheet_row(book, "9/progress/en")[1], 1, "9/nothing/en"),
    )  # fmt: skip

    found = compared(content, world.a, focal)

    assert standings(found) == {"8/reported/marks": "not_understood"}
    assert found.loose == ["9/nothing/en: Text"]


def test_rows_that_are_changed_emptied_or_wrong(world, focal):
    figures = answer_on(world.a, "figures", 8)
    first = save_item(answer=figures, data=FIGURE, by=focal)
    second = save_item(answer=figures, data=FIGURE | {"value": "20"}, by=focal)
    form = excel_form(world.a, focal)
    blank = dict.fromkeys(("label_en", "label_es", "value", "year", "source"), None)
    content = in_excel(
        form, added("figures", 3, value="11"), added("figures", 4, **blank),
        added("figures", 5, **{"for": "Objective 9", "label_en": "No source", "value": 3}),
        added("figures", 6, **{"for": None, "label_en": "Nowhere", "value": 3}),
    )  # fmt: skip

    found = compared(content, world.a, focal)

    assert standings(found) == {
        f"8/figures/items#{first.pk}": "changed",
        f"8/figures/items#{second.pk}": "emptied",
        "9/figures/items#new1": "not_understood",
    }
    assert any("Nowhere" in line for line in found.loose)
    assert "source" in found.of("not_understood")[0].reasons[0]

    taken(content, world.a, focal, all="file")

    assert [item.data["value"] for item in figures.items.all()] == ["11"]
