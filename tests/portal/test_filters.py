"""Pages that list things take the filters of their lists in the interface: the same address narrows both."""

import re

import pytest
from django.test import Client

from catalogue.registry import RESOURCES
from declarations.views import lists as declarations
from events.filters import PAGE
from portal.views import commitments, figures, objectives, papers, practices, publications
from practices.models import Practice
from sources.models import Source

OF_THE_PAGE = {"objective", "question", "type"}
"""An objective's page is about one objective and shows the whole of what a country says of it."""

PAGES = [
    ("answers", objectives.FILTERS, OF_THE_PAGE),
    ("practices", practices.FILTERS, set()),
    ("record-figures", figures.FILTERS[figures.RECORD], set()),
    ("figures", figures.FILTERS[""], set()),
    ("commitments", commitments.FILTERS, set()),
    ("approval-documents", papers.FILTERS, set()),
    ("editions", publications.FILTERS, set()),
    ("declarations", declarations.FILTERS, set()),
    ("events", PAGE, set()),
]


@pytest.mark.parametrize(("name", "taken", "of_the_page"), PAGES, ids=[name for name, *_others in PAGES])
def test_a_page_takes_the_filters_of_its_list(name, taken, of_the_page):
    assert set(taken) == set(RESOURCES[name].filters.base_filters) - of_the_page


@pytest.mark.parametrize("name", ["practices", "commitments", "approval-documents"])
def test_a_register_has_a_control_for_each_filter_of_its_list(db, name):
    address = {"approval-documents": "documents"}.get(name, name)
    context = Client().get(f"/en/{address}/").context
    controls = {"q", *(one.name for one in [*context["choices"], *context["days"]])}

    assert controls == set(RESOURCES[name].filters.base_filters)


@pytest.fixture
def practices_of_two(world):
    source = Source.objects.create(code="s", title_en="S", date="2023-09-27")
    shown = {"status": Practice.Status.PUBLISHED}
    Practice.objects.create(code="of-a", title_en="Of A", title_es="De A", country=world.countries["A"], **shown)
    Practice.objects.create(code="of-all", title_en="Of all", source=source, **shown)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("owner=country", {"of-a"}),
        ("owner=conference", {"of-all"}),
        ("owner=country,conference", {"of-a", "of-all"}),
        ("language=es", {"of-a"}),
        ("language=en", {"of-a", "of-all"}),
        ("date_from=2023-09-01", {"of-all"}),
        ("date_to=2023-09-01", set()),
    ],
)
def test_practices_are_narrowed_alike_on_page_and_interface(practices_of_two, query, found):
    page = Client().get(f"/en/practices/?{query}")
    told = Client().get(f"/api/v1/practices?{query}").json()["results"]

    assert {row.code for row in page.context["page"]} == {row["code"] for row in told} == found


LONG = {
    "/en/practices/": ("objective", "country"),
    "/es/commitments/": ("status", "owner"),
    "/en/events/": ("kind", "organ"),
    "/en/search/": ("kind", "country"),
}
DETAILS = re.compile(r'<details class="more filters__more"( open)?>.*?</details>', re.DOTALL)


def controls(html: str) -> list[str]:
    return re.findall(r'<(?:select|input)[^>]*? name="(\w+)"', html)


@pytest.mark.parametrize("address", LONG)
def test_a_long_form_keeps_the_words_and_two_filters_in_sight_and_folds_the_others_away(db, address):
    page = Client().get(address).text
    form = re.search(r'<form[^>]*class="filters".*?</form>', page, re.DOTALL)[0]
    more = DETAILS.search(form)

    assert more
    assert not more[1]
    assert [name for name in controls(DETAILS.sub("", form)) if name != "month"] == ["q", *LONG[address]]
    assert len(controls(more[0])) > 2
    assert ("Más filtros" if "/es/" in address else "More filters") in more[0]


@pytest.mark.parametrize(
    ("query", "is_open"),
    [
        ("", False),
        ("q=zebra", False),
        ("objective=8&country=XXA", False),
        ("principle=a", True),
        ("date_to=2026-01-01", True),
    ],
)
def test_folded_filters_stand_open_while_one_of_them_is_in_use(db, query, is_open):
    assert bool(DETAILS.search(Client().get(f"/en/practices/?{query}").text)[1]) is is_open


@pytest.mark.parametrize(
    ("query", "is_open"), [("kind=answers", False), ("objective=8", True), ("until=2026-01-01", True)]
)
def test_folded_filters_of_the_search_stand_open_while_one_of_them_is_in_use(db, query, is_open):
    assert bool(DETAILS.search(Client().get(f"/en/search/?{query}").text)[1]) is is_open


def test_a_short_form_folds_nothing(db):
    assert "filters__more" not in Client().get("/en/publications/").text
