"""The register of good practices: search, filters, one practice."""

import pytest

from practices.models import Practice
from sources.models import Source
from tests.counts import VISITOR

LIST = "/en/practices/"
PUBLISHED = Practice.Status.PUBLISHED


@pytest.fixture
def register(world):
    """Three practices on record, one on objective 8 by Country A, and a draft of Country A."""
    source = Source.objects.create(code="s", title_en="Notes", address="https://example.org/notes")
    rows = {
        code: Practice.objects.create(
            code=code, order=order, title_en=title, title_es=f"{title} (es)", status=PUBLISHED, source=source,
            cycle_code="demo", es_unofficial=True,
        )
        for order, (code, title) in enumerate(
            {"guide": "Guía for children", "portal": "Information portal", "diploma": "Diploma"}.items()
        )
    }  # fmt: skip
    rows["guide"].objectives.set([8, 16])
    rows["guide"].principles.set(["c"])
    Practice.objects.filter(code="guide").update(country=world.countries["A"], objectives_inferred=True)
    Practice.objects.create(code="draft", title_en="Draft", country=world.countries["A"])
    return rows


def codes(page) -> list[str]:
    return [practice.code for practice in page.context["page"]]


def test_the_register_stands_in_its_own_order(register, client):
    assert codes(client.get(LIST)) == ["guide", "portal", "diploma"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=guia", ["guide"]),
        ("q=portal", ["portal"]),
        ("objective=8", ["guide"]),
        ("group=imrf_roundtables.RT2", ["guide"]),
        ("scheme=imrf_roundtables&objective=16,8", ["guide"]),
        ("country=XXA", ["guide"]),
        ("principle=c", ["guide"]),
        ("cycle=demo", ["guide", "portal", "diploma"]),
        ("cycle=none", []),
        ("objective=8&q=diploma", []),
    ],
)
def test_search_and_filters_narrow_it(register, client, query, found):
    page = client.get(f"{LIST}?{query}")

    assert codes(page) == found
    assert ("No practice matches the filters." in page.text) == (not found)


def test_a_country_can_be_chosen_of_which_a_practice_is_shown_and_what_was_asked_stays_chosen(register, client):
    assert '<option value="XXA">Country A</option>' in client.get(LIST).text
    assert '<option value="XXB">' not in client.get(LIST).text
    assert '<option value="XXB" selected>XXB</option>' in client.get(f"{LIST}?country=XXB").text


@pytest.mark.parametrize("query", ["objective=x", "q=%00", "page=x", "page=-1", "page=99999999999999999999"])
def test_what_cannot_be_read_breaks_nothing(register, client, query):
    page = client.get(f"{LIST}?{query}")

    assert page.status_code == 200
    assert codes(page) == ["guide", "portal", "diploma"]


def test_a_practice_has_a_page_with_source_and_what_was_inferred(register, client):
    page = client.get("/en/practices/guide/").text

    assert "Inferred, not confirmed" in page
    assert 'href="/en/objectives/8/"' in page
    assert 'href="/en/principles/c/"' in page
    assert "https://example.org/notes" in page
    assert "No summary is held in this register." in page
    assert "Traducción no oficial." in client.get("/es/practices/guide/").text


def test_a_draft_has_a_page_for_its_country_alone(register, world, client, client_of):
    address = "/en/practices/draft/"

    assert client.get(address).status_code == 404
    assert client_of(world.other_focal_point).get(address).status_code == 404
    assert client_of(world.focal_point).get(address).status_code == 200
    assert "draft" not in codes(client.get(LIST))


@pytest.mark.parametrize(("address", "count"), [(LIST, 11), ("/en/practices/guide/", 5)])
def test_the_same_queries_for_three_practices_and_for_twenty(
    register, client, django_assert_num_queries, address, count
):
    with django_assert_num_queries(VISITOR + count):
        client.get(address)
    for number in range(17):
        row = Practice.objects.create(code=f"p{number}", title_en=f"P{number}", status=PUBLISHED)
        row.objectives.set([8])
    with django_assert_num_queries(VISITOR + count):
        client.get(address)


def test_the_state_filter_offers_what_the_register_can_hold(register, client):
    choice = next(one for one in client.get(LIST).context["choices"] if one.name == "status")

    assert [option.value for option in choice.options] == ["to_be_published", "published", "in_repository"]
