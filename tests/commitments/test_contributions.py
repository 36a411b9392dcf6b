"""Annual contributions: the Secretariat and the country concerned, and nobody else, anywhere."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import override

from catalogue.registry import RESOURCES
from commitments.actions.contributions import record_contribution
from commitments.enums import Fund
from commitments.models import Contribution
from commitments.queries import contributions_of, encouragement
from common.errors import Refused
from tests.counts import SEATED

NOTE = "zq-contribution-canary"
PAGE = "commitments:contributions"


@pytest.fixture
def recorded(world):
    return record_contribution(
        country=world.countries["A"], fund="budget", year=2025, receipt="received", received_on=date(2025, 3, 1),
        note=NOTE, by=world.secretariat,
    )  # fmt: skip


def test_the_secretariat_sees_all_a_country_its_own_and_nobody_else_anything(world, recorded):
    other = record_contribution(
        country=world.countries["C"], fund="reserve", year=2025, receipt="not_yet", by=world.secretariat
    )
    seen = {
        name: set(Contribution.objects.visible_to(getattr(world, name)))
        for name in (
            "secretariat",
            "focal_point",
            "contributor",
            "other_focal_point",
            "presidency",
            "observer",
            "anonymous",
        )
    }

    assert seen["secretariat"] == {recorded, other}
    assert seen["focal_point"] == seen["contributor"] == {recorded}
    assert seen["presidency"] == {other}  # the presidency is Country C, and sees no more than any country
    assert seen["other_focal_point"] == seen["observer"] == seen["anonymous"] == set()


def test_contributions_are_in_no_list_search_or_file(world, recorded, client_of):
    assert not any("contribution" in str(resource.rows(world.secretariat).model._meta.label).lower()
                   for resource in RESOURCES.values())  # fmt: skip
    desk = client_of(world.secretariat)
    for address in (
        "/en/search/?q=canary",
        "/en/data/changes/",
        "/en/directory/",
        "/en/countries/XXA/",
        "/en/commitments/",
    ):
        assert NOTE not in desk.get(address).content.decode()


def test_the_page_is_the_secretariats_or_the_own_countrys(world, recorded, client, client_of):
    address = reverse(PAGE)
    whole = client_of(world.secretariat).get(address, {"year": "2025"}).content.decode()
    own = client_of(world.focal_point).get(address).content.decode()
    foreign = client_of(world.other_focal_point).get(address).content.decode()

    assert NOTE in whole
    assert "1 March 2025" in whole
    assert NOTE in own
    assert NOTE not in foreign
    assert "Country A" not in foreign
    assert client_of(world.observer).get(address).status_code == 404
    assert "/login/" in client.get(address)["Location"]


def test_only_the_secretariat_records_and_the_last_word_counts(world, recorded, client_of):
    for seat in (world.presidency, world.focal_point):
        with pytest.raises(PermissionDenied):
            record_contribution(country=world.countries["A"], fund="budget", year=2025, receipt="not_yet", by=seat)
        assert client_of(seat).post(reverse(PAGE), {}).status_code == 403
    desk = client_of(world.secretariat)
    sent = {"country": str(world.countries["A"].pk), "fund": "budget", "year": 2025, "receipt": "part"}
    assert desk.post(reverse(PAGE), sent)["Location"].endswith("?year=2025")
    recorded.refresh_from_db()
    assert (recorded.receipt, recorded.received_on) == ("part", None)
    assert list(recorded.events.order_by("pgh_id").values_list("receipt", flat=True)) == ["received", "part"]


def test_what_was_not_received_has_no_day(world, client_of):
    with pytest.raises(Refused):
        record_contribution(
            country=world.countries["A"], fund="budget", year=2025, receipt="not_yet", received_on=date(2025, 3, 1),
            by=world.secretariat,
        )  # fmt: skip
    sent = {"country": str(world.countries["A"].pk), "fund": "budget", "year": 2025, "receipt": "not_yet"}
    response = client_of(world.secretariat).post(reverse(PAGE), sent | {"received_on": "2025-03-01"})
    assert response.status_code == 422
    assert "received_on" in response.context["form"].errors
    assert client_of(world.secretariat).post(reverse(PAGE), sent | {"year": 1500}).status_code == 422


def test_the_words_for_a_text_name_nobody_count_nothing_and_end_when_all_is_received(world, recorded):
    members = sorted(world.countries.values(), key=lambda country: country.code)
    words = encouragement(Fund.BUDGET, contributions_of(2025, members, world.secretariat))
    with override("es"):
        spanish = encouragement(Fund.RESERVE, contributions_of(2025, members, world.secretariat))

    assert "Member Countries that have not yet" in words
    assert "Países Miembros que aún no" in spanish
    assert not any(country.name_en in words or country.name_es in spanish for country in members)
    assert not any(sign.isdigit() for sign in words + spanish)
    for country in members:
        record_contribution(country=country, fund="budget", year=2025, receipt="received", by=world.secretariat)
    assert encouragement(Fund.BUDGET, contributions_of(2025, members, world.secretariat)) == ""


def test_pages_ask_the_same_number_of_queries_however_much_there_is(
    world, recorded, client_of, django_assert_num_queries
):
    desk, own = client_of(world.secretariat), client_of(world.focal_point)

    def count():
        with django_assert_num_queries(SEATED + 3):
            desk.get(reverse(PAGE), {"year": "2025"})
        with django_assert_num_queries(SEATED + 1):
            own.get(reverse(PAGE))

    count()
    for year in range(2019, 2026):
        for country in world.countries.values():
            record_contribution(country=country, fund="reserve", year=year, receipt="part", by=world.secretariat)
    count()
