"""A practice and a pledge half-way through the chain of their country, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.enums import Role
from commitments.actions.pledges import move_pledge, start_pledge
from commitments.enums import PledgeStatus
from commitments.models import Commitment
from practices.actions.versions import move, start_practice
from practices.enums import Stage
from practices.models import Practice, PracticeVersion
from tests.e2e.browse import assert_sound_at_all_widths
from tests.factories import make_seat
from tests.factories.chain import set_steps
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {"title_en": "One window", "title_es": "Ventanilla única", "summary_en": "Words.", "summary_es": "Palabras."}


def version_of(practice: Practice) -> PracticeVersion:
    return practice.versions.select_related("practice__country").latest("number")


def test_whose_turn_it_is_signs_and_the_others_read_who_is_waited_for(
    open_page: Callable[..., Page], world: World
) -> None:
    interior = make_seat(Role.CLEARER, world.countries["A"])
    set_steps(world.countries["A"], [world.clearer], [interior], [world.focal_point])
    practice = start_practice(fields=WORDS, by=world.focal_point)
    pledge = start_pledge(text_en="Two hundred officers.", text_es="Doscientos oficiales.", by=world.focal_point)
    for stage, by in ((Stage.ASKED, world.focal_point), (Stage.CLEARED, world.clearer)):
        move(version=version_of(practice), to=stage, by=by)
    for status, by in ((PledgeStatus.ASKED, world.focal_point), (PledgeStatus.CLEARED, world.clearer)):
        move_pledge(pledge=Commitment.objects.get(), to=status, by=by)
    addresses = {"practice": f"own-practices/{practice.code}/", "pledge": f"pledges/{pledge.code}/"}

    for who, seat, language in (("turn", interior, "es"), ("waits", world.focal_point, "en")):
        page = open_page(f"/{language}/pledges/", seat=seat)
        for name, address in addresses.items():
            page.goto(f"/{language}/{address}")
            assert_sound_at_all_widths(page, f"clearance.{name}.{who}.{language}")
            expect(page.locator("button[value=cleared]")).to_have_count(1 if seat is interior else 0)

    for address in addresses.values():
        page = open_page(f"/en/{address}", seat=interior, javascript=False)
        page.get_by_role("button", name="Clear this step").click()
        expect(page.get_by_text("Its turn now")).to_contain_text(world.focal_point.person.name)
        expect(page.locator("button[value=cleared]")).to_have_count(0)
    assert [bool(one.get("at")) for one in version_of(practice).steps] == [True, True, False]
    assert [bool(one.get("at")) for one in Commitment.objects.get().steps] == [True, True, False]
