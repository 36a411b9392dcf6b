"""Words that name an objective or a country lead to its page, in either language, above what the search finds."""

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import Alias
from accounts.seats import PUBLIC
from catalogue.named import pages_named
from reporting.enums import Audience
from tests.factories import fill, publish_all, submit_all

TEXT, OBJECTIVE, COUNTRY = "/en/objectives/8/?country=XXA", "/en/objectives/8/", "/en/countries/XXA/"


@pytest.fixture
def published(world):
    """Country A published on objective 8."""
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8))
    return world


def named(words, seat=PUBLIC):
    with override("en"):
        return [link.url for link in pages_named(words, seat)]


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("objetivo 8", [OBJECTIVE]), ("Objective 8", [OBJECTIVE]), ("OBJETIVOS 8", [OBJECTIVE]),
        ("objective no. 8", [OBJECTIVE]), ("objetivo nº 8", [OBJECTIVE]),
        ("objetivos 8 y 9", [OBJECTIVE, "/en/objectives/9/"]), ("objectives 9, 8", ["/en/objectives/9/", OBJECTIVE]),
        ("País A", [COUNTRY]), ("pais a", [COUNTRY]), ("country a", [COUNTRY]), ("XXA", [COUNTRY]), ("xxa", [COUNTRY]),
        ("remesas XXA", [COUNTRY]), ("objetivo 8 País A", [TEXT, OBJECTIVE, COUNTRY]),
        ("¿Qué dice País A sobre el objetivo 8?", [TEXT, OBJECTIVE, COUNTRY]),
        ("What does Country A say on objective 8?", [TEXT, OBJECTIVE, COUNTRY]),
        ("country b on objective 8", [OBJECTIVE, "/en/countries/XXB/"]),
        ("objective 24", []), ("objective 812", []), ("8", []), ("objective", []), ("remesas xxa", []), ("", []),
        ("objetivo 8.h", []), ("a\x00b", []),
    ],
)  # fmt: skip
def test_words_name_pages(published, words, pages):
    assert named(words) == pages


def test_a_country_is_known_by_its_aliases_too(world):
    Alias.objects.create(country=world.countries["A"], name="The Land of A")

    assert named("migration in the land of a") == [COUNTRY]


def test_a_text_is_named_to_those_only_who_may_read_it(world):
    fill(world, world.a, 8)
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)

    assert named("country a objective 8") == [OBJECTIVE, COUNTRY]
    assert named("country a objective 8", world.other_focal_point) == [TEXT, OBJECTIVE, COUNTRY]


def test_the_pages_stand_above_the_results(published):
    page = Client().get("/es/search/", {"q": "País A"}).text

    assert page.index('href="/es/countries/XXA/"') < page.index('<section class="sec" aria-labelledby="k-')


def test_where_no_text_holds_the_words_the_page_says_so_and_offers_what_they_name(published):
    page = Client().get("/es/search/", {"q": "¿Qué dice País A sobre el objetivo 8?"})

    assert page.context["total"] == 0
    assert "No results" not in page.text
    for address in (TEXT, OBJECTIVE, COUNTRY):
        assert f'href="{address.replace("/en/", "/es/")}"' in page.text


def test_what_is_narrowed_to_one_kind_names_no_pages(published):
    assert Client().get("/en/search/", {"q": "country a"}).context["pages"] != []
    assert Client().get("/en/search/", {"q": "country a", "kind": "answers"}).context["pages"] == []


def test_names_cost_the_same_whatever_is_named(published, django_assert_num_queries):
    directory = 3
    with django_assert_num_queries(directory):
        named("seasonal")
    with django_assert_num_queries(directory + 1):
        named("objective 8")
    with django_assert_num_queries(directory + 2):
        named("objectives 8, 9 and 10, countries XXA, XXB and XXC")
