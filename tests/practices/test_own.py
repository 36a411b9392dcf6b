"""The pages of a country's own practices: who reads what it waits for, and what can be done next."""

import pytest
from django.urls import reverse

from practices.actions.versions import move, new_version, start_practice
from practices.enums import Stage
from tests.practices.test_versions import WORDS, clear, publish, version_of, write


@pytest.fixture
def practice(world):
    return start_practice(fields=WORDS, by=world.focal_point)


@pytest.fixture
def page(practice, client_of):
    """The page of the practice for one seat."""
    return lambda seat: client_of(seat).get(reverse("practices:own", args=[practice.code])).text


WRITING = "The focal points of your country write it."
ASKED = "belongs to other clearers."
CLEARED = "The focal points of your country publish it."


def test_whoever_cannot_take_it_further_reads_what_it_waits_for(world, practice, page):
    assert WRITING in page(world.contributor)
    assert WRITING in page(world.clearer)
    assert WRITING not in page(world.focal_point)
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    assert ASKED in page(world.focal_point)
    assert ASKED in page(world.contributor)
    assert ASKED not in page(world.clearer)
    move(version=version_of(practice), to=Stage.CLEARED, by=world.clearer)
    assert CLEARED in page(world.clearer)
    assert CLEARED not in page(world.focal_point)


def test_who_reads_it_is_said_by_where_the_practice_stands(world, practice, page):
    only, desk = "Only your country reads this.", "as submitted the Secretariat and the presidency"
    assert only in page(world.focal_point)
    clear(world, practice)
    assert desk in page(world.focal_point)
    assert only not in page(world.focal_point)
    publish_again(world, practice)
    words = page(world.focal_point)
    assert "Others read version 1 until this one is published." in words
    assert only not in words
    assert desk not in words


def publish_again(world, practice):
    """Publish what is cleared, and begin and clear the version after it."""
    move(version=version_of(practice), to=Stage.PUBLISHED, audience="public", by=world.focal_point)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    clear(world, practice)


def test_only_the_first_version_is_submitted_by_its_clearance(world, practice, page):
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    assert "Clear and submit the practice" in page(world.clearer)
    move(version=version_of(practice), to=Stage.CLEARED, by=world.clearer)
    move(version=version_of(practice), to=Stage.PUBLISHED, audience="public", by=world.focal_point)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)

    assert "Clear this version" in page(world.clearer)
    assert "Clear and submit the practice" not in page(world.clearer)


def test_no_audience_is_chosen_before_the_first_publication_and_then_the_one_before(world, practice, page):
    clear(world, practice)
    assert "checked" not in page(world.focal_point)
    move(version=version_of(practice), to=Stage.PUBLISHED, audience="members", by=world.focal_point)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    clear(world, practice)

    checked = [line for line in page(world.focal_point).split("<input") if "checked" in line]
    assert len(checked) == 1
    assert 'value="members"' in checked[0]


def test_the_form_to_take_along_says_of_which_version_it_is(world, practice, page):
    said = "Of version 1, which others read:"
    assert said not in page(world.focal_point)
    publish(world, practice)
    assert said not in page(world.focal_point)
    new_version(practice=practice, by=world.focal_point)
    assert said in page(world.focal_point)


def test_the_list_holds_every_practice_the_newest_first(world, practice, client_of):
    start_practice(fields=WORDS | {"title_es": "zq-nueva"}, by=world.focal_point)

    rows = client_of(world.clearer).get(reverse("practices:own-list")).context["practices"]
    assert [row.title_es for row, _version in rows] == ["zq-nueva", "zq-ventanilla"]


def test_a_clearer_sees_in_the_workspace_how_many_wait_and_nobody_else_does(world, practice, client_of):
    home = reverse("reporting:contribution", args=[world.a.pk])
    words = "waits for your clearance"
    assert words not in client_of(world.clearer).get(home).text
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)

    assert f"1 {words}" in client_of(world.clearer).get(home).text
    assert words not in client_of(world.contributor).get(home).text
