"""The version rises with everything public and with nothing else; a public page is validated by it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Standing
from catalogue.models import PublicState, Tombstone
from catalogue.versions import public_version
from common.search import matching, ranked
from events.models import Event
from objectives.models import Group, Objective, Scheme
from practices.models import Practice
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from reporting.models import PublishedAnswer
from sources.models import Source
from tests.factories import fill, publish_all, submit_all, write


def number() -> int:
    state = PublicState.objects.first()
    return state.version if state else 0


def rises(act) -> bool:
    before = number()
    act()
    return number() > before


@pytest.fixture
def submitted(world):
    fill(world, world.a, 8)
    return submit_all(world, world.a, 8)


def test_work_in_a_country_space_leaves_the_version_alone(world):
    def work():
        fill(world, world.a, 8, 9)
        submit_all(world, world.a, 8)

    assert not rises(work)


def test_publishing_and_withdrawing_raise_it(world, submitted):
    assert rises(lambda: publish_all(world, submitted))
    assert rises(lambda: withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point))


@pytest.mark.parametrize(
    "act",
    [
        lambda: Objective.objects.filter(number=3).update(short_en="Other"),
        lambda: Group.objects.first().objectives.add(23),
        lambda: Group.objects.first().objectives.clear(),
        lambda: Scheme.objects.create(code="other", name_en="Other", name_es="Otro"),
        lambda: Standing.objects.first().delete(),
        lambda: Source.objects.create(code="s", title_en="S"),
    ],
)
def test_everything_on_record_raises_it(world, act):
    assert rises(act)


def test_a_statement_that_finds_no_row_does_not(world):
    assert not rises(lambda: Objective.objects.filter(number=99).update(short_en="Other"))


def test_an_embargo_that_passes_makes_a_new_version(world, submitted):
    publish_all(world, submitted, embargo_until=timezone.now() + timedelta(hours=1))
    before = public_version()

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert public_version().token != before.token


def test_a_new_day_makes_a_new_version(world):
    before = public_version()

    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert public_version().token != before.token


def test_the_version_costs_one_query(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        public_version()


def test_a_row_that_is_deleted_leaves_a_tombstone(db):
    source = Source.objects.create(code="gone", title_en="Gone")
    pk = source.pk
    source.delete()

    row = Tombstone.objects.get()
    assert (row.table, row.object_id, row.code) == ("sources_source", str(pk), "gone")


def test_a_practice_that_is_no_longer_public_leaves_one_too(db):
    practice = Practice.objects.create(code="p", title_en="P", status=Practice.Status.PUBLISHED)
    Practice.objects.filter(pk=practice.pk).update(title_en="Q")
    assert not Tombstone.objects.exists()
    Practice.objects.filter(pk=practice.pk).update(status=Practice.Status.DRAFT)
    assert Tombstone.objects.get().code == "p"
    Practice.objects.filter(pk=practice.pk).delete()

    assert Tombstone.objects.count() == 1


def test_a_change_of_a_list_is_a_change_of_its_owner(world):
    group = Group.objects.first()
    before = group.updated_at
    group.objectives.add(23)
    group.refresh_from_db()

    assert group.updated_at > before


def test_updated_at_follows_every_way_of_writing(db):
    source = Source.objects.create(code="s", title_en="S")
    stamps = [source.updated_at]
    source.title_en = "T"
    source.save()
    source.refresh_from_db()
    stamps.append(source.updated_at)
    Source.objects.update(title_en="U")
    source.refresh_from_db()
    stamps.append(source.updated_at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_source SET title_en = 'V'")
    source.refresh_from_db()
    stamps.append(source.updated_at)

    assert stamps == sorted(set(stamps))


HOME = "/en/objectives/8/"


def test_a_public_page_is_kept_by_caches_and_asked_for_again(world):
    response = Client().get(HOME)

    assert response["Cache-Control"] == "public, no-cache"
    assert "Cookie" in response["Vary"]
    assert response["ETag"].startswith('"')
    again = Client().get(HOME, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])


def test_a_page_says_when_it_changed_once_no_other_change_can_fall_into_the_same_second(world):
    Objective.objects.filter(number=3).update(short_en="Other")
    assert not Client().get(HOME).has_header("Last-Modified")

    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        changed = Client().get(HOME)["Last-Modified"]
        assert Client().get(HOME, headers={"If-Modified-Since": changed}).status_code == 304


def test_no_stale_page_after_a_publication(world, submitted):
    before = Client().get(HOME)
    publish_all(world, submitted)

    after = Client().get(HOME, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "Country A progress 8" in after.text


def test_each_language_and_address_has_a_validator_of_its_own(world):
    tags = {Client().get(path)["ETag"] for path in (HOME, "/es/objectives/8/", "/en/objectives/9/", f"{HOME}?scheme=x")}

    assert len(tags) == 4


@pytest.mark.parametrize("role", ["focal_point", "observer", "secretariat"])
def test_no_cache_keeps_the_page_of_a_person(world, client_of, submitted, role):
    publish_all(world, submitted, Audience.MEMBERS)
    public = Client().get(HOME)

    response = client_of(getattr(world, role)).get(HOME, headers={"If-None-Match": public["ETag"]})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert not response.has_header("ETag")


def test_a_page_with_a_message_waiting_is_kept_by_nobody(world):
    client = Client()
    client.cookies["messages"] = "anything"

    assert "no-store" in client.get(HOME)["Cache-Control"]


def test_a_page_that_is_not_there_is_kept_by_nobody(world):
    response = Client().get("/en/countries/QQQ/")

    assert response.status_code == 404
    assert "no-store" in response["Cache-Control"]


def test_the_address_of_an_answer_gives_the_text_then_what_became_of_it(world, submitted):
    publish_all(world, submitted)
    address = reverse("portal:answer", args=["XXA-demo-O08-progress"])
    first = Client().get(address)
    assert first.status_code == 200
    assert "Country A progress 8" in first.text
    assert Client().get(reverse("portal:answer", args=[world.a.pk])).status_code == 404

    write(world, world.a, "progress", "Second thoughts", 8)
    publish_all(world, submit_all(world, world.a, 8))
    assert "Second thoughts" in Client().get(address).text
    withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "Second thoughts" not in gone.text


def test_the_id_of_a_replaced_answer_leads_to_the_one_in_force(world, submitted):
    publish_all(world, submitted)
    old = PublishedAnswer.objects.get(code="XXA-demo-O08-progress")
    assert Client().get(reverse("portal:answer", args=[old.pk])).status_code == 302
    write(world, world.a, "progress", "Second thoughts", 8)
    publish_all(world, submit_all(world, world.a, 8))

    gone = Client().get(reverse("portal:answer", args=[old.pk]))
    assert gone.status_code == 410
    assert reverse("portal:answer", args=[old.code]) in gone.text
    assert "progress 8" not in gone.text.replace(old.code, "")


def test_a_text_for_members_has_no_address_for_the_public(world, submitted):
    publish_all(world, submitted, Audience.MEMBERS)

    assert Client().get(reverse("portal:answer", args=["XXA-demo-O08-progress"])).status_code == 404


def test_an_event_keeps_its_place_in_both_languages_of_search(db):
    source = Source.objects.create(code="s", title_en="S")
    Event.objects.create(code="e", kind="forum", name_en="Forum", name_es="Foro de migración", source=source)
    assert matching(Event.objects.all(), "MIGRACION").exists()
    assert matching(Event.objects.all(), "forums").exists()
    assert not matching(Event.objects.all(), "conference").exists()
    assert ranked(Event.objects.all(), "foro").get().rank > 0


def test_the_version_changes_with_the_day_of_san_jose_and_not_with_that_of_utc(db):
    def token(*moment):
        with time_machine.travel(datetime(2031, *moment, tzinfo=UTC)):
            return public_version().token

    assert token(2, 28, 23) == token(3, 1, 3)
    assert token(3, 1, 3) != token(3, 1, 7)
