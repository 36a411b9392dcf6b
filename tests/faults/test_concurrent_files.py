"""Files that are confirmed at the same moment: one is taken in whole, the others are compared anew."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from reporting.actions.incoming import Outdated, send_file, take_file
from reporting.models import IncomingFile
from reporting.offline.compare import compare
from tests.factories.work import text_of
from tests.reporting.offline.samples import answered, excel_form, in_excel, in_word, typed, word_form

FILES = 4


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_of_files_confirmed_at_once_one_is_taken_whole_and_the_others_are_shown_anew(world):
    choice = {"languages": ["en"], "objectives": [8, 9], "whole": False}
    form, book = (make(world.a, world.focal_point, **choice) for make in (word_form, excel_form))
    codes = ("8/progress/en", "9/progress/en")
    contents = [
        in_word(form, *(typed(code, f"File {number}") for code in codes))
        if number % 2
        else in_excel(book, *(answered(code, f"File {number}") for code in codes))
        for number in range(FILES)
    ]
    rows = [send_file(assignment=world.a, content=one, name="f", by=world.focal_point) for one in contents]
    digests = [compare(row.said, world.a, by=world.focal_point).digest for row in rows]
    start = Barrier(FILES)

    def confirm(number: int) -> bool:
        row = IncomingFile.objects.get(pk=rows[number].pk)
        start.wait(120)
        try:
            take_file(row=row, decisions={}, digest=digests[number], by=world.focal_point)
        except Outdated:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(FILES) as pool:
        outcome = list(pool.map(confirm, range(FILES)))

    assert outcome.count(True) == 1
    winner = f"File {outcome.index(True)}"
    assert [text_of(world.a, "progress", number).text for number in (8, 9)] == [winner, winner]
    assert sorted(IncomingFile.objects.values_list("status", flat=True)) == ["read"] * (FILES - 1) + ["taken"]
