"""Commitments in a browser: made from a conclusion, followed up with evidence, handed over."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from accounts.models import PresidencyTerm
from commitments.models import Commitment
from tests.e2e.browse import assert_sound, assert_sound_at_all_widths
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PUBLIC = (
    "commitments/",
    "commitments/rcgm-2021-12-01.6.a/",
    "documents/",
    "documents/reserve-fund-report-2021/",
    "quotation/?text=to+hold+a+2nd+Workshop+on+the+results+and+contributions+of+the+RCM",
)
MEMBERS = ("documents/guidelines-search-missing-persons/", "pledges/", "pledges/new/", "contributions/", "handover/")
DESK = ("contributions/", "secretariat/documents/new/", "documents/budget-2022/", "documents/budget-2022/step/")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pages_are_sound_at_every_width(open_page: Callable[..., Page], world: World, language: str) -> None:
    call_command("load_reference", verbosity=0)
    page = open_page(f"/{language}/{PUBLIC[0]}")
    for address in PUBLIC:
        page.goto(f"/{language}/{address}")
        assert_sound_at_all_widths(page, f"{address.partition('?')[0].strip('/').replace('/', '.')}.{language}")


def test_the_pages_of_members_and_of_the_desk_are_sound_at_every_width(
    open_page: Callable[..., Page], world: World
) -> None:
    call_command("load_reference", verbosity=0)
    for seat, addresses in ((world.focal_point, MEMBERS), (world.secretariat, DESK)):
        page = open_page(f"/en/{addresses[0]}", seat=seat)
        for address in addresses:
            page.goto(f"/en/{address}")
            assert_sound_at_all_widths(page, address.strip("/").replace("/", "."))


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_conclusion_to_the_hand_over(open_page: Callable[..., Page], world: World, javascript: bool) -> None:
    """The Secretariat makes a commitment of 7.h, records what became of it, and a member reads the report.

    axe is a script: it looks at the pages where scripts run.
    """
    call_command("load_reference", verbosity=0)
    term = PresidencyTerm.objects.get(starts=date(2022, 1, 1))
    page = open_page("/en/search/?q=What happened to 7.h?", seat=world.secretariat, javascript=javascript)
    page.get_by_role("link", name="What happened to 7.h?").click()
    page.get_by_role("link", name="Make a commitment of it").click()

    owners = page.get_by_role("group", name="Owners (optional)")
    expect(owners.get_by_role("checkbox", name="Working Group on Protection")).to_be_checked()
    assert owners.locator("input:checked").count() == 1
    page.get_by_label("Date as worded (English)").fill("first semester of 2022")
    if javascript:
        assert_sound(page)
    page.get_by_role("button", name="Make the commitment").click()
    expect(page.get_by_role("heading", name="RCGM 2021-12-01, 7.h")).to_be_visible()
    expect(page.get_by_text("Nothing is recorded yet.")).to_be_visible()

    page.get_by_role("link", name="Record what became of it").click()
    page.get_by_label("Day").fill("2022-06-01")
    page.get_by_label("Status").select_option("under_way")
    page.get_by_label("Text in English").fill("Dates and place are agreed.")
    page.get_by_label("Evidence: an address").fill("https://example.org/minutes")
    if javascript:
        assert_sound(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Dates and place are agreed.")).to_be_visible()
    expect(page.get_by_role("link", name="https://example.org/minutes")).to_be_visible()
    assert Commitment.objects.get(code="rcgm-2021-12-01.7.h").status == "under_way"

    page.goto(f"/en/handover/{term.pk}/")
    page.get_by_role("button", name="Freeze the report").click()
    expect(page.get_by_role("heading", name="Hand-over report")).to_be_visible()
    member = open_page(f"/en/handover/{term.pk}/", seat=world.focal_point, javascript=javascript)
    fulfilled = member.get_by_role("region", name="Fulfilled in the term")
    carried = member.get_by_role("region", name="Carried over to the next presidency")
    expect(fulfilled.get_by_text("RCGM 2021-12-01, 6.a")).to_be_visible()
    expect(carried.get_by_text("RCGM 2021-12-01, 7.h")).to_be_visible()
    expect(carried.get_by_text("first semester of 2022")).to_be_visible()
    if javascript:
        assert_sound_at_all_widths(member, "handover")
