"""Filters clean every value and bound their number; what they let through is what they say."""

import pytest

from objectives.filters import ObjectiveFilters
from objectives.models import Objective
from practices.filters import PracticeFilters
from practices.models import Practice
from reporting.filters import AnswerFilters, RevisionFilters
from reporting.models import Publication, PublishedAnswer
from tests.factories import fill, publish_all, submit_all


@pytest.fixture
def published(world):
    fill(world, world.a, 8, 9)
    publish_all(world, submit_all(world, world.a))
    fill(world, world.b, 8)
    publish_all(world, submit_all(world, world.b))
    return world


def answers(**query) -> set[str]:
    found = AnswerFilters(query, PublishedAnswer.objects.all())
    assert found.is_valid(), found.errors
    return {f"{a.country.code[-1]}{a.objective_id}{a.question.code[0]}" for a in found.qs}


EVERYTHING = {"A8r", "A8p", "A8c", "A9r", "A9p", "A9c", "B8r", "B8p", "B8c"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, EVERYTHING),
        ({"country": "XXB"}, {"B8r", "B8p", "B8c"}),
        ({"country": "XXA,XXB", "objective": "9"}, {"A9r", "A9p", "A9c"}),
        ({"objective": "8", "question": "progress"}, {"A8p", "B8p"}),
        ({"group": "imrf_roundtables.RT2", "question": "progress"}, {"A8p", "A9p", "B8p"}),
        ({"group": "imrf_roundtables.RT1"}, set()),
        ({"scheme": "imrf_roundtables"}, EVERYTHING),
        ({"scheme": "none"}, set()),
        ({"type": "statement"}, {"A8r", "A9r", "B8r"}),
        ({"kind": "reported", "objective": "9"}, {"A9r", "A9p", "A9c"}),
        ({"language": "es"}, set()),
        ({"principle": "a"}, set()),
        ({"published_from": "2999-01-01"}, set()),
        ({"published_to": "2999-01-01"}, EVERYTHING),
        ({"q": "challenges", "country": "XXB"}, {"B8c"}),
        ({"q": "pais", "objective": "9"}, {"A9p", "A9c"}),
        ({"cycle": "demo,other", "country": "XXB", "question": "reported"}, {"B8r"}),
    ],
)
def test_answers_are_found_by(published, query, found):
    assert answers(**query) == found


def test_a_group_is_named_with_its_scheme_and_several_may_be_named(world):
    rows = ObjectiveFilters({"group": "imrf_roundtables.RT1,imrf_roundtables.RT4"}, Objective.objects.all()).qs

    assert [row.number for row in rows] == [1, 2, 3, 5, 6, 7, 12, 17, 18, 23]


def test_a_thing_about_several_objectives_is_found_once(world):
    practice = Practice.objects.create(code="p", title_en="P", status=Practice.Status.PUBLISHED)
    practice.objectives.set([8, 9])

    assert list(PracticeFilters({"objective": "8,9"}, Practice.objects.all()).qs) == [practice]
    assert list(PracticeFilters({"group": "imrf_roundtables.RT2"}, Practice.objects.all()).qs) == [practice]


def test_a_day_of_an_instant_is_told_in_utc(published):
    day = Publication.objects.first().published_at.date().isoformat()

    assert RevisionFilters({"published_from": day, "published_to": day}, Publication.objects.all()).qs.count() == 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("objective", "x"),
        ("objective", "-1"),
        ("objective", "99999999999999999999"),
        ("objective", ",".join(["1"] * 51)),
        ("country", "A" * 101),
        ("country", "A\x00B"),
        ("q", "a\x00b"),
        ("q", "a" * 201),
        ("kind", "secret"),
        ("type", "text,secret"),
        ("published_from", "yesterday"),
        ("published_from", "2026-02-30"),
        ("published_to", "10000-01-01"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(db, name, value):
    assert name in AnswerFilters({name: value}, PublishedAnswer.objects.all()).errors
