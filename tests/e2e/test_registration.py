"""Registration in browsers: a State notifies, the Secretariat registers; with and without scripts, at every width."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from events.actions.registration import add_funding, give_duty
from events.models import Participant, Registration, TravelData
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories.registration import make_registration, picture, with_ticket
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def registration(world: World) -> Registration:
    return make_registration(world, beyond_places=["vice_minister"], passport_copy=True, nominations=True)


def enter(page: Page, name: str, level: str) -> None:
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Complete name").fill(name)
    page.get_by_label("Institution").fill("Ministry")
    page.get_by_label("E-mail").fill("delegate@a.example")
    page.get_by_label("Level").select_option(label=level)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_state_notifies_its_delegation_and_the_secretariat_registers_it(
    open_page: Callable[..., Page], world: World, registration: Registration, tmp_path: Path, javascript: bool
) -> None:
    state = open_page("/en/registration/", seat=world.focal_point, javascript=javascript)
    state.get_by_role("link", name="Your delegation").click()
    for number, level in ((1, "Senior management"), (2, "Technical level")):
        enter(state, f"Delegate {number} of Country A", level)
        if number == 1:
            state.get_by_label("Is head of the delegation").check()
        state.get_by_role("button", name="Save").click()
    enter(state, "Delegate 3 of Country A", "Technical level")
    state.get_by_role("button", name="Save").click()
    expect(state.get_by_role("alert")).to_contain_text("The delegation has 2 places, and they are taken.")
    expect(state.get_by_label("Complete name")).to_have_value("Delegate 3 of Country A")
    state.get_by_label("Level").select_option(label="Vice-Minister")
    state.get_by_role("button", name="Save").click()
    expect(state.get_by_text("Nobody outside your delegation sees these names")).to_be_visible()
    state.get_by_role("button", name="Notify the delegation").click()
    expect(state.get_by_text("The Secretariat has been notified.")).to_be_visible()

    desk = open_page("/en/registration/m/", seat=world.secretariat, javascript=javascript)
    expect(desk.get_by_role("heading", name="No answer yet")).to_be_visible()
    desk.get_by_role("link", name="Country A").click()
    desk.get_by_role("button", name="Register the delegation").click()
    expect(desk.get_by_text("The delegation is registered.")).to_be_visible()

    state.reload()
    with state.expect_download() as download:
        state.get_by_role("link", name=re.compile("Letter EN.*Delegate 1 of Country A")).click()
    letter = tmp_path / "letter.pdf"
    download.value.save_as(letter)
    assert letter.read_bytes().startswith(b"%PDF-")
    assert Participant.objects.exclude(registered_at=None).count() == 3


@pytest.mark.parametrize("javascript", [True, False])
def test_travel_data_goes_from_the_state_to_who_buys_the_ticket(
    open_page: Callable[..., Page], world: World, registration: Registration, tmp_path: Path, javascript: bool
) -> None:
    person = with_ticket(world, registration)
    membership = world.observer.membership
    assert membership
    give_duty(registration=registration, membership=membership, duty="tickets", by=world.secretariat)
    scan = tmp_path / "scan.png"
    scan.write_bytes(picture().read())
    hostile = tmp_path / "scan.pdf"
    hostile.write_bytes(b"MZ program")

    state = open_page(f"/en/participants/{person.pk}/travel/", seat=world.focal_point, javascript=javascript)
    for label, value in (
        ("Name as in the passport", "Delegate 1"), ("Date of birth", "1980-02-03"), ("Nationality", "A"),
        ("Number of the passport", "X1"), ("Valid until", "2099-12-31"), ("City of departure", "City A"),
    ):  # fmt: skip
        state.get_by_label(label).fill(value)
    state.get_by_label("Copy of the passport").set_input_files(hostile)
    state.get_by_role("button", name="Send").click()
    expect(state.get_by_role("alert")).to_contain_text("Use PDF, PNG or JPEG")
    expect(state.get_by_label("City of departure")).to_have_value("City A")
    state.get_by_label("Copy of the passport").set_input_files(scan)
    state.get_by_role("button", name="Send").click()
    expect(state.get_by_text("Only who needs it for the ticket can see it.")).to_be_visible()

    buyer = open_page("/en/registration/", seat=world.observer, javascript=javascript)
    buyer.get_by_role("link", name="Travellers").click()
    buyer.get_by_role("button", name="Look at it").click()
    expect(buyer.get_by_text("City A")).to_be_visible()
    assert TravelData.objects.count() == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_are_sound_at_every_width(
    open_page: Callable[..., Page], world: World, registration: Registration, language: str
) -> None:
    person = with_ticket(world, registration)
    rule = registration.rules.get()
    add_funding(registration=registration, item_en="Flights", item_es="Vuelos", rule=rule, by=world.secretariat)
    page = open_page(f"/{language}/registration/", seat=world.focal_point)
    delegation = f"delegations/{person.delegation_id}/"
    for name, address in (
        ("list", "registration/"),
        ("delegation", delegation),
        ("person", f"participants/{person.pk}/"),
        ("replace", f"participants/{person.pk}/replace/"),
        ("travel", f"participants/{person.pk}/travel/"),
        ("acceptance", f"participants/{person.pk}/acceptance/"),
    ):
        page.goto(f"/{language}/{address}")
        assert_sound_at_all_widths(page, f"registration.{name}.{language}")
    page = open_page(f"/{language}/registration/m/", seat=world.secretariat)
    for name, address in (
        ("desk", "registration/m/"),
        ("desk-delegation", delegation),
        ("terms", "secretariat/events/m/registration/terms/"),
        ("rule", "secretariat/events/m/registration/rules/new/"),
        ("attendance", "registration/m/attendance/"),
        ("travellers", "registration/m/travellers/"),
        ("rapporteur", "registration/m/rapporteur/"),
    ):
        page.goto(f"/{language}/{address}")
        assert_sound_at_all_widths(page, f"registration.{name}.{language}")
