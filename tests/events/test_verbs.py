"""What a conclusion does, read from its own words."""

import json
from pathlib import Path

import pytest

from events.verbs import BY_CODE, recognize, words_of

RECORD = Path(__file__).parents[2] / "fixtures" / "record" / "conclusions.json"
# What the data calls one kind of action, and the verb it is.
ACTIONS = {
    "urging": "urge", "thanks": "thank", "acceptance": "accept", "recommendation_to_VMM": "recommend",
    "mandate": "initiate", "take_note": "take_note", "recognition": "recognize", "welcome": "welcome",
    "encouragement": "encourage", "call": "call", "pending_consultation": "request",
}  # fmt: skip


def test_the_twelve_numbered_conclusions_have_the_verbs_the_data_names(conclusions_data):
    read = {str(c["number"]): recognize(c["text"]) for c in conclusions_data["conclusions"]}

    assert read == {str(c["number"]): c["verbs"] for c in conclusions_data["conclusions"]}


def test_lettered_items_have_the_verb_of_their_kind_among_theirs(conclusions_data):
    for conclusion in conclusions_data["conclusions"]:
        for item in conclusion["items"]:
            if (verb := ACTIONS.get(item["action_type"])) is not None:
                assert verb in recognize(item["text"]), item["ref"]


def test_english_and_spanish_of_the_record_say_the_same_verbs():
    rows = [row for row in json.loads(RECORD.read_text(encoding="utf-8")) if row["role"] == "item"]

    assert len(rows) == 59
    for row in rows:
        assert set(recognize(row["text_es"], "es")) == set(row["verbs"]), row["reference"]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Review, approve and disseminate the campaign.", ["review", "approve", "disseminate"]),
        ("To encourage members to share practices and approve them.", ["encourage", "approve"]),
        ("To thank the host, and to invite it to continue.", ["thank", "invite"]),
        ("To urge members to actively participate in reviewing what they adopt.", ["urge"]),
        ("Workshop on Reintegration, in Mexico, with the support of IOM.", []),
        ("Updated guidelines.", []),
        ("", []),
    ],
)
def test_a_verb_counts_where_a_clause_opens_with_it(text, verbs):
    assert recognize(text) == verbs


def test_verbs_are_said_in_the_readers_language_and_an_unknown_code_as_it_stands():
    assert words_of(["take_note", "something"]) == [str(BY_CODE["take_note"].label), "something"]
