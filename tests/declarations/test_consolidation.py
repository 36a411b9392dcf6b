"""Consolidation: decisions as a set, the next draft with its record, what is open carried over."""

from datetime import timedelta
from itertools import permutations

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from common.errors import Conflict, Refused
from declarations.actions.amendments import (
    Wording,
    discard_draft,
    join_amendment,
    save_amendment,
    table_amendment,
    withdraw_amendment,
)
from declarations.actions.consolidation import Made, decide, outcome_of, prepare_next_draft, take_decision_back
from declarations.actions.drafts import circulate, close_amendments
from declarations.actions.outputs import freeze_output
from declarations.actions.positions import state_position
from declarations.actions.text import note_agreement
from declarations.consolidation import consolidate
from declarations.enums import AmendmentStatus, DraftStatus, Kind, Operation, Outcome, Pair, Stance
from declarations.models import Amendment, Decision, Paragraph
from notices.models import Notice
from publications.models import Edition
from tests.factories.declarations import amend, circulated, paragraph

EN = "To develop a follow-up mechanism within the Conference;"
ES = "Desarrollar un mecanismo de seguimiento en el marco de la Conferencia;"
OTHER = "To establish a follow-up mechanism within the region;"
TAKE = Made(Outcome.TAKEN)


@pytest.fixture
def draft(world):
    return circulated(world)


def close(world, draft):
    draft.refresh_from_db()
    close_amendments(draft=draft, by=world.presidency)


def taken(world, *amendments, made=TAKE):
    for row in amendments:
        row.draft.refresh_from_db()
        decide(amendment=row, made=made, version=0, by=world.secretariat)


def next_of(world, draft):
    draft.refresh_from_db()
    return prepare_next_draft(draft=draft, by=world.presidency)


def english(draft):
    return [row.text_en for row in draft.paragraphs.order_by("order")]


def test_taken_words_stand_in_the_next_draft_and_the_rest_as_before(world, draft):
    before = english(draft)
    row = amend(world, draft, "1", en=EN, es=ES)
    close(world, draft)
    taken(world, row)
    made = next_of(world, draft)

    assert made.number == 1
    assert made.status == DraftStatus.PREPARING
    assert english(made) == [EN if text.startswith("To establish") else text for text in before]
    identities = [list(one.paragraphs.order_by("order").values_list("identity", flat=True)) for one in (draft, made)]
    assert identities[0] == identities[1]
    assert paragraph(made, "1").pair == Pair.ALIGNED
    assert draft.status == DraftStatus.SUPERSEDED


def test_two_that_change_different_words_are_both_in(world, draft):
    rows = [amend(world, draft, "1", en=EN), amend(world, draft, "1", by=world.other_focal_point, en=OTHER)]
    close(world, draft)
    taken(world, *rows)

    assert paragraph(next_of(world, draft), "1").text_en == "To develop a follow-up mechanism within the region;"


def test_the_language_that_alone_was_changed_leads_and_the_other_is_stale(world, draft):
    row = amend(world, draft, "1", en=EN)
    close(world, draft)
    taken(world, row)
    found = paragraph(next_of(world, draft), "1")

    assert (found.source_language, found.pair) == ("en", Pair.STALE)
    assert found.text_es.startswith("Establecer")


def test_a_clash_of_taken_ones_stops_the_next_draft_until_one_is_taken_with_changes(world, draft):
    one = amend(world, draft, "1", en=EN)
    two = amend(world, draft, "1", by=world.other_focal_point, en=EN.replace("develop", "create"))
    close(world, draft)
    taken(world, one, two)
    with pytest.raises(Refused, match="XXA-1 – XXB-1"):
        next_of(world, draft)
    merged = Made(Outcome.MODIFIED, text_en=EN.replace("develop", "develop and create"))
    decide(amendment=one, made=merged, version=1, by=world.presidency)
    decide(amendment=two, made=Made(Outcome.SUBSUMED, into=one), version=1, by=world.presidency)

    assert paragraph(next_of(world, draft), "1").text_en == merged.text_en


