"""The receipt of a submission: who, when and what, in the reader's words and on San José's calendar."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from reporting.documents.receipt import build_receipt
from tests.factories import fill, submit_all

EVENING = datetime(2026, 11, 28, 1, 43, tzinfo=UTC)
"""The 27th, 19:43, in San José."""


@pytest.fixture
def revision(world):
    fill(world, world.a, 8)
    revision = submit_all(world, world.a, 8)
    revision.submitted_at = EVENING
    revision.clearance = [step | {"at": EVENING.isoformat()} for step in revision.clearance]
    return revision


@pytest.mark.parametrize(("language", "day"), [("en", "27 November 2026"), ("es", "27 de noviembre de 2026")])
def test_all_its_days_are_those_of_san_jose(revision, language, day):
    receipt = build_receipt(revision, language)

    words = json.dumps(asdict(receipt), ensure_ascii=False, default=str)
    assert (receipt.date, receipt.subtitle) == ("2026-11-27", day)
    assert f"{day}, 19:43" in words
    assert "2026-11-28" not in words


@pytest.mark.parametrize(("language", "role"), [("en", "Focal point"), ("es", "Punto focal")])
def test_who_submitted_is_said_with_the_role_in_words(world, revision, language, role):
    words = json.dumps(asdict(build_receipt(revision, language)), ensure_ascii=False, default=str)

    assert f"{world.focal_point.user.name}, {role}" in words
    assert "focal_point" not in words


def test_the_list_of_revisions_says_it_the_same_way(world, revision, client_of):
    page = client_of(world.focal_point).get(reverse("reporting:revisions", args=[world.a.pk])).content.decode()

    assert f"{world.focal_point.user.name}, Focal point" in page
    assert "focal_point" not in page
