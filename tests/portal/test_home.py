"""The home page and the index of published texts as page, CSV and JSON."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.models import Country
from accounts.seats import PUBLIC
from objectives.models import Group, Scheme
from portal.queries.index import index_of
from publications.enums import Audience as EditionAudience
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from reporting.models import PublishedAnswer
from tests.counts import VISITOR
from tests.factories import fill, publish_all, submit_all
from tests.factories.documents import make_edition, make_file

HOME = "/en/"
CSV, JSON = "/en/index.csv", "/en/index.json"


def cells(page) -> set[str]:
    """Addresses of the cells that hold a text."""
    return {
        cell.url for group in page.context["groups"] for row in group.rows for cell in row.cells if cell is not None
    }


def test_before_anything_is_published_the_page_says_so_and_has_no_empty_box(world, client):
    page = client.get(HOME)

    assert "No text has been published yet." in page.text
    assert "hero__who" not in page.text
    assert 'id="pu"' not in page.text


def test_a_cell_leads_to_the_words_of_one_country_on_one_objective(published, client):
    page = client.get(HOME)

    assert cells(page) == {"/en/objectives/8/?cycle=demo#XXA", "/en/objectives/9/?cycle=demo#XXA"}
    target = client.get("/en/objectives/8/?cycle=demo")
    assert 'id="XXA"' in target.text


def test_countries_stand_in_the_order_of_the_language(three, client):
    Country.objects.filter(code="XXA").update(name_en="Zeta", name_es="Áncora")

    def names(language):
        return [column.label for column in client.get(f"/{language}/").context["columns"]]

    assert names("en") == ["Country B", "Country C", "Zeta"]
    assert names("es") == ["Áncora", "País B", "País C"]


def test_any_scheme_groups_the_index_and_what_it_leaves_out_stands_last(published, client):
    other = Scheme.objects.create(code="other", order=2, name_en="Other", name_es="Otro", source="x")
    group = Group.objects.create(scheme=other, code="G", order=1, name_en="Part", name_es="Parte")
    group.objectives.set([8, 9])

    page = client.get(HOME, {"scheme": "other"})

    assert [(g.label, [row.number for row in g.rows][:3]) for g in page.context["groups"]] == [
        ("Part", [8, 9]),
        ("Not in this grouping", [1, 2, 3]),
    ]
    assert client.get(HOME).context["groups"][0].label == "Round table 1"


def test_no_total_stands_in_the_index_and_a_number_only_where_three_countries_published(three, client):
    assert "Together they speak about 2 of 23 objectives." in client.get(HOME).text
    withdraw_publication(assignment=three.c, note_en="", note_es="", by=three.focal_point_of(three.countries["C"]))
    assert "Together they speak about" not in client.get(HOME).text


@pytest.mark.parametrize("query", ["scheme=none", "cycle=none", "scheme=%00", "cycle=" + "x" * 5000])
def test_an_unknown_choice_is_told_calmly(published, client, query):
    page = client.get(f"{HOME}?{query}")

    assert page.status_code == 200
    assert "This cycle or grouping is not known; the usual one is shown." in page.text
    assert cells(page)


def test_a_cycle_may_be_chosen(published, later, client):
    assert client.get(HOME).context["cycle"].code == "later"
    page = client.get(HOME, {"cycle": "demo"})
    assert cells(page) == {"/en/objectives/8/?cycle=demo#XXA", "/en/objectives/9/?cycle=demo#XXA"}
    assert "?scheme=imrf_roundtables&amp;cycle=later#index" in page.text


def test_page_csv_and_json_say_the_same(three, client):
    page = cells(client.get(HOME))
    sheet = list(csv.DictReader(io.StringIO(client.get(CSV).text)))
    told = client.get(JSON).json()["index"]

    assert {row["url_en"].removeprefix("http://testserver") for row in sheet} == {row["url_en"] for row in told}
    assert {row["url_en"].split("8000")[-1] for row in told} == page
    assert [[row["country"], row["objective"]] for row in sheet] == [[r["country"], str(r["objective"])] for r in told]
    assert list(told[0]) == list(sheet[0])


def test_the_index_takes_the_filters_of_answers(three, client):
    assert [row["country"] for row in client.get(f"{JSON}?country=XXB,XXC&objective=8").json()["index"]] == [
        "XXB",
        "XXC",
    ]
    assert client.get(f"{JSON}?cycle=none").json()["index"] == []


@pytest.mark.parametrize("address", [CSV, JSON])
@pytest.mark.parametrize("query", ["objective=x", "q=%00", "kind=none", "published_from=yesterday"])
def test_a_filter_that_cannot_be_read_is_a_400_that_names_it(published, client, address, query):
    response = client.get(f"{address}?{query}")

    assert response.status_code == 400
    assert "could not read this filter" in response.text


def test_a_name_that_looks_like_a_formula_is_text_in_a_spreadsheet(published, client):
    Country.objects.filter(code="XXA").update(name_en="=1+1", name_es="@x")

    row = next(csv.DictReader(io.StringIO(client.get(CSV).text)))

    assert (row["country_name_en"], row["country_name_es"]) == ("'=1+1", "'@x")


def test_what_is_for_members_is_in_no_index_of_the_public(world, client, client_of):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    assert index_of(PUBLIC, world.cycle) == []
    assert len(index_of(world.other_focal_point, world.cycle)) == 1
    assert client.get(JSON).json()["index"] == []
    assert cells(client_of(world.other_focal_point).get(HOME)) == {"/en/objectives/8/?cycle=demo#XXA"}


def test_editions_stand_with_their_files_for_those_who_may_read_them(published, client):
    make_file(make_edition())
    make_file(make_edition(audience=EditionAudience.MEMBERS))

    editions = client.get(HOME).context["editions"]

    assert [edition.audience for edition in editions] == ["public"]


def test_the_same_queries_for_one_country_and_for_three(published, client, django_assert_num_queries):
    make_file(make_edition())
    with django_assert_num_queries(VISITOR + 10):
        client.get(HOME)
    for assignment in (published.b, published.c):
        fill(published, assignment, 8, 9, 10)
        publish_all(published, submit_all(published, assignment, 8, 9, 10))
        make_file(make_edition())
    with django_assert_num_queries(VISITOR + 10):
        client.get(HOME)
    for address in (CSV, JSON):
        with django_assert_num_queries(VISITOR + 1):
            client.get(address)
    assert PublishedAnswer.objects.count() > 9


def test_the_page_is_kept_by_caches_and_compressed_for_visitors_alone(published, client, client_of):
    response = client.get(HOME, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert client.get(HOME, headers={"If-None-Match": response["ETag"]}).status_code == 304
    person = client_of(published.observer).get(HOME, headers={"Accept-Encoding": "gzip"})
    assert not person.has_header("Content-Encoding")


def test_the_address_of_each_page_of_the_foot_exists(world, client):
    page = client.get(HOME).text
    for name in ("cycle-list", "figure-list", "chart-list", "methodology", "accessibility", "privacy"):
        address = reverse(f"portal:{name}")
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
