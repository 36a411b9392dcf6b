"""Going on with a text is one statement; whatever is otherwise is left to `save_text`, and nothing is changed."""

import pytest

from common.errors import Conflict
from common.text import MAX_CHARACTERS
from reporting.actions.answers import save_text
from reporting.actions.cycles import close_call, state_intention
from reporting.actions.going_on import keep_writing
from reporting.enums import AssignmentStatus
from reporting.models import Answer, AnswerText
from tests.factories import sitting_in, text_of, write
from tests.factories.work import answer_on

History = AnswerText.pgh_event_model


@pytest.fixture
def begun(world) -> Answer:
    """Country A has begun to answer, in English."""
    write(world, world.a, "progress", "Begun", 8)
    return answer_on(world.a, "progress", 8)


def keep(world, answer, text="Begun and more", *, version=1, language="en", by=None):
    by = sitting_in(by or world.focal_point)
    return keep_writing(answer=answer.pk, language=language, text=text, version=version, by=by)


def test_the_text_goes_on_under_its_next_version(world, begun):
    assert keep(world, begun) == 2
    assert keep(world, begun, "", version=2) == 3

    row = text_of(world.a, "progress", 8)
    assert (row.text, row.version, row.updated_by) == ("", 3, world.focal_point.user)


def test_each_version_has_its_row_of_history_with_who_and_when(world, begun):
    before = text_of(world.a, "progress", 8).updated_at
    keep(world, begun)

    event = History.objects.filter(pgh_obj__answer=begun, language="en").latest("pgh_id")

    assert (event.text, event.version, event.updated_by) == ("Begun and more", 2, world.focal_point.user)
    assert event.updated_at > before


def test_it_stores_what_save_text_would_store(world, begun):
    pasted = "One\r\n\r\n\r\n• first   "
    write(world, world.b, "progress", "Begun", 8)

    keep(world, begun, pasted)
    write(world, world.b, "progress", pasted, 8)

    ours, theirs = text_of(world.a, "progress", 8), text_of(world.b, "progress", 8)
    assert ours.text == "One\n\n- first"
    for name in ("text", "version", "state", "based_on"):
        assert getattr(ours, name) == getattr(theirs, name)


def refused(world, answer, **changed) -> None:
    """None, and neither the text nor its history has moved."""
    rows = AnswerText.objects.order_by("pk").values_list("pk", "text", "version", "updated_at")
    before, events = list(rows), History.objects.count()

    assert keep(world, answer, **changed) is None

    assert list(rows) == before
    assert History.objects.count() == events


def test_a_stale_version_is_left_to_the_action_that_shows_both_texts(world, begun):
    keep(world, begun)

    refused(world, begun, text="Mine", version=1)
    with pytest.raises(Conflict) as conflict:
        save_text(answer=begun, language="en", text="Mine", version=1, by=world.focal_point)
    assert (conflict.value.stored, conflict.value.submitted) == ("Begun and more", "Mine")


@pytest.mark.parametrize(
    "changed",
    [{"text": "Begun"}, {"version": -1}, {"version": 7}, {"language": "es", "version": 0}, {"language": "fr"},
     {"text": "x" * (MAX_CHARACTERS + 1)}, {"text": "Bell\x07"}],
    ids=["the same text", "no version", "a later version", "a translation", "no language", "too long", "a remark"],
)  # fmt: skip
def test_whatever_is_no_going_on_is_left(world, begun, changed):
    refused(world, begun, **changed)


def test_a_first_text_is_left(world):
    refused(world, answer_on(world.a, "challenges", 9), version=0)


def test_text_beside_an_answer_without_a_kind_is_left(world, begun):
    Answer.objects.filter(pk=begun.pk).update(kind="")

    refused(world, begun)


@pytest.mark.parametrize(
    "role", ["contributor", "clearer", "translator", "other_focal_point", "secretariat", "presidency", "anonymous"]
)
def test_nobody_but_the_countrys_focal_point_goes_on(world, begun, role):
    refused(world, begun, by=getattr(world, role))


def test_nobody_goes_on_when_the_call_is_closed(world, begun):
    close_call(call=world.call, by=world.secretariat)

    refused(world, begun)


def test_nobody_goes_on_in_a_state_in_which_the_table_lets_nobody_write(world, begun):
    state_intention(assignment=world.a, intention=AssignmentStatus.WILL_NOT_REPORT, remark="", by=world.focal_point)

    refused(world, begun)
