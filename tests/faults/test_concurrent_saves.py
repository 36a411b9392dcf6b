"""Fifty people save twenty times each, all at once: no word is lost and every conflict is shown."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from common.errors import Conflict
from reporting.actions.answers import save_text
from reporting.actions.going_on import keep_writing
from reporting.models import AnswerText
from tests.factories.seats import sitting_in
from tests.factories.work import answer_on, text_of

EDITORS, SAVES, TEXTS = 50, 20, 5


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_fifty_editors_with_twenty_saves_each_lose_nothing(world):
    """Each editor appends words of their own to the text they last saw; after a conflict, to the one they are shown.

    They save as the page does: in one statement where that will do, else through all the questions.
    """
    rows = [text_of(world.a, "progress", number) for number in range(1, TEXTS + 1)]
    answers = [answer_on(world.a, "progress", number) for number in range(1, TEXTS + 1)]
    start, sitting = Barrier(EDITORS), sitting_in(world.focal_point)

    def edit(editor: int) -> tuple[int, int]:
        which = editor % TEXTS
        version, text, accepted, conflicts = 0, "", 0, 0
        start.wait(120)
        try:
            for save in range(SAVES):
                word = f"e{editor}s{save}"
                while True:
                    answer, mine = answers[which], f"{text} {word}".strip()
                    sent = {"language": "en", "text": mine, "version": version}
                    try:
                        version = (
                            keep_writing(answer=answer.pk, by=sitting, **sent)
                            or save_text(answer=answer, by=world.focal_point, **sent).version
                        )
                    except Conflict as conflict:
                        version, text, conflicts = conflict.version, conflict.stored, conflicts + 1
                    else:
                        text, accepted = mine, accepted + 1
                        break
        finally:
            connection.close()
        return accepted, conflicts

    with ThreadPoolExecutor(EDITORS) as pool:
        outcome = list(pool.map(edit, range(EDITORS)))

    assert sum(accepted for accepted, _ in outcome) == EDITORS * SAVES
    assert sum(conflicts for _, conflicts in outcome) > 0
    for which, row in enumerate(rows):
        row.refresh_from_db()
        expected = {f"e{editor}s{save}" for editor in range(which, EDITORS, TEXTS) for save in range(SAVES)}
        assert set(row.text.split()) == expected
        history = AnswerText.pgh_event_model.objects.filter(pgh_obj=row).order_by("pgh_id")
        versions = [event.version for event in history if event.version]
        assert versions == list(range(1, row.version + 1))