def test_an_amendment_to_an_amendment_stands_for_both(world, draft):
    one = amend(world, draft, "1", en=EN)
    two = amend(world, draft, "", by=world.other_focal_point, to=one, en=EN.replace("within", "of"))
    close(world, draft)
    taken(world, one, two)

    assert paragraph(next_of(world, draft), "1").text_en == two.text_en


def test_paragraphs_come_go_and_move(world, draft):
    after = paragraph(draft, "PP1")
    new = [
        amend(world, draft, "", by=seat, operation=Operation.INSERT, kind=Kind.PREAMBULAR, after=after, en=text)
        for seat, text in ((world.other_focal_point, "Second,"), (world.focal_point, "First,"))
    ]
    gone = amend(world, draft, "1.a", operation=Operation.DELETE)
    moved = amend(world, draft, "2", operation=Operation.MOVE, after=after)
    close(world, draft)
    taken(world, *new, gone, moved)
    texts = [text[:9] for text in english(next_of(world, draft))]

    assert texts[:5] == ["The Membe", "Recalling", "First,", "Second,", "To report"]
    assert "in each c" not in texts


def test_leaving_a_paragraph_out_and_changing_it_clash(world, draft):
    rows = [amend(world, draft, "1", en=EN), amend(world, draft, "1", operation=Operation.DELETE)]
    close(world, draft)
    taken(world, *rows)

    assert [clash.labels for result in outcome_of(draft) for clash in result.clashes] == [("XXA-2", "XXA-1")]


@settings(
    derandomize=True,
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.sampled_from(
            [
                "To develop a follow-up mechanism within the Conference;",
                "To establish a strong mechanism within the Conference;",
                "We agree to establish a follow-up mechanism within the Conference;",
                "To establish a follow-up mechanism;",
            ]
        ),
        min_size=2,
        max_size=3,
    )
)
def test_decisions_in_any_order_give_the_same_text_or_the_same_clash(texts):
    base = "To establish a follow-up mechanism within the Conference;"
    row = Paragraph(kind=Kind.OPERATIVE, text_en=base)
    rows = [
        Amendment(paragraph=row, operation=Operation.REPLACE, text_en=text, base_en=base, number=number)
        for number, text in enumerate(texts, start=1)
    ]
    results = set()
    for order in permutations(rows):
        result = consolidate([row], order, [Decision(amendment=one, outcome=Outcome.TAKEN) for one in reversed(order)])[
            0
        ]
        results.add((result.texts["en"], tuple(clash.labels for clash in result.clashes)))

    assert len(results) == 1


def test_only_the_desk_decides_and_only_once_amendments_are_closed(world, draft):
    row = amend(world, draft, "1", en=EN)
    with pytest.raises(PermissionDenied, match="Circulated"):
        taken(world, row)
    close(world, draft)
    row.draft.refresh_from_db()
    with pytest.raises(PermissionDenied):
        decide(amendment=row, made=TAKE, version=0, by=world.focal_point)


def test_two_people_who_decide_at_once_are_told(world, draft):
    row = amend(world, draft, "1", en=EN)
    close(world, draft)
    taken(world, row)
    with pytest.raises(Conflict) as clash:
        decide(amendment=row, made=Made(Outcome.NOT_TAKEN), version=0, by=world.presidency)
    assert clash.value.stored.outcome == Outcome.TAKEN
    decide(amendment=row, made=Made(Outcome.NOT_TAKEN, remark="Later."), version=1, by=world.presidency)
    with pytest.raises(Conflict):
        decide(amendment=row, made=TAKE, version=1, by=world.secretariat)
    take_decision_back(amendment=row, by=world.secretariat)

    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (Made("nonsense"), "not in the list"),
        (Made(Outcome.MODIFIED), "with the changes"),
        (Made(Outcome.SUBSUMED), "Choose the text"),
    ],
)
def test_a_decision_says_enough(world, draft, made, why):
    row = amend(world, draft, "1", en=EN)
    close(world, draft)
    with pytest.raises(Refused, match=why):
        taken(world, row, made=made)


