"""Items of a plan are commitments: followed up, and handed over from one presidency to the next."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import PresidencyTerm
from commitments.actions.commitments import add_note
from commitments.actions.papers import create_paper
from commitments.actions.plans import take_item
from commitments.models import Commitment
from commitments.queries import standing_of
from common.errors import Refused
from events.actions.handover import freeze_handover


def paper(world, kind):
    return create_paper(
        by=world.secretariat, code=f"the-{kind}", kind=kind, title_en=f"The {kind}", title_es=f"El {kind}"
    )


def move_paper_on(plan, day):
    plan.stage_on = day
    plan.save()


@pytest.fixture
def plan(world):
    return paper(world, "plan")


def take(world, plan, number, by=None):
    return take_item(
        plan=plan, number=number, text_en=f"zq-item {number}", text_es="", owners=[world.countries["B"]], supporters=[],
        by=by or world.secretariat,
    )  # fmt: skip


def test_items_stand_in_the_hand_over_as_fulfilled_or_carried_over(world, plan):
    term = PresidencyTerm.objects.create(country=world.countries["B"], starts=date(2024, 1, 1), ends=date(2024, 12, 31))
    move_paper_on(plan, date(2024, 3, 1))
    done, still_open = take(world, plan, "2.1"), take(world, plan, "2.2")
    add_note(commitment=done, on=date(2024, 6, 1), status="fulfilled", text_en="Done.", by=world.secretariat)

    edition = freeze_handover(term=term, by=world.secretariat)

    assert {row.commitment for row in term.hand_over.carried.all()} == {still_open}
    assert "the-plan, 2.1" in str(edition.blocks["en"])
    assert still_open.reference == "the-plan, 2.2"


def test_an_item_enters_the_hand_over_of_no_earlier_term(world, plan):
    no_day = take(world, plan, "1")
    move_paper_on(plan, date(2025, 2, 1))
    made = take(world, plan, "2")
    terms = [
        PresidencyTerm.objects.create(country=world.countries["B"], starts=date(y, 1, 1), ends=date(y, 12, 31))
        for y in (2024, 2025)
    ]
    now = PresidencyTerm.objects.get(country=world.countries["C"])

    assert (no_day.made_on, made.made_on) == (None, date(2025, 2, 1))
    assert [standing_of(term).all for term in (*terms, now)] == [[], [made], [made, no_day]]


def test_an_item_is_taken_once_of_plans_only_and_by_the_desk_only(world, plan):
    take(world, plan, "2.1")

    with pytest.raises(Refused, match="commitment already"):
        take(world, plan, "2.1")
    with pytest.raises(Refused, match="Only a plan"):
        take(world, paper(world, "report"), "2.1")
    with pytest.raises(PermissionDenied):
        take(world, plan, "2.3", by=world.focal_point)


def test_members_read_the_items_on_the_page_of_the_plan_and_nobody_else_does(world, client_of, plan):
    take(world, plan, "2.1")
    type(plan).objects.update(stage="approved")

    assert "zq-item" in client_of(world.focal_point).get(plan.get_absolute_url()).text
    assert "zq-item" not in Client().get(plan.get_absolute_url()).text
    assert "zq-item" not in client_of(world.observer).get(plan.get_absolute_url()).text


def test_the_desk_enters_an_item_on_a_page(world, client_of, plan):
    address = reverse("commitments:plan-item-new", args=[plan.code])
    desk = client_of(world.secretariat)

    assert desk.post(address, {"number": "3.1"}).status_code == 422
    assert desk.post(address, {"number": "3 1", "text_es": "Punto"}).status_code == 422
    assert desk.post(address, {"number": "3.1", "text_es": "Punto"}).status_code == 302
    assert Commitment.objects.get().code == "the-plan.3.1"
    assert "Punto" in desk.get(Commitment.objects.get().get_absolute_url()).text
    assert client_of(world.focal_point).get(address).status_code == 404
    report = reverse("commitments:plan-item-new", args=[paper(world, "report").code])
    assert desk.get(report).status_code == 404
