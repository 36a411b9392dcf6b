"""The pages about the portal: they say what the code does."""

import pytest

from reporting.phrases import MINIMUM_BEHIND_A_FIGURE, thresholds
from tests.counts import VISITOR

PAGES = ("about", "about/methodology", "about/accessibility", "about/privacy")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_page_is_there_in_both_languages_and_marks_itself(db, client, django_assert_num_queries, name, language):
    with django_assert_num_queries(VISITOR):
        page = client.get(f"/{language}/{name}/")

    assert page.status_code == 200
    assert f'<a href="/{language}/{name}/" aria-current="page">' in page.text


def test_the_thresholds_are_those_of_the_reports(db, client):
    page = client.get("/en/about/methodology/").text

    assert f"at least {MINIMUM_BEHIND_A_FIGURE} Member Countries" in page
    for word, meaning in thresholds():
        assert f'<th scope="row">{word}</th><td>{meaning}</td>' in page


@pytest.mark.parametrize(
    ("language", "meaning"), [("en", "is not reported or not published."), ("es", ": no se informó o no se publicó.")]
)
@pytest.mark.parametrize("name", ["about", "about/methodology", "developers"])
def test_what_is_blank_means_the_same_on_every_page(db, client, language, meaning, name):
    assert meaning in client.get(f"/{language}/{name}/").text


def test_reading_sets_no_cookie_as_the_privacy_page_says(world, client):
    for address in ("/en/", "/es/objectives/8/", "/en/about/privacy/"):
        assert client.get(address).cookies == {}


def test_a_session_ends_when_the_privacy_page_says(settings):
    assert settings.SESSION_COOKIE_AGE == 8 * 60 * 60
    assert settings.ACCOUNT_SESSION_REMEMBER is False
