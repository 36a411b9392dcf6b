"""The screen: the presidency moves, the room follows, an unchanged answer costs one question."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from declarations.actions.amendments import withdraw_amendment
from declarations.actions.drafts import close_amendments
from declarations.actions.screen import clear_screen, hand_screen, put_on_screen, step_on_screen
from declarations.models import ScreenMove
from declarations.notify import draft_path
from declarations.queries.screen import shown_to, version_for
from tests.counts import SEATED
from tests.factories.declarations import amend, circulated, paragraph, start

EN = "To develop a follow-up mechanism within the Conference;"


@pytest.fixture
def draft(world):
    return circulated(world)


def here(draft):
    return draft_path(draft)[:2]


def address(draft, name="screen", *more):
    path = draft_path(draft)
    return reverse(f"declarations:{name}", args=path if name == "screen-act" else path[:2])


def handle(draft, seat):
    shown = shown_to(seat, *here(draft))
    return shown.number.handle if shown else ""


def test_the_presidency_shows_a_paragraph_and_everybody_sees_it(world, draft):
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)

    for seat in (world.focal_point, world.contributor, world.other_focal_point, world.secretariat):
        assert handle(draft, seat) == "1"


def test_steps_stay_within_the_draft(world, draft):
    found = []
    for steps in (1, 1, -1, -1, -1, 99):
        step_on_screen(draft=draft, steps=steps, by=world.presidency)
        found.append(handle(draft, world.focal_point))

    assert found == ["CH1", "PP1", "CH1", "CH1", "CH1", "TH1"]


def test_nothing_is_shown_after_the_screen_was_cleared(world, draft):
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    clear_screen(draft=draft, by=world.presidency)

    assert shown_to(world.focal_point, *here(draft)) is None


def test_the_secretariat_moves_only_while_the_presidency_lets_it(world, client_of, draft):
    one = paragraph(draft, "1")
    client = client_of(world.secretariat)
    page = client.get(address(draft)).content.decode()
    assert "The Presidency moves the screen." in page
    assert 'value="next"' not in page
    with pytest.raises(PermissionDenied):
        put_on_screen(paragraph=one, by=world.secretariat)
    with pytest.raises(PermissionDenied):
        hand_screen(declaration=draft.declaration, on=True, by=world.secretariat)

    chair = client_of(world.presidency)
    page = chair.post(address(draft, "screen-act"), {"act": "hand"}, follow=True).content.decode()
    assert "The Secretariat may move the screen for the Presidency." in page
    assert 'value="next"' in client.get(address(draft)).content.decode()
    put_on_screen(paragraph=one, by=world.secretariat)
    assert handle(draft, world.focal_point) == "1"

    chair.post(address(draft, "screen-act"), {"act": "take"})
    for act in (lambda: step_on_screen(draft=draft, steps=1, by=world.secretariat),
                lambda: clear_screen(draft=draft, by=world.secretariat)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            act()
    assert handle(draft, world.focal_point) == "1"
    acts = AuditEvent.objects.filter(chain=draft.declaration.chain, action__startswith="screen.")
    assert sorted(acts.values_list("action", flat=True)) == ["screen.handed", "screen.taken_back"]


def test_every_move_stands_in_the_record_of_the_session_once(world, client_of, draft):
    one = paragraph(draft, "1")
    put_on_screen(paragraph=one, by=world.presidency)
    put_on_screen(paragraph=one, by=world.presidency)
    hand_screen(declaration=draft.declaration, on=True, by=world.presidency)
    step_on_screen(draft=draft, steps=1, by=world.secretariat)
    clear_screen(draft=draft, by=world.presidency)
    clear_screen(draft=draft, by=world.presidency)

    rows = ScreenMove.objects.order_by("at")
    assert [(row.paragraph, row.by, row.for_presidency) for row in rows] == [
        (one, world.presidency.user, False),
        (paragraph(draft, "1.a"), world.secretariat.user, True),
        (None, world.presidency.user, False),
    ]
    for role in ("contributor", "other_focal_point", "secretariat"):
        page = client_of(getattr(world, role)).get(address(draft, "screen-record"))
        assert [(one.handle, one.move.for_presidency) for one in page.context["moves"]] == [
            ("", False), ("1.a", True), ("1", False)
        ]  # fmt: skip
        assert "Secretariat, for the Presidency" in page.content.decode()


def test_the_record_of_the_session_asks_the_same_for_few_and_many_moves(
    world, client_of, draft, django_assert_num_queries
):
    client = client_of(world.contributor)
    for steps in (1, 4):
        for _step in range(steps):
            step_on_screen(draft=draft, steps=1, by=world.presidency)
        with django_assert_num_queries(SEATED + 4):
            client.get(address(draft, "screen-record"))


@pytest.mark.parametrize("role", ["focal_point", "clearer", "observer"])
def test_delegations_do_not_move_the_screen(world, draft, role):
    with pytest.raises(PermissionDenied):
        step_on_screen(draft=draft, steps=1, by=getattr(world, role))


def test_a_draft_in_preparation_is_not_shown_to_the_room(world):
    with pytest.raises(PermissionDenied):
        put_on_screen(paragraph=paragraph(start(world), "1"), by=world.presidency)


def test_what_is_tabled_is_shown_and_drafts_of_nobody_are(world, draft):
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    row = amend(world, draft, "1", en=EN)
    amend(world, draft, "1", en="Mine alone.", table=False)
    amend(world, draft, "1", by=world.secretariat, en="The desk's alone.", table=False)
    new = amend(world, draft, "", by=world.other_focal_point, operation="insert", kind="operative",
                after=paragraph(draft, "1"), en="To meet;")  # fmt: skip
    amend(world, draft, "2", en="To report in May.")

    for seat in (world.focal_point, world.secretariat, world.contributor):
        assert [one.amendment for one in shown_to(seat, *here(draft)).proposals] == [row, new]
    withdraw_amendment(amendment=row, by=world.focal_point)
    assert [one.amendment for one in shown_to(world.secretariat, *here(draft)).proposals] == [new]


def test_every_act_on_the_declaration_moves_the_version(world, draft):
    step_on_screen(draft=draft, steps=1, by=world.presidency)
    versions = [version_for(world.focal_point, *here(draft))]
    amend(world, draft, "1", en=EN)
    versions.append(version_for(world.focal_point, *here(draft)))
    close_amendments(draft=draft, by=world.presidency)
    versions.append(version_for(world.focal_point, *here(draft)))

    assert versions == sorted(set(versions))


def test_what_a_delegation_does_among_itself_moves_nothing_that_others_could_watch(world, draft):
    step_on_screen(draft=draft, steps=1, by=world.presidency)
    before = version_for(world.other_focal_point, *here(draft))
    amend(world, draft, "1", en=EN, table=False)

    assert version_for(world.other_focal_point, *here(draft)) == before


def test_an_unchanged_poll_is_one_question_and_a_changed_one_a_fixed_number(
    world, client_of, draft, django_assert_num_queries
):
    client = client_of(world.contributor)
    step_on_screen(draft=draft, steps=1, by=world.presidency)
    url = address(draft, "screen-now")
    tag = client.get(url)["ETag"]
    with django_assert_num_queries(SEATED - 1 + 1):
        response = client.get(url, headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")

    for count in (1, 3):
        put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
        for number in range(count):
            amend(world, draft, "1", by=world.other_focal_point if number else None, en=EN)
        with django_assert_num_queries(SEATED - 1 + 9):
            changed = client.get(url, headers={"If-None-Match": tag})
        assert changed.status_code == 200
        assert changed["ETag"] != tag


def test_the_page_asks_a_fixed_number_of_questions(world, client_of, draft, django_assert_num_queries):
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    client = client_of(world.contributor)
    for _count in (1, 3):
        amend(world, draft, "1", en=EN)
        with django_assert_num_queries(SEATED + 9):
            client.get(address(draft))


def test_the_presidency_moves_on_the_page_and_a_member_has_no_buttons(world, client_of, draft):
    client = client_of(world.presidency)
    page = client.post(address(draft, "screen-act"), {"act": "next", "sides": "en"}, follow=True)
    assert page.request["QUERY_STRING"] == "sides=en"
    assert "Country A, Country B and Country C" in page.content.decode()
    row = paragraph(draft, "1")
    shown = {"act": "show", "to": str(row.identity)}
    page = client.post(address(draft, "screen-act"), shown, follow=True).content.decode()
    assert "To establish a follow-up mechanism" in page
    assert "Establecer un mecanismo" in page
    member = client_of(world.focal_point)
    page = member.get(f"{address(draft)}?sides=es").content.decode()
    assert "Establecer un mecanismo" in page
    assert "To establish a follow-up" not in page
    assert 'value="next"' not in page
    assert member.post(address(draft, "screen-act"), {"act": "next"}).status_code == 403
    for values in ({"act": "nonsense"}, {"act": "show", "to": "nonsense"}):
        assert client.post(address(draft, "screen-act"), values).status_code == 404
    client.post(address(draft, "screen-act"), {"act": "next", "to": str(row.identity)})
    assert handle(draft, world.presidency) == "1.a"
    assert client.post(address(draft, "screen-act"), {"act": "clear"}, follow=True).status_code == 200

    assert "Nothing is shown at the moment" in member.get(address(draft)).content.decode()


def test_without_scripts_the_page_loads_itself_until_it_is_told_to_keep_still(world, client_of, draft):
    client = client_of(world.contributor)

    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in client.get(address(draft)).content.decode()
    assert 'http-equiv="refresh"' not in client.get(f"{address(draft)}?follow=0").content.decode()


@pytest.mark.parametrize("role", ["observer", "civil_society", "stakeholder"])
def test_the_screen_does_not_exist_outside_the_members(world, client_of, draft, role):
    put_on_screen(paragraph=paragraph(draft, "1"), by=world.presidency)
    client = client_of(getattr(world, role))

    for name in ("screen", "screen-now", "screen-record"):
        assert client.get(address(draft, name)).status_code == 404
    assert version_for(getattr(world, role), *here(draft)) is None


def test_a_tag_that_was_overheard_opens_nothing(world, client_of, draft):
    """A stranger's poll with the tag of an empty screen is no 304."""
    client = client_of(world.observer)

    assert client.get(address(draft, "screen-now"), headers={"If-None-Match": '"0-en"'}).status_code == 404
