"""Moves, new paragraphs and amendments to amendments: whatever the order, the same text or a clash that is named."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Country
from common.errors import Refused
from declarations.actions.amendments import table_amendment, withdraw_amendment
from declarations.actions.consolidation import Made, decide, outcome_of, prepare_next_draft
from declarations.actions.drafts import close_amendments
from declarations.consolidation import consolidate
from declarations.enums import AmendmentStatus, Kind, Operation, Outcome
from declarations.models import Amendment, Decision, Paragraph
from declarations.queries.proposals import redline_of
from tests.factories.declarations import amend, circulated, paragraph

EN = "To develop a follow-up mechanism within the Conference;"
TAKE = Made(Outcome.TAKEN)


@pytest.fixture
def draft(world):
    return circulated(world)


def after_taking(world, draft, *rows):
    draft.refresh_from_db()
    close_amendments(draft=draft, by=world.presidency)
    for row in rows:
        row.draft.refresh_from_db()
        decide(amendment=row, made=TAKE, version=0, by=world.secretariat)
    return draft


def made_of(world, draft, *rows):
    return prepare_next_draft(draft=after_taking(world, draft, *rows), by=world.presidency)


def beginnings(draft):
    return [row.text_en[:9] for row in draft.paragraphs.order_by("order")]


def move(world, draft, handle, after, by=None, **more):
    return amend(world, draft, handle, by=by, operation=Operation.MOVE,
                 after=paragraph(draft, after) if after else None, **more)  # fmt: skip


def test_a_paragraph_moves_with_its_sub_paragraphs(world, draft):
    row = move(world, draft, "1", "2")

    assert beginnings(made_of(world, draft, row))[3:7] == ["To report", "To establ"[:9], "in each c", "in the re"]


def test_a_sub_paragraph_moves_alone(world, draft):
    row = move(world, draft, "1.a", "2")

    assert beginnings(made_of(world, draft, row))[3:7] == ["To establ", "in the re", "To report", "in each c"]


def test_nothing_comes_between_a_paragraph_and_its_sub_paragraphs(world, draft):
    new = amend(
        world, draft, "", operation=Operation.INSERT, kind=Kind.OPERATIVE, after=paragraph(draft, "1"), en="To meet;"
    )
    sub = amend(
        world, draft, "", operation=Operation.INSERT, kind=Kind.SUB, after=paragraph(draft, "1"), en="first of all;"
    )

    assert beginnings(made_of(world, draft, new, sub))[3:8] == [
        "To establ", "first of ", "in each c", "in the re", "To meet;",
    ]  # fmt: skip


def test_one_that_moves_behind_a_moved_one_stands_behind_it_whoever_proposes_it(world, draft):
    """Country A's label comes first, so that its move must wait for Country B's."""
    rows = [move(world, draft, "H1", "2"), move(world, draft, "2", "PP1", by=world.other_focal_point)]

    assert beginnings(made_of(world, draft, *rows))[1:4] == ["Recalling", "To report", "Agree:"]


def test_two_that_want_to_stand_behind_each_other_clash_and_stay(world, draft):
    rows = [move(world, draft, "PP1", "2"), move(world, draft, "2", "PP1", by=world.other_focal_point)]
    draft = after_taking(world, draft, *rows)
    clashes = [clash.labels for result in outcome_of(draft) for clash in result.clashes]

    assert set(clashes) == {("XXA-1", "XXB-1")}
    with pytest.raises(Refused, match="XXA-1 – XXB-1"):
        prepare_next_draft(draft=draft, by=world.presidency)


def test_a_move_to_where_it_stands_is_refused(world, draft):
    with pytest.raises(Refused, match="another paragraph"):
        move(world, draft, "2", "2")
    for handle, after in (("PP1", "CH1"), ("2", "1.b"), ("2", "1"), ("1", "1.a")):
        with pytest.raises(Refused, match="stands there already"):
            move(world, draft, handle, after)


def test_a_moved_paragraph_goes_over_to_the_next_draft_as_an_open_move(world, draft):
    move(world, draft, "2", "PP1")
    gone = amend(world, draft, "PP1", by=world.other_focal_point, operation=Operation.DELETE)
    made = made_of(world, draft, gone)
    copy = made.amendments.get()

    assert (copy.status, copy.operation, copy.after.text_en[:4]) == (AmendmentStatus.TABLED, "move", "The ")


# Amendments to amendments


def test_one_that_speaks_one_language_leaves_the_other_to_the_amended(world, draft):
    first = amend(world, draft, "1", en=EN, es="Desarrollar un mecanismo;")
    second = amend(world, draft, "", by=world.other_focal_point, to=first, en=EN.replace("within", "of"))
    made = made_of(world, draft, first, second)

    assert (paragraph(made, "1").text_en, paragraph(made, "1").text_es) == (second.text_en, "Desarrollar un mecanismo;")


def test_a_proposed_new_paragraph_is_amended_in_its_turn(world, draft):
    first = amend(world, draft, "", operation=Operation.INSERT, kind=Kind.OPERATIVE, after=paragraph(draft, "2"),
                  en="To meet in spring;", es="Reunirse en primavera;")  # fmt: skip
    second = amend(world, draft, "", by=world.other_focal_point, to=first, en="To meet in autumn;")

    assert (second.operation, second.base_en) == ("insert", first.text_en)
    assert redline_of(second, "en") == [("", "To meet in "), ("delete", "spring"), ("insert", "autumn"), ("", ";")]
    made = made_of(world, draft, first, second)
    born = paragraph(made, "3")
    assert (born.text_en, born.text_es) == ("To meet in autumn;", "Reunirse en primavera;")
    assert made.paragraphs.count() == draft.paragraphs.count() + 1


def test_two_that_amend_a_new_paragraph_are_both_in_or_clash(world, draft):
    first = amend(world, draft, "", operation=Operation.INSERT, kind=Kind.OPERATIVE, after=paragraph(draft, "2"),
                  en="To meet in spring at noon;")  # fmt: skip
    rows = [amend(world, draft, "", by=world.other_focal_point, to=first, en=text) for text in
            ("To meet in autumn at noon;", "To meet in spring at dawn;", "To meet in winter at noon;")]  # fmt: skip
    draft = after_taking(world, draft, first, *rows[:2])
    texts = [one.texts["en"] for one in outcome_of(draft) if one.paragraph is None]
    assert texts == ["To meet in autumn at dawn;"]
    decide(amendment=rows[2], made=TAKE, version=0, by=world.secretariat)

    assert [clash.labels for one in outcome_of(draft) for clash in one.clashes] == [("XXB-1", "XXB-3")]


def test_what_amends_a_new_paragraph_that_was_taken_amends_it_in_the_next_draft(world, draft):
    first = amend(world, draft, "", operation=Operation.INSERT, kind=Kind.OPERATIVE, after=paragraph(draft, "2"),
                  en="To meet in spring;")  # fmt: skip
    amend(world, draft, "", by=world.other_focal_point, to=first, en="To meet in autumn;")
    made = made_of(world, draft, first)
    copy = made.amendments.get()

    assert (copy.operation, copy.paragraph, copy.to, copy.status) == ("replace", paragraph(made, "3"), None, "tabled")
    assert (copy.base_en, copy.text_en) == ("To meet in spring;", "To meet in autumn;")


def test_what_amends_a_new_paragraph_that_was_not_taken_asks_its_authors(world, draft):
    first = amend(world, draft, "", operation=Operation.INSERT, kind=Kind.OPERATIVE, after=paragraph(draft, "2"),
                  en="To meet in spring;")  # fmt: skip
    amend(world, draft, "", by=world.other_focal_point, to=first, en="To meet in autumn;")
    draft = after_taking(world, draft)
    first.draft.refresh_from_db()
    decide(amendment=first, made=Made(Outcome.NOT_TAKEN), version=0, by=world.secretariat)
    made = prepare_next_draft(draft=draft, by=world.presidency)

    assert [(row.status, row.to) for row in made.amendments.all()] == [(AmendmentStatus.STALE, None)]


def test_words_of_an_amendment_that_was_withdrawn_are_no_longer_amended(world, draft):
    first = amend(world, draft, "1", en=EN)
    second = amend(world, draft, "", by=world.other_focal_point, to=first, en=EN.replace("within", "of"), table=False)
    withdraw_amendment(amendment=first, by=world.focal_point)
    second = Amendment.objects.select_related("draft__declaration", "to", "paragraph", "country").get(pk=second.pk)

    with pytest.raises(Refused, match="was withdrawn"):
        table_amendment(amendment=second, by=world.other_focal_point)


# Any legal order

KINDS = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.SUB, Kind.OPERATIVE, Kind.SUB, Kind.THANKS)
PLACES = st.integers(0, len(KINDS) - 1)
ASKED = st.one_of(
    st.tuples(
        st.just(Operation.REPLACE), PLACES, st.sampled_from(["one two four", "zero two three", "one two three five"])
    ),
    st.tuples(st.just(Operation.DELETE), PLACES, st.none()),
    st.tuples(st.just(Operation.MOVE), PLACES, st.one_of(st.none(), PLACES)),
    st.tuples(st.just(Operation.INSERT), st.one_of(st.none(), PLACES), st.sampled_from([Kind.OPERATIVE, Kind.SUB])),
)


@settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ASKED, min_size=2, max_size=4))
def test_any_order_of_tabling_and_deciding_gives_the_same_text_or_the_same_clash(asked):
    rows = [Paragraph(kind=kind, text_en="one two three", order=order) for order, kind in enumerate(KINDS)]
    amendments = []
    for number, (operation, place, said) in enumerate(asked, start=1):
        row = Amendment(operation=operation, number=1, country=Country(code=f"XX{number}"), base_en="one two three")
        if operation == Operation.INSERT:
            row.after_id, row.kind, row.text_en, row.base_en = (
                (place is not None and rows[place].pk) or None,
                said,
                "new",
                "",
            )
        else:
            row.paragraph_id = rows[place].pk
            row.text_en = said if operation == Operation.REPLACE else ""
            if operation == Operation.MOVE:
                row.after_id = rows[said].pk if said is not None else None
        amendments.append(row)
    results = set()
    for order in permutations(amendments):
        decisions = [Decision(amendment=one, outcome=Outcome.TAKEN) for one in reversed(order)]
        made = consolidate(rows, order, decisions)
        results.add(tuple(
            (one.identity, one.kind, one.texts["en"], one.removed, tuple(clash.labels for clash in one.clashes),
             tuple(row.label for row in one.taken))
            for one in made
        ))  # fmt: skip
        # Nothing is lost and nothing stands twice.
        assert sorted(str(one.identity) for one in made if one.paragraph) == sorted(str(row.identity) for row in rows)

    assert len(results) == 1
