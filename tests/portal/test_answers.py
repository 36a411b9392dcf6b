"""The address of one answer: how it is read, cited, and what stays when it ends."""

import re

import pytest
from django.urls import reverse

from reporting.models import PublishedAnswer
from tests.counts import VISITOR
from tests.factories import publish_all, submit_all, write

CODE = "XXA-demo-O08-progress"
PAGE = f"/en/answers/{CODE}/"


def test_the_text_stands_with_citation_canonical_address_and_licence(published, client, settings):
    page = client.get(PAGE)

    assert '<div class="doc" lang="en"><p>Country A progress 8</p></div>' in page.text
    assert f'<link rel="canonical" href="{settings.SITE_URL}{PAGE}">' in page.text
    cited = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page.text)[1]
    assert cited.startswith("Country A, “Progress”, objective 8, revision 1, Demonstration cycle, ")
    assert cited.endswith(f"{settings.SITE_URL}{PAGE}")
    assert "None has been set; the text belongs to its author." in page.text
    settings.LICENCE = "CC BY 4.0"
    page = client.get(PAGE, headers={"If-None-Match": page["ETag"]})
    assert "CC BY 4.0" in page.text
    assert "None has been set" not in page.text


def test_reference_managers_find_author_title_and_day(published, client):
    page = client.get(PAGE).text

    assert '<meta name="citation_author" content="Country A">' in page
    assert '<meta name="citation_title" content="Progress, objective 8">' in page
    assert re.search(r'<meta name="citation_publication_date" content="\d{4}/\d\d/\d\d">', page)


def test_each_language_and_the_original_can_be_read(published, client):
    spanish = client.get(PAGE.replace("/en/", "/es/")).text
    assert '<div class="doc" lang="es"><p>País A progress 8  es</p></div>' in spanish
    assert "English (original)" in spanish
    original = client.get(PAGE.replace("/en/", "/es/") + "?text=original").text
    assert original.index("Country A progress 8") < original.index("País A progress 8")


def test_figures_stand_as_a_table_with_their_source(published, client):
    page = client.get("/en/answers/XXA-demo-O08-figures/")

    assert [f.value for f in page.context["figures"]] == ["12,340.5"]
    for words in ("Permits issued", "12,340.5", "permits", "2025", "Ministry A", 'href="https://example.org/permits"'):
        assert words in page.text


def test_an_answer_of_one_word_says_it(published, client):
    assert '<p class="said">Reported</p>' in client.get("/en/answers/XXA-demo-O08-reported/").text


def test_the_text_in_force_names_what_it_took_the_place_of_and_the_old_address_leads_on(published, client):
    old = PublishedAnswer.objects.get(code=CODE)
    write(published, published.a, "progress", "Second thoughts", 8)
    publish_all(published, submit_all(published, published.a, 8, 9))

    page = client.get(PAGE)
    assert page.context["supersedes"].pk == old.pk
    address = reverse("portal:answer", args=[old.pk])
    assert f'href="{address}"' in page.text
    gone = client.get(address)
    assert gone.status_code == 410
    assert "This text was published and replaced by the country." in gone.text
    assert f'href="{PAGE}"' in gone.text
    assert "Revision 2" in gone.text


def test_the_other_pages_of_the_text_are_one_step_away(published, client):
    page = client.get(PAGE).text

    assert 'href="/en/countries/XXA/demo/#o8"' in page
    assert 'href="/en/objectives/8/?cycle=demo#XXA"' in page


@pytest.mark.parametrize("code", ["nothing", "XXA-demo-O08-progress'", "%00", "x" * 2000])
def test_an_address_of_nothing_is_404(published, client, code):
    assert client.get(f"/en/answers/{code}/").status_code == 404


def test_the_page_asks_the_same_whatever_the_answer(published, client, django_assert_num_queries):
    for code in (CODE, "XXA-demo-O08-figures", "XXA-demo-O09-challenges"):
        with django_assert_num_queries(VISITOR + 4):
            client.get(f"/en/answers/{code}/")
