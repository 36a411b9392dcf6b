"""Figures of countries and of the record, each with its source."""

import pytest

from reporting.enums import Audience
from sources.models import Figure, Source
from tests.counts import VISITOR
from tests.factories import fill, publish_all, submit_all
from tests.factories.public import add_figure

OF_COUNTRIES, RECORD = "/en/figures/", "/en/figures/?of=record"


@pytest.fixture
def recorded(db):
    source = Source.objects.create(code="s", title_en="Notes of the side event", address="https://example.org/s")
    row = Figure.objects.create(
        code="gdp", statement_en="Remittances reached 26 % of GDP.", value="26", unit_en="% of GDP", year="2021",
        place_en="Some countries", source=source,
    )  # fmt: skip
    row.objectives.set([20])
    return row


def test_a_figure_of_a_country_stands_as_written_with_unit_year_country_source_and_address(published, client):
    page = client.get(OF_COUNTRIES).text

    for words in (
        "Permits issued", "12,340.5", "permits", "2025", "Country A", "Ministry A", "https://example.org/permits",
        "/en/answers/XXA-demo-O08-figures/",
    ):  # fmt: skip
        assert words in page


def test_a_figure_of_the_record_stands_with_place_and_source(recorded, client):
    page = client.get(RECORD).text

    for words in ("Remittances reached", "26", "% of GDP", "2021", "Some countries", "Notes of the side event"):
        assert words in page
    assert "Remittances" not in client.get(OF_COUNTRIES).text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("objective=8", 1),
        ("objective=9", 0),
        ("country=XXA", 1),
        ("country=XXB", 0),
        ("q=permisos", 1),
        ("year=2025", 1),
    ],
)
def test_figures_of_countries_are_found_in_both_languages_and_by_filter(published, client, query, count):
    page = client.get(f"{OF_COUNTRIES}?{query}")

    assert len(page.context["page"]) == count
    assert ("No figure matches the filters." in page.text) == (count == 0)


@pytest.mark.parametrize(("query", "count"), [("objective=20", 1), ("objective=8", 0), ("q=remittances", 1)])
def test_figures_of_the_record_are_filtered_and_stay_of_the_record(recorded, client, query, count):
    page = client.get(f"{RECORD}&{query}")

    assert len(page.context["page"]) == count
    assert '<input type="hidden" name="of" value="record">' in page.text


@pytest.mark.parametrize("query", ["objective=x", "q=%00", "year=" + "x" * 9000, "of=other", "page=0"])
def test_what_cannot_be_read_breaks_nothing(published, client, query):
    page = client.get(f"{OF_COUNTRIES}?{query}")

    assert page.status_code == 200
    assert len(page.context["page"]) == 1


def test_a_figure_for_members_is_on_no_page_of_the_public(world, client, client_of):
    fill(world, world.a, 8)
    add_figure(world, value="777")
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    assert "777" not in client.get(OF_COUNTRIES).text
    assert "Country A" not in client.get(OF_COUNTRIES).text
    assert "777" in client_of(world.other_focal_point).get(OF_COUNTRIES).text


def test_the_same_queries_for_one_figure_and_for_many(published, recorded, client, django_assert_num_queries):
    for address, count in ((OF_COUNTRIES, 6), (RECORD, 5)):
        with django_assert_num_queries(VISITOR + count):
            client.get(address)
    for number in range(4):
        add_figure(published, value=str(number))
        Figure.objects.create(code=f"f{number}", statement_en="S", value="1", source=recorded.source).objectives.set(
            [8]
        )
    publish_all(published, submit_all(published, published.a, 8, 9))
    for address, count in ((OF_COUNTRIES, 6), (RECORD, 5)):
        with django_assert_num_queries(VISITOR + count):
            client.get(address)


def test_a_value_that_the_languages_read_differently_is_marked_as_the_countrys_writing(world, client):
    fill(world, world.a, 8)
    add_figure(world, value="8.510")
    add_figure(world, value="12,340.5", label_en="Without doubt")
    publish_all(world, submit_all(world, world.a, 8))

    listed = client.get("/en/figures/").text
    assert listed.count("as the country wrote it") == 1
    assert listed.index("8.510") < listed.index("as the country wrote it") < listed.index("Without doubt")
    assert client.get("/es/objectives/8/").text.count("(el valor, como lo escribió el país)") == 1
    assert client.get("/es/answers/XXA-demo-O08-figures/").text.count("como lo escribió el país") == 1