def test_what_was_withdrawn_cannot_be_decided(world, draft):
    row = amend(world, draft, "1", en=EN)
    close(world, draft)
    row.draft.refresh_from_db()
    withdraw_amendment(amendment=row, by=world.focal_point)
    with pytest.raises(Refused, match="Only a tabled"):
        taken(world, row)


def test_what_is_open_goes_over_with_its_words_brought_to_the_new_text(world, draft):
    one = amend(world, draft, "1", en=EN)
    two = amend(world, draft, "1", by=world.other_focal_point, en=OTHER)
    join_amendment(amendment=two, joins=True, by=world.focal_point)
    close(world, draft)
    taken(world, one)
    made = next_of(world, draft)
    copy = made.amendments.get()
    two.refresh_from_db()

    assert (copy.label, copy.status, two.status) == ("XXB-1", AmendmentStatus.TABLED, AmendmentStatus.CARRIED)
    assert copy.text_en == "To develop a follow-up mechanism within the region;"
    assert copy.base_en == EN
    assert copy.cosponsors.get().country == world.countries["A"]
    assert copy.carried_from == two


def test_where_the_words_have_gone_the_authors_are_asked(world, draft):
    one = amend(world, draft, "1", en=EN)
    two = amend(world, draft, "1", by=world.other_focal_point, en=EN.replace("develop", "create"))
    close(world, draft)
    taken(world, one)
    made = next_of(world, draft)
    copy = made.amendments.get()
    notice = Notice.objects.get(key=f"carried:{copy.pk}", user__email="focal_point_b@world.example")

    assert (copy.status, copy.text_en, copy.base_en) == (AmendmentStatus.STALE, two.text_en, two.base_en)
    assert "please look at it again" in notice.text_en


def test_a_stale_one_is_written_anew_and_tabled_under_its_number(world, draft):
    one = amend(world, draft, "1", en=EN)
    amend(world, draft, "1", by=world.other_focal_point, en=EN.replace("develop", "create"))
    close(world, draft)
    taken(world, one)
    made = next_of(world, draft)
    circulate(draft=made, until=timezone.now() + timedelta(days=3), by=world.presidency)
    copy = Amendment.objects.select_related("draft__declaration", "country", "paragraph").get(draft=made)
    copy = save_amendment(
        amendment=copy,
        wording=Wording(EN.replace("develop", "renew")),
        version=copy.version,
        by=world.other_focal_point,
    )
    table_amendment(amendment=copy, by=world.other_focal_point)

    assert (copy.label, copy.status, copy.base_en) == ("XXB-1", AmendmentStatus.TABLED, EN)


def test_new_words_for_a_stale_one_stay_with_the_delegation_until_it_tables_them(world, draft):
    """A clearer tables for some countries: what the focal point tries out beforehand is nobody else's."""
    one = amend(world, draft, "1", en=EN)
    two = amend(world, draft, "1", by=world.other_focal_point, en=EN.replace("develop", "create"))
    close(world, draft)
    taken(world, one)
    made = next_of(world, draft)
    circulate(draft=made, until=timezone.now() + timedelta(days=3), by=world.presidency)
    rows = Amendment.objects.select_related("draft__declaration", "country", "paragraph", "carried_from")
    stale = rows.get(draft=made)

    wording = Wording(EN.replace("develop", "renew"), reason="Not cleared")
    mine = save_amendment(amendment=stale, wording=wording, version=stale.version, by=world.other_focal_point)

    readers = [world.focal_point, world.secretariat, world.presidency]
    assert [Amendment.objects.visible_to(seat).filter(pk=mine.pk).exists() for seat in readers] == [False] * 3
    printed = freeze_output(draft=made, what="compilation", by=world.other_focal_point)
    assert "renew" not in str(printed.blocks)
    discard_draft(amendment=mine, by=world.other_focal_point)
    back = Amendment.objects.visible_to(world.secretariat).get(pk=mine.pk)
    assert (back.status, back.label, back.text_en, back.reason) == (AmendmentStatus.STALE, "XXB-1", two.text_en, "")


