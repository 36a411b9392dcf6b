"""`updated_since`: what changed and what ended, each told once, to those who could read it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from api import changes
from api.changes import Ending
from api.views import developers
from catalogue.registry import RESOURCES
from commitments.models import Commitment
from common.dates import today
from events.actions.agenda import remove_item
from events.actions.events import publish_conclusions
from events.enums import EventAudience, EventKind
from events.models import AgendaItem, Conclusion, Event
from practices.models import Practice
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from reporting.models import Publication, PublishedAnswer
from sources.models import Source
from tests.factories import fill, publish_all, submit_all, write
from tests.factories.record import make_record, publish_some

BEGINNING = "1990-01-01T00:00:00Z"


@pytest.fixture
def published(world):
    """Written for each test: what is told here depends on when it was."""
    make_record()
    publish_some(world)
    return world


def moment() -> str:
    """A moment after everything that was written before."""
    latest = PublishedAnswer.objects.order_by("-updated_at").first()
    return (latest.updated_at + timedelta(microseconds=1)).astimezone(UTC).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize("limit", [3, 100])
def test_a_copy_is_complete_after_every_page(published, anybody, limit):
    for name in RESOURCES:
        everything = {one["code"] for one in anybody.all(name, fields="code")}
        copy = anybody.all(name, updated_since=BEGINNING, limit=limit, fields="code,updated_at")
        told = [one for one in copy if not one.get("gone")]
        assert {one["code"] for one in told} == everything
        assert len(told) == len(everything)
        assert [one["updated_at"] for one in told] == sorted(one["updated_at"] for one in told)


def test_a_list_that_will_end_says_since_when_and_until_when(published, anybody, monkeypatch):
    ending = Ending("figures", announced=date(2027, 1, 1), until=date(2028, 1, 1), words="Read answers instead.")
    monkeypatch.setattr(changes, "ENDINGS", (ending,))
    monkeypatch.setattr(developers, "ENDINGS", (ending,))

    told = anybody.get("figures")
    assert (told["Deprecation"], told["Sunset"]) == ("@1798761600", "Sat, 01 Jan 2028 00:00:00 GMT")
    assert "Deprecation" not in anybody.get("answers")
    assert "Read answers instead." in anybody.get("/en/developers/").text


def test_nothing_changed_is_an_empty_page(published, anybody):
    assert anybody.all("answers", updated_since=moment()) == []


def test_a_new_revision_is_told_as_traces_and_new_rows(published, anybody):
    before = moment()
    old = PublishedAnswer.objects.get(code="XXA-demo-O08-progress")
    write(published, published.a, "progress", "Second thoughts", 8)
    publish_all(published, submit_all(published, published.a, 8, 9))

    told = anybody.all("answers", updated_since=before, limit=2)
    new = next(one for one in told if one["code"] == old.code and not one.get("gone"))
    trace = next(one for one in told if one["code"] == old.code and one.get("gone"))
    assert trace == {
        "id": str(old.pk),
        "code": old.code,
        "gone": True,
        "ended_at": trace["ended_at"],
        "ending": "replaced",
        "replaced_by": new["id"],
    }
    assert new["supersedes"] == str(old.pk)
    assert new["text_en"] == "Second thoughts"
    assert "Country A progress 8" not in str(told)
    assert len(told) == len({one["id"] for one in told})


def test_a_withdrawal_is_told_in_every_list_it_concerns(published, anybody):
    before = moment()
    withdraw_publication(assignment=published.a, note_en="", note_es="", by=published.focal_point)

    for name, count in (("answers", 7), ("figures", 1), ("revisions", 1)):
        told = anybody.all(name, updated_since=before, limit=2)
        assert [one["ending"] for one in told] == ["withdrawn"] * count, name


def test_filters_hold_for_traces_as_far_as_a_trace_can_tell(published, anybody):
    before = moment()
    withdraw_publication(assignment=published.a, note_en="", note_es="", by=published.focal_point)

    assert len(anybody.all("answers", updated_since=before, objective=9)) == 3
    assert anybody.all("answers", updated_since=before, country="XXB") == []
    assert len(anybody.all("answers", updated_since=before, objective=9, q="progress")) == 3


def test_what_was_published_or_withdrawn_since_a_day_is_one_question(published, anybody):
    day = {"published_from": today().isoformat(), "updated_since": BEGINNING, "fields": "code"}
    Publication.objects.filter(assignment=published.b).update(published_at=timezone.now() - timedelta(days=400))
    assert [one["code"] for one in anybody.all("revisions", **day)] == ["XXA-demo-R1"]
    withdraw_publication(assignment=published.a, note_en="", note_es="", by=published.focal_point)

    told = anybody.all("revisions", **day)
    assert [(one["code"], one["ending"]) for one in told] == [("XXA-demo-R1", "withdrawn")]


def test_a_text_for_fewer_readers_is_gone_for_the_others(published, anybody, caller_of):
    before = moment()
    publish_all(published, published.a.revisions.get(), Audience.MEMBERS)

    for_all = anybody.all("answers", updated_since=before, question="progress", objective=8)
    assert [(one["gone"], one["replaced_by"]) for one in for_all] == [(True, None)]
    member = caller_of(published.other_focal_point)
    told = member.all("answers", updated_since=before, question="progress", objective=8)
    assert {one.get("gone", False) for one in told} == {True, False}
    assert next(one for one in told if one.get("gone"))["replaced_by"]


@pytest.mark.parametrize("query", [{}, {"country": "XXA"}, {"objective": "8"}, {"q": "progress"}])
def test_a_list_that_was_asked_for_before_holds_what_is_open_now(world, anybody, query):
    noon = timezone.now().replace(hour=18)  # in San José: lists are composed anew each day
    with time_machine.travel(noon):
        fill(world, world.a, 8)
        revision = submit_all(world, world.a, 8)
        assert anybody.get("answers", query).json()["results"] == []
        publish_all(world, revision, embargo_until=noon + timedelta(hours=1))
        assert anybody.get("answers", query).json()["results"] == []

    with time_machine.travel(noon + timedelta(hours=2)):
        assert anybody.get("answers", query).json()["results"]


def test_an_embargo_that_passes_is_a_change(world, anybody):
    fill(world, world.a, 8)
    soon = timezone.now() + timedelta(hours=2)
    publish_all(world, submit_all(world, world.a, 8), embargo_until=soon)
    asked = (timezone.now() + timedelta(hours=1)).isoformat()
    assert anybody.all("answers", updated_since=asked) == []

    with time_machine.travel(soon + timedelta(minutes=1)):
        assert len(anybody.all("answers", updated_since=asked)) == 3


def test_what_is_deleted_on_record_is_told(published, anybody):
    Source.objects.create(code="to-go", title_en="To go")
    before = timezone.now().isoformat()
    source = Source.objects.get(code="to-go")
    pk = str(source.pk)
    source.delete()
    practice = Practice.objects.first()
    Practice.objects.filter(pk=practice.pk).update(status=Practice.Status.DRAFT)

    told = anybody.all("sources", updated_since=before)
    assert [(one["id"], one["code"], one["ending"]) for one in told] == [(pk, "to-go", "deleted")]
    assert practice.code in [one["code"] for one in anybody.all("practices", updated_since=before) if one.get("gone")]
    assert anybody.get("sources/to-go").status_code == 410


@pytest.mark.parametrize("offset", ["-20:53", "+23:59", "-00:01"])
def test_any_offset_from_utc_is_understood(published, anybody, offset):
    assert anybody.get("countries", {"updated_since": f"2026-08-18T03:10:35{offset}"}).status_code == 200
    assert anybody.get("/data/changes.jsonl", {"since": f"2026-08-18T03:10:35{offset}"}).status_code == 200


def test_conclusions_taken_back_are_told_one_by_one_and_again_when_they_are_published(published, anybody, caller_of):
    event = Event.objects.get(code="event-1")
    line = Conclusion.objects.create(event=event, order=2, text_en="A line.")
    before = timezone.now().isoformat()
    publish_conclusions(event=event, public=False, by=published.presidency)

    told = anybody.all("conclusions", updated_since=before, limit=1)
    assert sorted((one["code"], one["ending"], one["gone"]) for one in told) == [
        ("event-1.1", "withdrawn", True), ("event-1.2", "withdrawn", True),
    ]  # fmt: skip
    assert str(line.pk) in {one["id"] for one in told}
    assert anybody.get(f"conclusions/{line.pk}").status_code == 410
    assert anybody.get("events/event-1").status_code == 200
    member = caller_of(published.other_focal_point)
    assert not [one for one in member.all("conclusions", updated_since=before) if one.get("gone")]

    event.refresh_from_db()
    publish_conclusions(event=event, public=True, by=published.presidency)
    told = anybody.all("conclusions", updated_since=before)
    assert sorted((one["code"], one.get("gone")) for one in told) == [("event-1.1", None), ("event-1.2", None)]


def test_a_meeting_taken_back_takes_its_conclusions_along(published, anybody, caller_of):
    before = timezone.now().isoformat()
    Event.objects.filter(code="event-1").update(audience=EventAudience.MEMBERS)

    for name, code in (
        ("events", "event-1"), ("conclusions", "event-1.1"), ("agenda-items", "event-1.2024-01-01.01"),
    ):  # fmt: skip
        assert [(one["code"], one["ending"]) for one in anybody.all(name, updated_since=before)] == [
            (code, "withdrawn")
        ]
    member = caller_of(published.other_focal_point)
    assert [one["code"] for one in member.all("events", updated_since=before)] == ["event-1"]


def test_an_agenda_item_that_is_taken_out_is_told(published, anybody):
    before = timezone.now().isoformat()
    item = AgendaItem.objects.get(day__event__code="event-1")
    pk = str(item.pk)
    remove_item(item=item, by=published.secretariat)

    told = anybody.all("agenda-items", updated_since=before)
    assert [(one["id"], one["code"], one["ending"]) for one in told] == [(pk, "event-1.2024-01-01.01", "deleted")]


def test_what_becomes_readable_for_members_is_a_change_for_them(published, anybody, caller_of):
    Event.objects.filter(code="event-1").update(audience=EventAudience.DESK)
    before = timezone.now().isoformat()
    Event.objects.filter(code="event-1").update(audience=EventAudience.MEMBERS)

    member = caller_of(published.other_focal_point)
    assert [one["code"] for one in member.all("conclusions", updated_since=before)] == ["event-1.1"]
    assert anybody.all("conclusions", updated_since=before) == []


def test_a_commitment_that_members_begin_to_read_is_told_to_them_and_to_nobody_else(published, anybody, caller_of):
    member, observer = caller_of(published.focal_point), caller_of(published.observer)
    row = Commitment.objects.create(code="m.1", reference="M, 1", kind="follow_up", text_en="Hold it", readers="desk")
    before = timezone.now().isoformat()
    tag = member.get("commitments")["ETag"]
    row.readers = "members"
    row.save(update_fields=["readers"])

    told = {"code": "m.1"}
    for caller, found in ((member, [told]), (observer, []), (anybody, [])):
        assert caller.all("commitments", updated_since=before, fields="code") == found
    assert member.get("commitments", **{"If-None-Match": tag}).status_code == 200


def test_what_is_gone_has_an_address_that_says_so(published, anybody):
    old = PublishedAnswer.objects.get(code="XXA-demo-O08-progress")
    write(published, published.a, "progress", "Second thoughts", 8)
    publish_all(published, submit_all(published, published.a, 8, 9))
    new = PublishedAnswer.objects.get(code=old.code, ended_at=None)

    response = anybody.get(f"answers/{old.pk}")
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["trace"]["replaced_by"] == str(new.pk)
    assert response["Cache-Control"] == "no-store"
    assert anybody.get(f"answers/{old.code}").json()["id"] == str(new.pk)


def test_changes_cost_the_same_whatever_their_number(published, anybody, django_assert_num_queries):
    for limit in (1, 100):
        with django_assert_num_queries(3):
            anybody.get("answers", {"updated_since": BEGINNING, "limit": limit})


def test_changes_come_in_their_own_order_only(published, anybody):
    response = anybody.get("answers", {"updated_since": BEGINNING, "ordering": "code"})

    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["ordering"]


def test_a_moment_without_a_zone_is_utc(published, anybody):
    now = datetime.now(UTC) + timedelta(days=1)

    assert anybody.all("answers", updated_since=now.replace(tzinfo=None).isoformat()) == []


def test_who_still_reads_a_thing_is_not_told_that_it_is_gone(published, anybody, caller_of):
    before = timezone.now().isoformat()
    Event.objects.filter(code="event-1").update(audience=EventAudience.MEMBERS)

    assert [(one["code"], one["gone"]) for one in anybody.all("events", updated_since=before)] == [("event-1", True)]
    told = caller_of(published.focal_point).all("events", updated_since=before)
    assert [(one["code"], one.get("gone", False)) for one in told] == [("event-1", False)]


def test_what_was_never_open_leaves_no_trace(published, anybody):
    before = timezone.now().isoformat()
    Event.objects.create(code="secret-event", kind=EventKind.MEETING, name_en="Secret").delete()
    Practice.objects.create(code="secret-practice", title_en="Secret").delete()

    assert anybody.all("events", updated_since=before) == []
    assert anybody.all("practices", updated_since=before) == []
    assert anybody.get("events/secret-event").status_code == 404
