"""Amendments of delegations: their own until tabled, four operations, co-sponsors, withdrawal, the hour."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.errors import Conflict, Refused
from declarations.actions import amendments as actions
from declarations.actions.amendments import Wording
from declarations.consolidation import clashes_among
from declarations.enums import AmendmentStatus, Kind, Operation
from declarations.models import Amendment
from notices.models import Notice
from tests.factories.declarations import amend, circulated, paragraph, start

EN = "To develop a follow-up mechanism within the Conference;"
ES = "Desarrollar un mecanismo de seguimiento en el marco de la Conferencia;"


@pytest.fixture
def draft(world):
    return circulated(world)


def seen_by(seat):
    return [row.label for row in Amendment.objects.visible_to(seat)]


def test_a_draft_is_the_delegations_own_until_it_is_tabled(world, draft):
    row = amend(world, draft, "1", en=EN, table=False)
    for role in ("other_focal_point", "secretariat", "presidency", "observer", "anonymous"):
        assert seen_by(getattr(world, role)) == [], role
    for role in ("focal_point", "clearer", "contributor", "translator"):
        assert len(seen_by(getattr(world, role))) == 1, role
    actions.table_amendment(amendment=row, by=world.focal_point)

    for role in ("other_focal_point", "secretariat", "presidency"):
        assert seen_by(getattr(world, role)) == ["XXA-1"], role
    for role in ("observer", "civil_society", "stakeholder", "anonymous"):
        assert seen_by(getattr(world, role)) == [], role


def test_numbers_follow_the_country_and_the_order_of_tabling(world, draft):
    first = amend(world, draft, "1", en=EN, table=False)
    second = amend(world, draft, "2", en="To report by 30 April.")
    amend(world, draft, "2", by=world.other_focal_point, en="To report.")
    actions.table_amendment(amendment=first, by=world.focal_point)

    assert [second.label, first.label] == ["XXA-1", "XXA-2"]
    assert "XXB-1" in seen_by(world.focal_point)


def test_it_keeps_the_words_it_was_written_to_and_says_what_is_to_be_translated(world, draft):
    row = amend(world, draft, "1", en=EN)

    assert row.base_en == "To establish a follow-up mechanism within the Conference;"
    assert row.pending == ["es"]
    assert amend(world, draft, "PP1", operation=Operation.DELETE).pending == []


@pytest.mark.parametrize("role", ["clearer", "contributor", "translator", "observer", "anonymous"])
def test_only_a_focal_point_drafts(world, draft, role):
    with pytest.raises(PermissionDenied):
        amend(world, draft, "1", by=getattr(world, role), en=EN)


def test_nobody_amends_a_draft_in_preparation(world):
    with pytest.raises(PermissionDenied, match="In preparation"):
        amend(world, start(world), "1", en=EN)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"en": "", "es": ""}, "Write how the paragraph should read"),
        ({"operation": "nonsense", "en": EN}, "not in the list"),
        ({"operation": Operation.INSERT, "en": EN}, "what kind"),
    ],
)
def test_an_amendment_says_enough(world, draft, said, why):
    with pytest.raises(Refused, match=why):
        amend(world, draft, "1", **said)


def test_a_replacement_names_its_paragraph(world, draft):
    with pytest.raises(Refused, match="Choose the paragraph"):
        amend(world, draft, "", en=EN)


def test_words_that_are_in_the_text_already_are_not_tabled(world, draft):
    with pytest.raises(Refused, match="already"):
        amend(world, draft, "1", en="To establish a follow-up mechanism within the Conference;")


def test_a_new_paragraph_and_a_move_name_where_they_stand(world, draft):
    after = paragraph(draft, "PP1")
    new = amend(world, draft, "", operation=Operation.INSERT, kind=Kind.PREAMBULAR, after=after, en="Recognizing,")
    moved = amend(world, draft, "2", operation=Operation.MOVE, after=after)

    assert (new.paragraph, new.after) == (None, after)
    assert (moved.after, moved.text_en) == (after, "")


def test_what_was_tabled_no_longer_changes(world, draft):
    row = amend(world, draft, "1", en=EN)
    with pytest.raises(PermissionDenied, match="no longer changes"):
        actions.save_amendment(amendment=row, wording=Wording("Other"), version=row.version, by=world.focal_point)


def test_two_colleagues_on_one_draft_get_both_texts(world, draft):
    row = amend(world, draft, "1", en=EN, table=False)
    saved = actions.save_amendment(amendment=row, wording=Wording(EN, ES), version=1, by=world.focal_point)
    with pytest.raises(Conflict) as clash:
        actions.save_amendment(amendment=row, wording=Wording("Mine"), version=1, by=world.focal_point)

    assert saved.version == clash.value.version == 2
    assert (clash.value.stored.text_es, clash.value.submitted.text_en) == (ES, "Mine")


def test_another_delegation_may_not_touch_it(world, draft):
    row = amend(world, draft, "1", en=EN, table=False)
    other = world.other_focal_point
    for act in (
        lambda: actions.save_amendment(amendment=row, wording=Wording("x"), version=1, by=other),
        lambda: actions.table_amendment(amendment=row, by=other),
        lambda: actions.discard_draft(amendment=row, by=other),
        lambda: actions.discard_draft(amendment=row, by=world.secretariat),
    ):
        with pytest.raises(PermissionDenied, match="another country"):
            act()


def test_a_country_may_let_a_clearer_table(world, draft):
    row = amend(world, draft, "1", en=EN, table=False)
    with pytest.raises(PermissionDenied, match="Focal point"):
        actions.table_amendment(amendment=row, by=world.clearer)
    actions.set_tabling(country=world.countries["A"], clearer_tables=True, by=world.focal_point)
    with pytest.raises(PermissionDenied, match="Clearer"):
        actions.table_amendment(amendment=row, by=world.focal_point)
    actions.table_amendment(amendment=row, by=world.clearer)

    assert row.status == AmendmentStatus.TABLED
    with pytest.raises(Refused, match="another country"):
        actions.set_tabling(country=world.countries["B"], clearer_tables=True, by=world.focal_point)


def test_after_the_hour_nothing_is_tabled_and_the_text_is_kept(world, draft):
    row = amend(world, draft, "1", en=EN, table=False)
    with time_machine.travel(timezone.now() + timedelta(days=11)):
        with pytest.raises(PermissionDenied, match="Your text is kept"):
            actions.table_amendment(amendment=row, by=world.focal_point)
        with pytest.raises(PermissionDenied, match="Amendments closed"):
            amend(world, draft, "2", en="To report.")

    assert Amendment.objects.get().text_en == EN


def test_a_tabled_one_is_withdrawn_and_a_draft_thrown_away(world, draft):
    tabled, mine = amend(world, draft, "1", en=EN), amend(world, draft, "1", en=EN, table=False)
    with pytest.raises(Refused, match="withdrawn"):
        actions.discard_draft(amendment=tabled, by=world.focal_point)
    actions.withdraw_amendment(amendment=tabled, by=world.focal_point)
    actions.discard_draft(amendment=mine, by=world.focal_point)

    assert Amendment.objects.get().status == AmendmentStatus.WITHDRAWN
    with pytest.raises(Refused, match="Only a tabled"):
        actions.withdraw_amendment(amendment=tabled, by=world.focal_point)


def test_delegations_join_and_leave_those_of_others(world, draft):
    row = amend(world, draft, "1", en=EN)
    for _time in range(2):
        actions.join_amendment(amendment=row, joins=True, by=world.other_focal_point)
    assert row.cosponsors.get().country == world.countries["B"]
    actions.join_amendment(amendment=row, joins=False, by=world.other_focal_point)
    assert not row.cosponsors.exists()

    with pytest.raises(PermissionDenied, match="your own"):
        actions.join_amendment(amendment=row, joins=True, by=world.focal_point)
    with pytest.raises(PermissionDenied):
        actions.join_amendment(amendment=row, joins=True, by=world.presidency)


def test_an_amendment_amends_another_one_once(world, draft):
    first = amend(world, draft, "1", en=EN)
    second = amend(world, draft, "", by=world.other_focal_point, to=first, en=EN.replace("develop", "create"))

    assert (second.base_en, second.paragraph) == (EN, first.paragraph)
    with pytest.raises(Refused, match="in their turn"):
        amend(world, draft, "", to=second, en="Third")


def test_a_compromise_names_what_it_merges_and_its_proposers_are_told(world, draft):
    first = amend(world, draft, "1", en=EN)
    made = amend(world, draft, "1", by=world.secretariat, en=EN, es=ES, merges=[first], table=False)
    assert "PPT" in seen_by(world.presidency)
    assert "PPT" not in seen_by(world.focal_point)
    with pytest.raises(PermissionDenied, match="Presidency"):
        actions.table_amendment(amendment=made, by=world.secretariat)
    actions.table_amendment(amendment=made, by=world.presidency)

    assert made.label == "PPT-1"
    assert list(made.merges.all()) == [first]
    told = Notice.objects.filter(key__startswith=f"amendment:{made.pk}").values_list("user__email", flat=True)
    assert set(told) == {"focal_point_a@world.example", "clearer_a@world.example"}


@pytest.mark.parametrize(
    ("one", "two", "meets"),
    [
        ({"en": EN}, {"en": "To create a follow-up mechanism within the Conference;"}, "en"),
        ({"en": EN}, {"en": "To establish a follow-up mechanism within the region;"}, None),
        ({"en": EN}, {"es": ES}, None),
        ({"en": EN}, {"operation": Operation.DELETE}, ""),
        ({"operation": Operation.DELETE}, {"operation": Operation.DELETE}, None),
        ({"en": EN}, {"operation": Operation.MOVE}, None),
        ({"en": EN}, {"en": EN}, None),
    ],
)
def test_two_that_touch_the_same_words_are_named(world, draft, one, two, meets):
    amend(world, draft, "1", **one)
    amend(world, draft, "1", by=world.other_focal_point, **two)
    found = clashes_among(Amendment.objects.select_related("country"))

    assert [(clash.labels, clash.language) for clash in found] == (
        [] if meets is None else [(("XXA-1", "XXB-1"), meets)]
    )


def test_two_moves_to_different_places_are_named(world, draft):
    amend(world, draft, "2", operation=Operation.MOVE, after=None)
    amend(world, draft, "2", by=world.other_focal_point, operation=Operation.MOVE, after=paragraph(draft, "PP1"))

    assert len(clashes_among(Amendment.objects.select_related("country"))) == 1