@pytest.mark.parametrize("act", [decide, take_decision_back])
def test_who_decides_while_the_next_draft_is_made_finds_that_it_is_made(world, draft, act):
    """The decision would count for no draft, and the amendment be carried over to none."""
    amend(world, draft, "1", en=EN)
    close(world, draft)
    row = Amendment.objects.select_related("draft__declaration", "country", "paragraph").get()
    next_of(world, draft)
    more = {"made": TAKE, "version": 0} if act is decide else {}

    with pytest.raises(PermissionDenied):
        act(amendment=row, by=world.secretariat, **more)

    assert not Decision.objects.exists()


def test_a_comparison_with_a_draft_in_preparation_is_for_the_desk(world, draft):
    """Put the other way round it would tell the members what is not circulated yet."""
    row = amend(world, draft, "1", en=EN)
    close(world, draft)
    taken(world, row)
    made = next_of(world, draft)
    draft.refresh_from_db()

    compared = freeze_output(draft=draft, what="redline", against=made, by=world.secretariat)
    clean = freeze_output(draft=draft, what="clean", against=made, by=world.secretariat)

    assert "develop" in str(compared.blocks)
    for seat, seen in ((world.secretariat, {compared, clean}), (world.focal_point, {clean})):
        assert set(Edition.objects.visible_to(seat)) == seen
    assert made.symbol not in str(clean.manifest)


def test_a_delegations_own_draft_goes_over_and_stays_its_own(world, draft):
    amend(world, draft, "2", en="To report by 30 April.", table=False)
    close(world, draft)
    made = next_of(world, draft)

    copy = made.amendments.get()
    assert (copy.status, copy.number) == (AmendmentStatus.DRAFT, None)
    assert not Amendment.objects.visible_to(world.secretariat).exists()


def test_one_whose_paragraph_went_out_is_marked(world, draft):
    gone = amend(world, draft, "1.a", operation=Operation.DELETE)
    amend(world, draft, "1.a", by=world.other_focal_point, en="in every country;")
    close(world, draft)
    taken(world, gone)
    copy = next_of(world, draft).amendments.get()

    assert (copy.paragraph, copy.status) == (None, AmendmentStatus.STALE)


def test_positions_and_agreement_stay_with_words_that_stayed(world, draft):
    row = amend(world, draft, "1", en=EN)
    for handle in ("1", "PP1"):
        state_position(paragraph=paragraph(draft, handle), stance=Stance.AGREED, by=world.other_focal_point)
        for language in ("en", "es"):
            values = {"paragraph": paragraph(draft, handle), "language": language, "version": 1, "agreed": True}
            note_agreement(**values, by=world.presidency)
    close(world, draft)
    taken(world, row)
    made = next_of(world, draft)

    assert paragraph(made, "PP1").is_agreed
    assert paragraph(made, "PP1").positions.get().country == world.countries["B"]
    assert not paragraph(made, "1").is_agreed
    assert paragraph(made, "1").agreed_es
    assert not paragraph(made, "1").positions.exists()


def test_the_next_draft_is_born_with_a_record(world, draft):
    one, two = amend(world, draft, "1", en=EN), amend(world, draft, "2", en="To report.")
    close(world, draft)
    taken(world, one)
    made = next_of(world, draft)
    event = AuditEvent.objects.get(action="draft.prepared")

    assert event.detail["taken"] == ["XXA-1"]
    assert event.detail["carried"] == [two.label]
    assert (event.detail["of"], event.detail["symbol"]) == (draft.symbol, made.symbol)
