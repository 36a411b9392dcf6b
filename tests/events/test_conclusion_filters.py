"""Conclusions narrowed by what they do and whose proposal they were, the same in interface and files."""

import pytest

from accounts.models import Country
from events.models import Conclusion


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"verb": "thank"}, ["9"]),
        ({"verb": "approve,thank"}, ["7.q", "9"]),
        ({"verb": "nonsense"}, []),
        ({"proposer": "XXA"}, ["7.q"]),
        ({"proposer": "XXA,XXB", "disposition": "accepted"}, []),
        ({"disposition": "taken_note,accepted"}, ["7.q"]),
        ({"verb": "thank", "event": "other"}, []),
    ],
)
def test_what_an_item_does_and_whose_it_was(meeting, client, query, found):
    Conclusion.objects.filter(reference="7.q").update(
        proposer_country=Country.objects.get(code="XXA"), disposition="taken_note"
    )
    told = client.get("/api/v1/conclusions", query).json()["results"]
    file = client.get("/data/conclusions.jsonl", query)
    lines = (file.getvalue() if file.streaming else file.content).decode().splitlines()

    assert [row["reference"] for row in told] == found
    assert len([line for line in lines if '"reference"' in line]) == len(found)


def test_who_proposed_and_what_was_done_stand_in_the_row(meeting, client):
    Conclusion.objects.filter(reference="7.q").update(
        proposer_country=Country.objects.get(code="XXA"), disposition="taken_note"
    )
    told = {row["reference"]: row for row in client.get("/api/v1/conclusions").json()["results"]}

    assert (told["7.q"]["proposer"], told["7.q"]["disposition"]) == ("XXA", "taken_note")
    assert (told["9"]["proposer"], told["9"]["disposition"]) == (None, None)


def test_a_disposition_that_does_not_exist_is_an_error_with_its_name(meeting, client):
    response = client.get("/api/v1/conclusions", {"disposition": "rejected"})

    assert response.status_code == 400
    assert "disposition" in response.content.decode()
