"""A pledge passes the steps of its country's chain, in order."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.enums import Role
from audit.models import AuditEvent
from commitments.actions.pledges import move_pledge, save_pledge, start_pledge
from commitments.enums import PledgeStatus
from commitments.models import Commitment
from common.errors import Refused
from notices.models import Notice
from tests.factories import make_seat
from tests.factories.chain import NAMES, set_other_chain, set_steps

WORDS = "Country A will train two hundred officers."


@pytest.fixture
def interior(world):
    """A second clearer of Country A."""
    return make_seat(Role.CLEARER, world.countries["A"])


@pytest.fixture
def pledge(world, interior):
    """In clearance, in a chain of three: a named clearer, another one, a focal point."""
    set_steps(world.countries["A"], [world.clearer], [interior], [world.focal_point])
    made = start_pledge(text_en=WORDS, by=world.focal_point)
    move_pledge(pledge=made, to=PledgeStatus.ASKED, by=world.focal_point)
    return made


def clear(*seats) -> None:
    for seat in seats:
        move_pledge(pledge=Commitment.objects.get(), to=PledgeStatus.CLEARED, by=seat)


def give_back(seat, remark="Why") -> None:
    move_pledge(pledge=Commitment.objects.get(), to=PledgeStatus.WRITING, remark=remark, by=seat)


def addresses(pledge):
    return [reverse(f"commitments:{name}", args=[pledge.code]) for name in ("pledge", "pledge-act")]


def test_each_step_is_signed_in_its_order_and_the_last_one_clears(world, pledge, interior):
    for seat in (world.clearer, interior, world.focal_point):
        assert Commitment.objects.get().pledge_status == PledgeStatus.ASKED
        clear(seat)

    pledge.refresh_from_db()
    assert pledge.pledge_status == PledgeStatus.CLEARED
    assert [(one["name_en"], one["name_es"]) for one in pledge.steps] == list(NAMES)
    assert [one["by"] for one in pledge.steps] == [world.clearer.label, interior.label, world.focal_point.label]
    assert all(one["at"] for one in pledge.steps)


def test_whose_step_it_is_not_neither_clears_nor_returns(world, pledge, interior):
    for turn in range(2):
        for seat in (world.focal_point, world.contributor, world.clearer_b, world.secretariat):
            with pytest.raises(PermissionDenied):
                clear(seat)
            with pytest.raises(PermissionDenied):
                give_back(seat)
        with pytest.raises(PermissionDenied, match="belongs to other clearers"):
            clear(world.clearer if turn else interior)
        clear(interior if turn else world.clearer)


def test_returned_in_the_middle_it_says_why_and_begins_the_chain_anew(world, pledge, interior, client_of):
    clear(world.clearer)
    with pytest.raises(Refused, match="why it is returned"):
        give_back(interior, " ")
    client_of(interior).post(addresses(pledge)[1], {"to": "writing", "remark": "zq-why"})

    pledge.refresh_from_db()
    assert (pledge.pledge_status, pledge.steps) == (PledgeStatus.WRITING, [])
    assert "zq-why" in client_of(world.focal_point).get(addresses(pledge)[0]).text
    assert "zq-why" in Notice.objects.get(user=world.focal_point.user).text_en
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)
    assert (len(pledge.steps), pledge.remark) == (3, "")
    with pytest.raises(PermissionDenied):
        clear(interior)
    clear(world.clearer, interior, world.focal_point)
    assert Commitment.objects.get().pledge_status == PledgeStatus.CLEARED


def test_a_focal_point_takes_back_what_waits_for_a_step_that_the_chain_lost(world, pledge, interior, client_of):
    clear(world.clearer)
    set_steps(world.countries["A"], [world.clearer])
    page, act = addresses(pledge)
    for seat in (world.clearer, interior, world.focal_point):
        with pytest.raises(PermissionDenied, match="no longer holds the step"):
            clear(seat)
    assert "no longer holds this step" in client_of(world.clearer).get(page).text
    with pytest.raises(PermissionDenied):
        give_back(interior)
    focal_point = client_of(world.focal_point)
    assert "Take back" in focal_point.get(page).text

    focal_point.post(act, {"to": "writing"})
    move_pledge(pledge=Commitment.objects.get(), to=PledgeStatus.ASKED, by=world.focal_point)
    clear(world.clearer)

    assert Commitment.objects.get().pledge_status == PledgeStatus.CLEARED


def test_the_same_click_twice_signs_one_step(world, client_of):
    """One person may be named for several steps; each is an act of its own."""
    set_steps(world.countries["A"], [world.clearer], [world.clearer])
    pledge = start_pledge(text_en=WORDS, by=world.focal_point)
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)
    clearer, (page, act) = client_of(world.clearer), addresses(pledge)
    click = {"to": "cleared", "version": pledge.version, "step": 1}

    assert 'name="step" value="1"' in clearer.get(page).text
    clearer.post(act, click)
    for sent in (click, click | {"step": ""}):
        assert "Somebody acted on this in the meantime." in clearer.post(act, sent, follow=True).text
    assert [bool(one.get("at")) for one in Commitment.objects.get().steps] == [True, False]
    for _turn in range(2):
        assert clearer.post(act, click | {"step": 2}, follow=True).status_code == 200
    assert Commitment.objects.get().pledge_status == PledgeStatus.CLEARED
    assert AuditEvent.objects.filter(action="pledge.cleared").count() == 1


def test_two_clearers_at_once_sign_a_step_once(world, pledge):
    read = Commitment.objects.get()
    clear(world.clearer)
    with pytest.raises(Refused, match="a moment ago"):
        move_pledge(pledge=read, to=PledgeStatus.CLEARED, by=world.clearer)
    assert [bool(one.get("at")) for one in Commitment.objects.get().steps] == [True, False, False]


def test_an_older_page_clears_no_step_of_changed_words(world, pledge, interior, client_of):
    clear(world.clearer)
    read = Commitment.objects.get().version
    give_back(interior)
    pledge.refresh_from_db()
    save_pledge(pledge=pledge, fields={"text_en": "Other words."}, version=read + 1, by=world.focal_point)
    move_pledge(pledge=pledge, to=PledgeStatus.ASKED, by=world.focal_point)
    clear(world.clearer)

    answer = client_of(interior).post(addresses(pledge)[1], {"to": "cleared", "version": read, "step": 2}, follow=True)
    assert "Read them again before you clear them." in answer.text
    assert not Commitment.objects.get().steps[1].get("at")


def test_without_a_chain_no_clearance_is_asked_for(world, client_of):
    set_steps(world.countries["A"])
    pledge = start_pledge(text_en=WORDS, by=world.focal_point)

    answer = client_of(world.focal_point).post(addresses(pledge)[1], {"to": "asked"}, follow=True)
    assert "Set the clearance chain of your country first." in answer.text
    assert Commitment.objects.get().pledge_status == PledgeStatus.WRITING


def test_who_clears_next_is_told_and_never_who_acted(world, pledge, interior):
    words = f"The pledge {pledge.reference} waits for clearance"
    assert [(one.user, one.text_en) for one in Notice.objects.all()] == [(world.clearer.user, words)]
    for seat, reader in ((world.clearer, interior), (interior, world.focal_point)):
        Notice.objects.all().delete()
        clear(seat)
        assert [(one.user, one.text_en) for one in Notice.objects.all()] == [(reader.user, words)]
    Notice.objects.all().delete()
    clear(world.focal_point)
    assert not Notice.objects.exists()


def test_asked_again_in_the_same_words_the_clearers_are_told_again(world, pledge):
    give_back(world.clearer)
    move_pledge(pledge=Commitment.objects.get(), to=PledgeStatus.ASKED, by=world.focal_point)

    assert Notice.objects.filter(user=world.clearer.user).count() == 2


def test_the_page_says_which_steps_are_done_and_offers_the_next_to_whom_it_belongs(world, pledge, interior, client_of):
    clear(world.clearer)
    page = addresses(pledge)[0]

    shown = client_of(interior).get(page)
    assert 'value="cleared"' in shown.text
    assert [(one.order, bool(one.at), one.is_next) for one in shown.context["steps"]] == [
        (1, True, False), (2, False, True), (3, False, False),
    ]  # fmt: skip
    for seat in (world.clearer, world.focal_point, world.contributor):
        other = client_of(seat).get(page).text
        assert 'value="cleared"' not in other
        assert "The step “Ministry of the Interior” belongs to other clearers." in other
        assert interior.user.name in other


def test_trail_and_history_keep_each_signature(world, pledge, interior):
    clear(world.clearer, interior, world.focal_point)

    rows = AuditEvent.objects.filter(chain=f"commitment:{pledge.pk}", detail__has_key="step").order_by("number")
    acts = ["pledge.step_cleared", "pledge.step_cleared", "pledge.cleared"]
    assert [(row.action, row.detail["step"]["order"]) for row in rows] == list(zip(acts, (1, 2, 3), strict=True))
    kept = Commitment.pgh_event_model.objects.filter(pgh_obj=pledge).order_by("pgh_id")
    assert [sum(bool(one.get("at")) for one in row.steps) for row in kept][-4:] == [0, 1, 2, 3]


def test_how_it_was_cleared_stays_inside_the_country_once_it_is_published(world, pledge, interior, client_of):
    clear(world.clearer, interior, world.focal_point)
    move_pledge(pledge=Commitment.objects.get(), to=PledgeStatus.PUBLISHED, by=world.focal_point)

    reader = client_of(world.secretariat)
    for address in ("/api/v1/commitments", "/data/commitments.csv", pledge.get_absolute_url()):
        answer = reader.get(address)
        content = answer.getvalue() if answer.streaming else answer.content
        assert b"train two hundred" in content
        assert b"Office of the Vice-Minister" not in content


def test_focal_points_are_told_that_the_chain_dropped_the_step_that_waited(world, pledge):
    other = make_seat(Role.FOCAL_POINT, world.countries["A"])
    set_other_chain(world.countries["A"], [world.clearer], by=world.focal_point)

    notice = Notice.objects.get(key__contains=":lost:")
    assert notice.user == other.user
    assert notice.text_en == f"The pledge {pledge.reference} waits for a step of clearance that is no longer there"
