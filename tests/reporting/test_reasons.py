"""Reasons for going on after a warning: given once, kept, offered again."""

import pytest
from django.urls import reverse

from common.errors import Refused
from reporting.actions.clearance import cancel_clearance
from reporting.actions.reasons import keep_reasons
from reporting.checks import run_checks
from reporting.models import ClearanceRound, Reason
from tests.factories import submit_all, write


@pytest.fixture
def focal(world, client_of):
    return client_of(world.focal_point)


@pytest.fixture
def address(world):
    """The check page of Country A, where objective 8 has one blank core answer."""
    write(world, world.a, "progress", "Only progress", 8)
    return reverse("reporting:check", args=[world.a.pk])


def boxes(response):
    return {finding.key: text for finding, text, _kept in response.context["warnings"]}


def form(focal, address, text, act="look"):
    keys = boxes(focal.post(address, {"act": "look", "objective": "8"}))
    return {"act": act, "objective": "8"} | {f"reason:{key}": text for key in keys}


def test_a_reason_typed_while_looking_is_there_when_the_page_is_opened_again(focal, address):
    focal.post(address, form(focal, address, "Consultations go on"))

    again = focal.get(address + "?subset=1&objective=8")

    assert set(boxes(again).values()) == {"Consultations go on"}
    assert "Given by Focal point Country A on" in again.content.decode()


def test_the_next_round_offers_the_reasons_of_the_last(world, focal, address):
    focal.post(address, form(focal, address, "Consultations go on", act="ask"))
    cancel_clearance(clearance=ClearanceRound.objects.get(), by=world.focal_point)

    offered = boxes(focal.post(address, {"act": "look", "objective": "8"}))

    assert set(offered.values()) == {"Consultations go on"}


def test_the_next_revision_offers_the_reasons_of_the_last_and_keeps_what_was_submitted(world, focal, address):
    submit_all(world, world.a, 8)
    offered = boxes(focal.post(address, {"act": "look", "objective": "8"}))
    assert set(offered.values()) == {"Stays blank this time."}

    focal.post(address, form(focal, address, "Other reason"))

    assert {row["reason"] for row in ClearanceRound.objects.get().warnings} == {"Stays blank this time."}
    assert set(boxes(focal.get(address + "?subset=1&objective=8")).values()) == {"Other reason"}


def test_asking_does_not_take_a_reason_that_the_box_no_longer_holds(world, focal, address):
    focal.post(address, form(focal, address, "Consultations go on"))

    response = focal.post(address, form(focal, address, "", act="ask"))

    assert response.status_code == 422
    assert not Reason.objects.exists()
    assert not ClearanceRound.objects.exists()


def test_what_is_still_to_be_filled_is_listed_with_links_and_said_at_its_box(world, focal, address):
    response = focal.post(address, form(focal, address, " ", act="ask"))

    links = response.context["missing"]
    assert [link.url for link in links] == ["#r1"]
    assert links[0].label.startswith("Objective 8: ")
    page = response.content.decode()
    assert page.count("Give a reason, or mend the answer.") == 1
    assert 'id="r1" name="reason:' in page
    assert 'aria-invalid="true" aria-describedby="e1"' in page


def test_what_changed_since_the_last_revision_is_asked_for_beside_the_reasons(world, focal, address):
    submit_all(world, world.a, 8)

    response = focal.post(address, form(focal, address, "", act="ask"))

    assert [link.url for link in response.context["missing"]] == ["#what", "#r1"]
    assert "Say it in a line." in response.content.decode()


def test_each_wording_of_a_reason_stays_in_its_history(focal, address):
    for text in ("First", "First", "Second"):
        focal.post(address, form(focal, address, text))

    history = Reason.pgh_event_model.objects.order_by("pgh_id")
    assert list(history.values_list("text", flat=True)) == ["First", "Second"]


def test_a_reason_that_is_too_long_is_refused_and_stays_in_the_box(focal, address):
    response = focal.post(address, form(focal, address, "a" * 301, act="ask"))

    assert response.status_code == 422
    assert set(boxes(response).values()) == {"a" * 301}
    assert not Reason.objects.exists()


def test_only_reasons_for_warnings_that_stand_are_kept(world, address):
    findings = run_checks(world.a, objectives=[8], includes_whole=False)

    keep_reasons(assignment=world.a, findings=findings, reasons={"made:up": "Text"}, by=world.focal_point)

    assert not Reason.objects.exists()


def test_a_clearer_reads_the_page_and_changes_no_reason(world, client_of, focal, address):
    focal.post(address, form(focal, address, "Consultations go on"))
    other = client_of(world.clearer)

    page = other.post(address, form(other, address, "Not mine"))

    assert page.status_code == 200
    assert Reason.objects.get().text == "Consultations go on"


def test_the_words_of_a_refusal_name_the_limit(world, address):
    findings = run_checks(world.a, objectives=[8], includes_whole=False)
    key = next(finding.key for finding in findings if finding.severity == "warning")

    with pytest.raises(Refused, match="300"):
        keep_reasons(assignment=world.a, findings=findings, reasons={key: "a" * 301}, by=world.focal_point)
