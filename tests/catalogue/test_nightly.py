"""The night's files: published once, whole, and given out no more once something in them ended."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from catalogue import nightly
from catalogue.bulk import streams
from catalogue.models import PublicState, Release, Tombstone
from catalogue.registry import RESOURCES
from events.enums import EventAudience
from events.models import Conclusion, Event
from practices.models import Practice
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from tests.factories import fill, publish_all, submit_all, write

MANIFEST = "/data/nightly/manifest.json"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def published(world):
    fill(world, world.a, 8, marker="zq-night")
    publish_all(world, submit_all(world, world.a, 8))
    return world


def get(name):
    return Client().get(f"/data/nightly/{name}")


def on_disk(folder: Path):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_every_list_is_there_in_every_format_with_size_and_hash(published, media):
    assert Client().get(MANIFEST).status_code == 503
    assert nightly.make_if_due() > 0
    told = json.loads(Client().get(MANIFEST).content)

    named = {file["name"] for file in told["files"]}
    assert named == {f"{name}.{end}" for name in RESOURCES for end in streams.FORMATS} | {
        "dictionary.csv", "dictionary.en.md", "dictionary.es.md",
    }  # fmt: skip
    for file in told["files"]:
        content = get(file["name"]).getvalue()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["size"], file["sha256"])
    answers = next(file for file in told["files"] if file["name"] == "answers.csv")
    assert answers["rows"] == len(get("answers.jsonl").getvalue().splitlines()) > 0
    assert b"zq-night" in get("answers.csv").getvalue()
    assert list((media / "unfinished").iterdir()) == []


def test_a_file_is_validated_by_its_own_hash(published):
    nightly.make_if_due()
    first = get("answers.csv")

    again = Client().get("/data/nightly/answers.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, first["Cache-Control"]) == (304, "public, no-cache")
    assert get("secrets.csv").status_code == 404


def test_files_are_made_once_a_night(published):
    assert nightly.make_if_due() > 0
    assert nightly.make_if_due() == 0
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert nightly.make_if_due() > 0
    assert Release.objects.count() == 2


def withdraw(world):
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)


def replace(world):
    write(world, world.a, "progress", "Second thoughts", 8)
    publish_all(world, submit_all(world, world.a, 8))


def narrow(world):
    publish_all(world, world.a.revisions.get(), Audience.MEMBERS)


@pytest.mark.parametrize("act", [withdraw, replace, narrow])
def test_what_ended_is_given_out_no_more_and_is_taken_from_the_disk(published, media, act):
    nightly.make_if_due()
    act(published)

    for name in ("answers.csv", "objectives.csv", "manifest.json"):
        response = get(name)
        assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "120", "no-store")
        assert b"zq-night" not in response.content
    assert nightly.make_if_due() > 0
    assert get("answers.csv").status_code == 200
    assert b"Country A progress 8 zq-night" not in get("answers.csv").getvalue()
    assert b"Country A progress 8 zq-night" not in on_disk(media)


def test_what_is_new_does_not_end_the_files(published):
    nightly.make_if_due()
    fill(published, published.b, 8)
    publish_all(published, submit_all(published, published.b, 8))

    assert get("answers.csv").status_code == 200


def test_a_withdrawal_while_the_files_are_made_ends_them_at_once(published, monkeypatch):
    real = nightly.dictionary.as_csv
    monkeypatch.setattr(nightly.dictionary, "as_csv", lambda: (withdraw(published), real())[1])
    nightly.make_if_due()

    assert get("answers.csv").status_code == 503


def test_no_private_word_is_in_a_file(world, media):
    fill(world, world.a, 8, marker="zq-members")
    publish_all(world, submit_all(world, world.a, 8), Audience.MEMBERS)
    fill(world, world.b, 8, marker="zq-draft")
    publish_all(world, submit_all(world, world.b, 8), embargo_until=timezone.now() + timedelta(days=3))
    nightly.make_if_due()

    assert b"zq-" not in on_disk(media)


def test_files_that_were_being_made_when_the_process_was_killed_are_made_by_the_next(published, monkeypatch):
    monkeypatch.setattr(nightly.Release.objects, "create", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        nightly.make_if_due()
    assert get("answers.csv").status_code == 503
    monkeypatch.undo()

    assert nightly.make_if_due() > 0
    assert Release.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_make_one_release():
    held, go = Signal(), Signal()

    def hold():
        with nightly._alone() as mine:
            assert mine
            held.set()
            go.wait()
        connection.close()

    other = Thread(target=hold, daemon=True)
    other.start()
    assert held.wait(120)
    try:
        assert nightly.make_if_due() == 0
    finally:
        go.set()
    other.join()
    assert nightly.make_if_due() > 0


def endings():
    return PublicState.objects.get().endings


@pytest.mark.parametrize(
    ("act", "ends"),
    [
        (lambda: Practice.objects.update(title_en="Q"), False),
        (lambda: Practice.objects.update(status=Practice.Status.DRAFT), True),
        (lambda: Practice.objects.all().delete(), True),
        (lambda: Event.objects.update(audience=EventAudience.MEMBERS), True),
        (lambda: Event.objects.update(conclusions_public=False), True),
        (lambda: Event.objects.update(name_en="Other"), False),
        (lambda: Conclusion.objects.all().delete(), True),
    ],
)
def test_an_ending_is_counted_where_the_public_reads_less(db, act, ends):
    Practice.objects.create(code="p", title_en="P", status=Practice.Status.PUBLISHED)
    event = Event.objects.create(
        code="e", kind="forum", name_en="E", audience=EventAudience.PUBLIC, conclusions_public=True
    )
    Conclusion.objects.create(event=event, order=1, text_en="C")
    before = endings()
    act()

    assert (endings() > before) == ends


def test_only_events_of_the_public_leave_a_tombstone(db):
    Event.objects.create(code="desk", kind="forum", name_en="E", audience=EventAudience.DESK)
    Event.objects.create(code="open", kind="forum", name_en="E", audience=EventAudience.PUBLIC)
    Event.objects.update(audience=EventAudience.MEMBERS)
    Event.objects.all().delete()

    assert [row.code for row in Tombstone.objects.all()] == ["open"]
