"""A version of a practice passes the steps of its country's chain, in order."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.enums import Role
from audit.models import AuditEvent
from common.errors import Refused
from notices.models import Notice
from practices.actions.versions import move, save_version, start_practice
from practices.enums import Stage
from practices.models import Practice, PracticeVersion
from tests.factories import make_seat
from tests.factories.chain import NAMES, set_other_chain, set_steps

WORDS = {"title_en": "zq-window", "summary_en": "zq-summary"}


@pytest.fixture
def interior(world):
    """A second clearer of Country A."""
    return make_seat(Role.CLEARER, world.countries["A"])


@pytest.fixture
def practice(world, interior):
    """In clearance, in a chain of three: a named clearer, another one, a focal point."""
    set_steps(world.countries["A"], [world.clearer], [interior], [world.focal_point])
    made = start_practice(fields=WORDS, by=world.focal_point)
    move(version=version_of(made), to=Stage.ASKED, by=world.focal_point)
    return made


def version_of(practice) -> PracticeVersion:
    return practice.versions.select_related("practice__country").latest("number")


def clear(practice, *seats) -> None:
    for seat in seats:
        move(version=version_of(practice), to=Stage.CLEARED, by=seat)


def addresses(practice):
    return [reverse(f"practices:{name}", args=[practice.code]) for name in ("own", "own-act")]


def test_each_step_is_signed_in_its_order_and_the_last_one_submits_it(world, practice, interior):
    for seat in (world.clearer, interior, world.focal_point):
        assert version_of(practice).stage == Stage.ASKED
        assert not Practice.objects.visible_to(world.secretariat).exists()
        clear(practice, seat)

    version = version_of(practice)
    assert (version.stage, version.cleared_by) == (Stage.CLEARED, world.focal_point.label)
    assert [(one["name_en"], one["name_es"]) for one in version.steps] == list(NAMES)
    assert [one["by"] for one in version.steps] == [world.clearer.label, interior.label, world.focal_point.label]
    assert all(one["at"] for one in version.steps)
    assert Practice.objects.visible_to(world.secretariat).exists()


def test_whose_step_it_is_not_neither_clears_nor_returns(world, practice, interior):
    for _turn in range(2):
        for seat in (world.focal_point, world.contributor, world.clearer_b, world.secretariat):
            for to in (Stage.CLEARED,) if seat == world.focal_point else (Stage.CLEARED, Stage.WRITING):
                with pytest.raises(PermissionDenied):
                    move(version=version_of(practice), to=to, remark="Why", by=seat)
        with pytest.raises(PermissionDenied, match="belongs to other clearers"):
            clear(practice, world.clearer if _turn else interior)
        clear(practice, interior if _turn else world.clearer)


def test_its_focal_point_takes_it_back_in_the_middle_without_a_reason(world, practice, interior):
    clear(practice, world.clearer)
    Notice.objects.all().delete()
    move(version=version_of(practice), to=Stage.WRITING, by=world.focal_point)

    assert (version_of(practice).stage, version_of(practice).steps) == (Stage.WRITING, [])
    assert AuditEvent.objects.filter(action="practice_taken_back").count() == 1
    assert not Notice.objects.exists()


def test_a_focal_point_at_whose_step_it_is_returns_it_with_a_reason(world, practice, interior):
    clear(practice, world.clearer, interior)
    move(version=version_of(practice), to=Stage.WRITING, remark="zq-why", by=world.focal_point)

    assert version_of(practice).remark == "zq-why"
    assert AuditEvent.objects.filter(action="practice_returned").count() == 1


def test_in_the_workspace_it_is_counted_for_whose_step_it_is(world, practice, interior, client_of):
    home = reverse("reporting:contribution", args=[world.a.pk])
    for at, seat in enumerate((world.clearer, interior, world.focal_point)):
        counted = [client_of(one).get(home).context["practices_waiting"]
                   for one in (world.clearer, interior, world.focal_point)]  # fmt: skip
        assert counted == [int(at == place) for place in range(3)]
        clear(practice, seat)


def test_returned_in_the_middle_it_begins_the_chain_anew(world, practice, interior):
    clear(practice, world.clearer)
    with pytest.raises(Refused, match="why it is returned"):
        move(version=version_of(practice), to=Stage.WRITING, by=interior)
    move(version=version_of(practice), to=Stage.WRITING, remark="zq-why", by=interior)

    version = version_of(practice)
    assert (version.stage, version.remark, version.steps) == (Stage.WRITING, "zq-why", [])
    move(version=version, to=Stage.ASKED, by=world.focal_point)
    assert [one.get("at") for one in version_of(practice).steps] == [None, None, None]
    with pytest.raises(PermissionDenied):
        clear(practice, interior)
    clear(practice, world.clearer, interior, world.focal_point)
    assert version_of(practice).stage == Stage.CLEARED


def test_what_waits_for_a_step_that_the_chain_lost_is_signed_by_nobody_and_taken_back(world, practice, client_of):
    clear(practice, world.clearer)
    set_steps(world.countries["A"], [world.clearer])
    with pytest.raises(PermissionDenied, match="no longer holds the step"):
        clear(practice, world.clearer)
    focal_point = client_of(world.focal_point)
    assert "no longer holds this step" in focal_point.get(addresses(practice)[0]).text

    move(version=version_of(practice), to=Stage.WRITING, by=world.focal_point)

    assert version_of(practice).stage == Stage.WRITING


def test_the_same_click_twice_signs_one_step(world, client_of):
    """One person may be named for several steps; each is an act of its own."""
    set_steps(world.countries["A"], [world.clearer], [world.clearer])
    practice = start_practice(fields=WORDS, by=world.focal_point)
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    clearer, (page, act) = client_of(world.clearer), addresses(practice)
    click = {"to": "cleared", "saves": version_of(practice).saves, "step": 1}

    assert 'name="step" value="1"' in clearer.get(page).text
    clearer.post(act, click)
    for sent in (click, click | {"step": ""}):
        assert "Somebody acted on this in the meantime." in clearer.post(act, sent, follow=True).text
    assert [bool(one.get("at")) for one in version_of(practice).steps] == [True, False]
    assert 'name="step" value="2"' in clearer.get(page).text
    for status in (200, 422):
        assert clearer.post(act, click | {"step": 2}, follow=True).status_code == status
    assert version_of(practice).stage == Stage.CLEARED
    assert AuditEvent.objects.filter(action="practice_cleared").count() == 1


def test_two_clearers_at_once_sign_a_step_once(world, practice):
    read = version_of(practice)
    clear(practice, world.clearer)
    with pytest.raises(Refused, match="a moment ago"):
        move(version=read, to=Stage.CLEARED, by=world.clearer)
    assert [bool(one.get("at")) for one in version_of(practice).steps] == [True, False, False]


def test_an_older_page_clears_no_step_of_changed_words(world, practice, interior, client_of):
    clear(practice, world.clearer)
    read = version_of(practice).saves
    move(version=version_of(practice), to=Stage.WRITING, remark="Why", by=interior)
    save_version(
        version=version_of(practice), fields=WORDS | {"summary_en": "zq-other"}, what_changed="", saves=read + 1,
        by=world.focal_point,
    )  # fmt: skip
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    clear(practice, world.clearer)

    answer = client_of(interior).post(addresses(practice)[1], {"to": "cleared", "saves": read, "step": 2}, follow=True)
    assert "Read them again before you go on." in answer.text
    assert not version_of(practice).steps[1].get("at")


def test_without_a_chain_no_clearance_is_asked_for(world, client_of):
    set_steps(world.countries["A"])
    practice = start_practice(fields=WORDS, by=world.focal_point)

    answer = client_of(world.focal_point).post(addresses(practice)[1], {"to": "asked", "saves": "0"}, follow=True)
    assert "Set the clearance chain of your country first." in answer.text
    assert version_of(practice).stage == Stage.WRITING


def test_who_clears_next_is_told_and_never_who_acted(world, practice, interior):
    told = {interior.user: "zq-window” waits", world.focal_point.user: "zq-window” waits"}
    assert set(Notice.objects.values_list("user", flat=True)) == {world.clearer.user.pk}
    for seat, reader in zip((world.clearer, interior), told, strict=True):
        Notice.objects.all().delete()
        clear(practice, seat)
        assert told[reader] in Notice.objects.get(user=reader).text_en
        assert Notice.objects.count() == 1
    Notice.objects.all().delete()
    clear(practice, world.focal_point)
    assert [one.user for one in Notice.objects.all()] == [world.secretariat.user]


def test_the_page_says_which_steps_are_done_and_offers_the_next_to_whom_it_belongs(
    world, practice, interior, client_of
):
    clear(practice, world.clearer)
    page = addresses(practice)[0]

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
    assert "Ministerio del Interior" in client_of(world.contributor).get(page.replace("/en/", "/es/")).text


def test_trail_and_history_keep_each_signature(world, practice, interior, client_of):
    clear(practice, world.clearer, interior, world.focal_point)

    rows = AuditEvent.objects.filter(chain=f"practice:{practice.pk}", detail__has_key="step").order_by("number")
    acts = ["practice_step_cleared", "practice_step_cleared", "practice_cleared"]
    assert [(row.action, row.detail["step"]["order"]) for row in rows] == list(zip(acts, (1, 2, 3), strict=True))
    page = client_of(world.contributor).get(addresses(practice)[0]).text
    assert "cleared its step (1. Ministry of Foreign Affairs)" in page
    assert "cleared it (3. Office of the Vice-Minister)" in page
    kept = PracticeVersion.pgh_event_model.objects.filter(pgh_obj=version_of(practice)).order_by("pgh_id")
    assert [sum(bool(one.get("at")) for one in row.steps) for row in kept][-4:] == [0, 1, 2, 3]


def test_focal_points_are_told_that_the_chain_dropped_the_step_that_waited(world, practice, interior):
    other = make_seat(Role.FOCAL_POINT, world.countries["A"])
    set_other_chain(world.countries["A"], [world.clearer], by=world.focal_point)

    notice = Notice.objects.get(key__contains=":lost:")
    assert notice.user == other.user
    assert notice.text_en == "The practice “zq-window” waits for a step of clearance that is no longer there"
