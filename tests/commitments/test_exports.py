"""What lists tell of what became of commitments."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from commitments.models import Commitment
from sources.models import Source
from tests.api.conftest import Caller, caller_of  # noqa: F401

SINCE = (timezone.now() - timedelta(days=1)).isoformat()


@pytest.fixture
def noted(world) -> Commitment:
    row = Commitment.objects.create(code="c.1", reference="M, 1", kind="follow_up", readers="public", text_en="To act")
    source = Source.objects.create(code="s", title_en="S")
    row.notes.create(on=date(2024, 3, 1), status="open", text_en="Zebra begun", source=source)
    row.notes.create(on=date(2024, 4, 1), status="open", text_en="Among us", country=world.countries["A"])
    return row


def codes(caller, **query) -> list[str]:
    return [row["code"] for row in caller.get("commitment-notes", query).json()["results"]]


def test_notes_with_their_evidence_are_a_list_and_a_members_statement_is_told_to_members(noted, world, caller_of):  # noqa: F811
    open_note, own = noted.notes.order_by("on")
    rows = Caller().get("commitment-notes").json()["results"]

    assert [(row["commitment"], row["on"], row["text_en"], row["source"]) for row in rows] == [
        ("c.1", "2024-03-01", "Zebra begun", "s")
    ]
    assert codes(caller_of(world.other_focal_point)) == [f"c.1.{open_note.pk}", f"c.1.{own.pk}"]


def test_notes_are_found_by_their_words_in_search_and_interface(noted):
    assert codes(Caller(), q="zebra") == codes(Caller(), commitment="c.1") != []
    assert codes(Caller(), q="among") == codes(Caller(), status="fulfilled") == []
    assert "M, 1" in Client().get("/en/search/?q=zebra").text


def test_notes_leave_with_their_commitment_and_a_members_statement_leaves_no_trace(noted, world):
    shown = noted.notes.get(country=None)
    Commitment.objects.filter(code="c.1").update(readers="members")
    rows = Caller().get("commitment-notes", {"updated_since": SINCE}).json()["results"]

    assert [(row["id"], row["code"], row["ending"]) for row in rows] == [
        (str(shown.uid), f"c.1.{shown.pk}", "withdrawn")
    ]


def test_a_members_statement_moves_nothing_of_the_publics(noted, world):
    before = Client().get("/en/commitments/c.1/")["ETag"]
    noted.notes.create(on=date(2024, 5, 1), status="open", country=world.countries["B"])

    assert Client().get("/en/commitments/c.1/")["ETag"] == before
