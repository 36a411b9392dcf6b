"""Pages that list things take the filters of their lists in the interface: the same address narrows both."""

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
