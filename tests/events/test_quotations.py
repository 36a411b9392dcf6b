"""Is a quotation of a conclusion what the stored original says?"""

import pytest
from django.urls import reverse

from accounts.seats import PUBLIC
from events.models import Conclusion, Event
from events.quotations import LONGEST, check_quotation
from tests.counts import VISITOR

ORIGINAL = (
    "To take note of Mexico's proposal to hold a II Workshop on the results and contributions of the RCM to be "
    "delivered at the IMRF, with the support of IOM."
)
SPANISH = "Tomar nota de la propuesta de celebrar un II Taller sobre los resultados y aportes, con el apoyo de la OIM."


@pytest.fixture
def meeting(world):
    event = Event.objects.create(
        code="m", kind="meeting", name_en="Meeting M", starts="2021-12-01", audience="public", conclusions_public=True
    )
    Conclusion.objects.create(event=event, order=1, reference="6.a", text_en=ORIGINAL, text_es=SPANISH)
    Conclusion.objects.create(event=event, order=2, reference="7.h", text_en="Workshop on Reintegration, in México.")
    Conclusion.objects.create(event=event, order=3, reference="12", text_en="To thank the Government of Mexico.")
    return event


def named(found):
    return [(one.line.reference, one.language, one.exact, one.part) for one in found]


@pytest.mark.parametrize(
    ("quoted", "part"),
    [
        (ORIGINAL, False),
        (f"“{ORIGINAL}”", False),
        (ORIGINAL.replace("'", "’").replace(" the ", "  the\n"), False),
        (ORIGINAL.rstrip("."), False),
        ("to take note of Mexico's proposal to hold a II Workshop", True),
        ("To hold a II Workshop", True),
        ("to hold a II Workshop on the results and contributions of the RCM", True),
    ],
)
def test_spaces_marks_the_first_capital_and_the_last_stop_do_not_count(meeting, quoted, part):
    assert named(check_quotation(quoted, PUBLIC)) == [("6.a", "en", True, part)]


def test_where_the_words_part_is_shown_in_the_order_of_the_text(meeting):
    found = check_quotation(ORIGINAL.replace("a II Workshop", "a 2nd Workshop"), PUBLIC)
    nearest = found[0]

    assert (nearest.line.reference, nearest.exact) == ("6.a", False)
    assert [piece for piece in nearest.pieces if piece[0]] == [("delete", "II"), ("insert", "2nd")]


def test_a_word_cut_in_two_is_no_part(meeting):
    assert not any(one.exact for one in check_quotation("take note of Mexico's proposal to hold a II Work", PUBLIC))


def test_a_spanish_quotation_is_compared_with_the_spanish_text(meeting):
    assert named(check_quotation(SPANISH, PUBLIC)) == [("6.a", "es", True, False)]


@pytest.mark.parametrize("text", ["", "   ", "“”", "Entirely other words about bridges and boats", "\x00", "%_\\"])
def test_what_is_like_nothing_finds_nothing(meeting, text):
    assert check_quotation(text, PUBLIC) == []


def test_only_what_the_reader_may_read_is_compared(world, meeting, client, client_of):
    Event.objects.update(conclusions_public=False)

    assert check_quotation(ORIGINAL, PUBLIC) == []
    assert check_quotation(ORIGINAL, world.observer) == []
    assert named(check_quotation(ORIGINAL, world.focal_point)) == [("6.a", "en", True, False)]
    address = reverse("portal:quotation")
    assert "II Workshop on the results" not in client.get(address, {"text": "II Workshop results"}).content.decode()


def test_the_page_says_it_and_keeps_what_was_pasted(meeting, client, django_assert_num_queries):
    address = reverse("portal:quotation")
    page = client.get(address, {"text": ORIGINAL.replace("II", "2nd")}).content.decode()

    assert "Differs from the original" in page
    assert "<ins>2nd</ins>" in page
    assert "<del>II</del>" in page
    assert "Conclusion 6.a, Meeting M" in page
    assert "It matches the item word for word." in client.get(address, {"text": ORIGINAL}).content.decode()
    assert "No conclusion that you may read" in client.get(address, {"text": "Bridges"}).content.decode()
    hostile = client.get(address, {"text": "<script>alert(1)</script>" * 200})
    assert "<script>alert" not in hostile.content.decode()
    assert len(hostile.context["text"]) == LONGEST
    with django_assert_num_queries(VISITOR + 2):
        client.get(address, {"text": ORIGINAL})
    with django_assert_num_queries(VISITOR):
        client.get(address)
