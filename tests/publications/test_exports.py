"""What lists tell of editions whose document is closed to some, and opened again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue import nightly
from publications.actions import follow_readers
from publications.enums import Audience
from publications.models import Document
from tests.api.conftest import Caller, caller_of  # noqa: F401
from tests.factories.documents import make_edition

SINCE = (timezone.now() - timedelta(days=1)).isoformat()


@pytest.fixture
def edition(db):
    return make_edition()


def changes(caller=None, since=SINCE) -> list[tuple[str, str | None]]:
    rows = (caller or Caller()).get("editions", {"updated_since": since}).json()["results"]
    return [(row["id"], row.get("ending")) for row in rows]


def test_an_edition_leaves_a_trace_when_its_document_is_closed_to_the_public(edition, world, caller_of):  # noqa: F811
    follow_readers(edition.document_id, Audience.MEMBERS)

    assert changes() == [(str(edition.pk), "withdrawn")]
    assert Caller().get(f"editions/{edition.pk}").status_code == 410


def test_who_may_still_read_it_is_told_of_no_end(edition, world, caller_of):  # noqa: F811
    Document.objects.filter(pk=edition.document_id).update(readers=Audience.MEMBERS)

    assert changes(caller_of(world.focal_point)) == [(str(edition.pk), None)]


def test_an_edition_that_is_opened_again_is_told_anew(edition):
    Document.objects.filter(pk=edition.document_id).update(readers=Audience.MEMBERS)
    closed = timezone.now().isoformat()
    Document.objects.filter(pk=edition.document_id).update(readers=Audience.PUBLIC)

    assert changes(since=closed) == [(str(edition.pk), None)]


def test_files_of_the_night_are_withheld_once_an_edition_in_them_is_closed(edition, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    nightly.make()
    assert nightly.in_force()
    Document.objects.filter(pk=edition.document_id).update(readers=Audience.MEMBERS)

    assert Caller().get("/data/nightly/editions.csv").status_code == 503
