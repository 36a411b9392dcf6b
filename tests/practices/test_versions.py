"""A country's practice: nothing leaves its space before its clearance, and what is shown changes by versions alone."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.seats import PUBLIC
from audit.models import AuditEvent
from catalogue.models import Tombstone
from common.errors import Conflict, Refused
from notices.models import Notice
from practices.actions.record import say_repository
from practices.actions.versions import move, new_version, save_version, start_practice, withdraw
from practices.enums import Stage
from practices.models import Practice, PracticeVersion
from tests.counts import SEATED

WORDS = {"title_es": "zq-ventanilla", "summary_es": "zq-resumen", "sdgs": [10], "criteria": ["applied"]}
OTHER = WORDS | {"summary_es": "zq-segundo"}
SEATS = (
    "focal_point", "clearer", "contributor", "translator", "other_focal_point", "secretariat", "presidency",
    "observer", "civil_society",
)  # fmt: skip


@pytest.fixture
def practice(world):
    return start_practice(fields=WORDS, by=world.focal_point)


def version_of(practice) -> PracticeVersion:
    return practice.versions.select_related("practice__country").latest("number")


def write(world, practice, fields=OTHER, what_changed="More"):
    """Save the words of the version that is being written."""
    version = version_of(practice)
    save_version(version=version, fields=fields, what_changed=what_changed, saves=version.saves, by=world.focal_point)


def clear(world, practice):
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    move(version=version_of(practice), to=Stage.CLEARED, by=world.clearer)


def publish(world, practice, audience="public"):
    clear(world, practice)
    move(version=version_of(practice), to=Stage.PUBLISHED, audience=audience, by=world.focal_point)
    practice.refresh_from_db()


def readers(world) -> set[str]:
    return {name for name in SEATS if Practice.objects.visible_to(getattr(world, name)).exists()}


OWN = {"focal_point", "clearer", "contributor", "translator"}


def test_a_practice_that_is_sent_twice_is_there_once(world, practice):
    again = start_practice(fields=WORDS, by=world.focal_point)
    other = start_practice(fields=OTHER, by=world.focal_point)

    assert (again, Practice.objects.count()) == (practice, 2)
    write(world, practice, fields=WORDS | {"title_en": "zq-window"})
    assert start_practice(fields=WORDS, by=world.focal_point) not in (practice, other), "its words are others by now"


def test_before_clearance_nobody_outside_the_country_sees_it_and_then_the_desk_does(world, practice):
    assert (readers(world), practice.status) == (OWN, "draft")

    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    assert readers(world) == OWN
    move(version=version_of(practice), to=Stage.CLEARED, by=world.clearer)

    practice.refresh_from_db()
    assert (readers(world), practice.status) == (OWN | {"secretariat", "presidency"}, "submitted")


@pytest.mark.parametrize(
    ("audience", "more"),
    [("members", set()), ("observers", {"observer"}), ("public", {"observer", "civil_society", "anonymous"})],
)
def test_the_country_publishes_it_for_the_audience_that_it_chooses(world, practice, client, audience, more):
    publish(world, practice, audience)

    found = readers(world) | ({"anonymous"} if Practice.objects.visible_to(PUBLIC).exists() else set())
    assert found == OWN | {"other_focal_point", "secretariat", "presidency"} | more
    is_public = audience == "public"
    for address in ("/api/v1/practices", "/data/practices.csv", "/es/practices/", "/es/search/?q=zq-resumen"):
        answer = client.get(address)
        content = answer.getvalue() if answer.streaming else answer.content
        assert (b"zq-ventanilla" in content) == is_public, address


def test_in_no_list_of_its_own_country_before_it_is_published(world, practice, client_of):
    clear(world, practice)
    for seat in (world.focal_point, world.secretariat):
        for address in ("/api/v1/practices", "/data/practices.csv", "/es/search/?q=zq-resumen"):
            answer = client_of(seat).get(address)
            assert b"zq-ventanilla" not in (answer.getvalue() if answer.streaming else answer.content), address


def test_only_focal_points_write_and_only_clearers_clear(world, practice):
    version = version_of(practice)
    for name in SEATS[1:]:
        seat = getattr(world, name)
        with pytest.raises(PermissionDenied):
            save_version(version=version, fields=OTHER, what_changed="", saves=0, by=seat)
    for name in ("clearer", "contributor", "secretariat", "presidency", "observer", "anonymous"):
        with pytest.raises(PermissionDenied):
            start_practice(fields=WORDS, by=getattr(world, name))
    move(version=version, to=Stage.ASKED, by=world.focal_point)
    for name in ("focal_point", "other_focal_point", "secretariat", "presidency", "clearer_b"):
        with pytest.raises(PermissionDenied):
            move(version=version_of(practice), to=Stage.CLEARED, by=getattr(world, name))
    with pytest.raises(PermissionDenied):
        save_version(version=version_of(practice), fields=OTHER, what_changed="", saves=0, by=world.focal_point)


def test_it_is_not_published_around_its_clearance(world, practice):
    with pytest.raises(Refused, match="not possible while"):
        move(version=version_of(practice), to=Stage.PUBLISHED, audience="public", by=world.focal_point)
    clear(world, practice)
    with pytest.raises(Refused, match="who may read"):
        move(version=version_of(practice), to=Stage.PUBLISHED, audience="country", by=world.focal_point)


def test_what_is_shown_stays_until_the_next_version_was_cleared_and_published(world, practice, client):
    publish(world, practice)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    page = f"/es/practices/{practice.code}/"
    clear(world, practice)

    assert "zq-resumen" in client.get(page).text
    assert "zq-segundo" not in client.get(page).text
    move(version=version_of(practice), to=Stage.PUBLISHED, audience="public", by=world.focal_point)

    now = client.get(page).text
    assert "zq-segundo" in now
    assert "zq-resumen" not in now
    assert "Versión 1" in now
    stages = dict(practice.versions.values_list("number", "stage"))
    assert stages == {1: Stage.REPLACED, 2: Stage.PUBLISHED}


def test_a_new_version_says_what_changes_and_there_is_one_at_a_time(world, practice):
    publish(world, practice)
    new_version(practice=practice, by=world.focal_point)

    with pytest.raises(Refused, match="what changes"):
        move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    with pytest.raises(Refused, match="on its way"):
        new_version(practice=practice, by=world.focal_point)
    for by in (world.secretariat, world.other_focal_point, world.clearer):
        with pytest.raises(PermissionDenied):
            new_version(practice=practice, by=by)


def test_a_returned_one_says_why_and_an_older_page_clears_nothing(world, practice, client_of):
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    clearer, act = client_of(world.clearer), reverse("practices:own-act", args=[practice.code])
    read = version_of(practice).saves
    with pytest.raises(Refused, match="why it is returned"):
        move(version=version_of(practice), to=Stage.WRITING, by=world.clearer)
    clearer.post(act, {"to": "writing", "remark": "zq-why", "saves": read})

    assert "zq-why" in client_of(world.focal_point).get(reverse("practices:own", args=[practice.code])).text
    saves = version_of(practice).saves
    save_version(version=version_of(practice), fields=OTHER, what_changed="", saves=saves, by=world.focal_point)
    move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    for sent in (read, saves, ""):
        assert "Read them again" in clearer.post(act, {"to": "cleared", "saves": sent, "step": 1}, follow=True).text
    clearer.post(act, {"to": "cleared", "saves": version_of(practice).saves, "step": 1})
    assert version_of(practice).stage == Stage.CLEARED


def test_taken_up_again_after_its_clearance_it_is_a_draft_that_is_cleared_anew(world, practice):
    clear(world, practice)
    move(version=version_of(practice), to=Stage.WRITING, by=world.focal_point)

    practice.refresh_from_db()
    assert practice.status == "draft"
    assert readers(world) == OWN
    assert version_of(practice).cleared_by == ""


def test_a_withdrawn_practice_leaves_a_dated_trace_without_words(world, practice, client, client_of):
    publish(world, practice)
    withdraw(practice=practice, ending_en="zq-the programme ended", ending_es="", by=world.focal_point)

    page = client.get(f"/en/practices/{practice.code}/")
    assert page.status_code == 410
    assert "zq-the programme ended" in page.text
    assert "zq-ventanilla" not in page.text
    assert Tombstone.objects.get(table="practices_practice").code == practice.code
    assert client.get(f"/api/v1/practices/{practice.code}").status_code == 410
    assert client_of(world.focal_point).get(reverse("practices:own", args=[practice.code])).status_code == 200
    new_version(practice=practice, by=world.focal_point)
    with pytest.raises(Refused, match="what changes"):
        clear(world, practice)
    write(world, practice)
    assert client.get(f"/en/practices/{practice.code}/").status_code == 410
    publish(world, practice)
    assert client.get(f"/en/practices/{practice.code}/").status_code == 200


def test_one_for_members_that_was_withdrawn_is_unknown_to_the_public(world, practice, client, client_of):
    publish(world, practice, "members")
    withdraw(practice=practice, ending_en="", ending_es="", by=world.focal_point)

    assert client.get(f"/en/practices/{practice.code}/").status_code == 404
    assert client_of(world.other_focal_point).get(f"/en/practices/{practice.code}/").status_code == 410


def test_a_stale_save_shows_what_is_stored_and_keeps_it(world, practice, client_of):
    writer, address = client_of(world.focal_point), reverse("practices:own-edit", args=[practice.code])
    boxes = {"title_es": "zq-ventanilla", "summary_es": "zq-mine", "saves": "0"}
    save_version(version=version_of(practice), fields=OTHER, what_changed="", saves=0, by=world.focal_point)

    answer = writer.post(address, boxes)

    assert answer.status_code == 409
    assert "zq-mine" in answer.text
    assert "zq-segundo" in answer.text
    assert version_of(practice).fields["summary_es"] == "zq-segundo"
    with pytest.raises(Conflict):
        save_version(version=version_of(practice), fields=WORDS, what_changed="", saves=0, by=world.focal_point)


def test_those_whom_it_concerns_are_told_once_and_never_who_acted(world, practice):
    publish(world, practice)

    told = {(one.user_id, one.text_en) for one in Notice.objects.all()}
    assert told == {
        (world.clearer.user.pk, "The practice “zq-ventanilla” waits for clearance"),
        (world.focal_point.user.pk, "The practice “zq-ventanilla” was cleared and can be published"),
        (world.secretariat.user.pk, "A practice was submitted: “zq-ventanilla”"),
        (world.secretariat.user.pk, "A practice was published: “zq-ventanilla”"),
    }


def test_the_trail_tells_who_wrote_cleared_and_published_it(world, practice, client_of):
    publish(world, practice)

    acts = list(AuditEvent.objects.filter(chain=f"practice:{practice.pk}").values_list("action", "country_code"))
    steps = ["started", "asked", "cleared", "published"]
    assert acts == [(f"practice_{step}", "XXA") for step in steps]
    page = client_of(world.contributor).get(reverse("practices:own", args=[practice.code])).text
    for words in ("began the practice", "asked for clearance", "cleared it", "published it"):
        assert words in page


def test_one_language_is_enough_and_none_is_not(world, client_of):
    writer = client_of(world.focal_point)
    new = reverse("practices:new")
    assert writer.post(new, {"title_en": "", "title_es": ""}).status_code == 422
    assert writer.post(new, {"title_es": "Solo en español", "starts": "2021-03-01"}).status_code == 302

    made = Practice.objects.get(country=world.countries["A"])
    assert (made.title_es, made.starts.isoformat()) == ("Solo en español", "2021-03-01")
    assert "Solo en español" in writer.get(reverse("practices:own-list")).text


@pytest.mark.parametrize("seat", ["other_focal_point", "secretariat", "presidency", "observer"])
def test_the_pages_of_a_country_are_nobody_elses(world, practice, client_of, seat):
    reader = client_of(getattr(world, seat))
    for name in ("own", "own-edit"):
        assert reader.get(reverse(f"practices:{name}", args=[practice.code])).status_code == 404
    assert reader.post(reverse("practices:own-act", args=[practice.code]), {"to": "new"}).status_code == 404


@pytest.mark.parametrize("turns", [1, 3])
def test_the_pages_of_a_version_take_the_same_number_of_queries(
    world, practice, client_of, django_assert_num_queries, turns
):
    for _turn in range(turns):
        publish(world, practice)
        new_version(practice=practice, by=world.focal_point)
        write(world, practice)
    for seat, count in ((world.clearer, 6), (world.focal_point, 7)):
        reader = client_of(seat)
        with django_assert_num_queries(SEATED + count):
            assert reader.get(reverse("practices:own", args=[practice.code])).status_code == 200


def test_a_code_tells_whose_it_is_and_not_how_many_there_are(world, practice):
    other = start_practice(fields=OTHER, by=world.focal_point)

    assert {practice.code[:13], other.code[:13]} == {"xxa-practice-"}
    assert practice.code != other.code
    assert not any(one.code[13:].isdecimal() for one in (practice, other))


def test_a_page_of_an_earlier_version_moves_and_overwrites_nothing_of_the_next_one(world, practice, client_of):
    writer, clearer = client_of(world.focal_point), client_of(world.clearer)
    act, edit = (reverse(f"practices:{name}", args=[practice.code]) for name in ("own-act", "own-edit"))
    old = version_of(practice).saves
    publish(world, practice)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    now = version_of(practice)

    assert now.saves > old + 1
    assert writer.post(edit, {"title_es": "zq-old", "saves": old}).status_code == 409
    steps = [(writer, "asked"), (clearer, "cleared"), (writer, "published"), (writer, "writing"), (writer, "discarded")]
    for seat, to in steps:
        stage = version_of(practice).stage
        for sent in (old, ""):
            answer = seat.post(act, {"to": to, "saves": sent, "step": 1, "audience": "public", "remark": "zq"})
            assert answer.status_code == 422, to
            assert "Read them again" in answer.text
        assert version_of(practice).stage == stage
        if to in ("asked", "cleared"):
            assert seat.post(act, {"to": to, "saves": version_of(practice).saves, "step": 1}).status_code == 302
    assert version_of(practice).fields == now.fields


def test_earlier_versions_are_told_to_those_who_could_read_them(world, practice, client, client_of):
    for audience in ("members", "public", "public"):
        publish(world, practice, audience)
        new_version(practice=practice, by=world.focal_point)
        write(world, practice)
    page = f"/en/practices/{practice.code}/"

    def earlier(reader) -> list[int]:
        return [one.number for one in reader.get(page).context["earlier"]]

    assert earlier(client) == earlier(client_of(world.observer)) == [2]
    assert earlier(client_of(world.other_focal_point)) == [2, 1]


def test_the_trace_begins_with_the_first_publication_that_its_reader_could_read(world, practice, client, client_of):
    for day, audience in (("2031-01-10", "members"), ("2031-02-10", "public"), ("2031-03-10", "public")):
        with time_machine.travel(f"{day}T18:00:00Z"):
            publish(world, practice, audience)
            new_version(practice=practice, by=world.focal_point)
            write(world, practice)
    with time_machine.travel("2031-04-10T18:00:00Z"):
        withdraw(practice=practice, ending_en="", ending_es="", by=world.focal_point)
    page = f"/en/practices/{practice.code}/"

    assert client.get(page).context["since"].isoformat() == "2031-02-10"
    with time_machine.travel("2031-04-11T18:00:00Z"):
        assert client_of(world.other_focal_point).get(page).context["since"].isoformat() == "2031-01-10"


def test_a_focal_point_takes_it_back_from_clearance_without_a_reason_and_the_trail_tells_which(world, practice):
    for remark, by in (("", world.focal_point), ("zq-why", world.clearer)):
        move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
        move(version=version_of(practice), to=Stage.WRITING, remark=remark, by=by)
        assert (version_of(practice).stage, version_of(practice).remark) == (Stage.WRITING, remark)

    acts = AuditEvent.objects.filter(chain=f"practice:{practice.pk}").values_list("action", flat=True)
    assert [one for one in acts if one in ("practice_taken_back", "practice_returned")] == [
        "practice_taken_back", "practice_returned"
    ]  # fmt: skip
    assert list(Notice.objects.filter(text_en__contains="returned").values_list("user", flat=True)) == [
        world.focal_point.user.pk
    ]


@pytest.mark.parametrize("asked", [False, True])
def test_a_version_that_is_not_cleared_is_discarded_and_the_next_begins_with_what_others_read(
    world, practice, client_of, asked
):
    publish(world, practice)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    if asked:
        move(version=version_of(practice), to=Stage.ASKED, by=world.focal_point)
    for seat in (world.clearer, world.contributor, world.other_focal_point, world.secretariat):
        with pytest.raises(PermissionDenied):
            move(version=version_of(practice), to=Stage.DISCARDED, by=seat)
    page = reverse("practices:own", args=[practice.code])
    assert "Discard this version" in client_of(world.focal_point).get(page).text

    move(version=version_of(practice), to=Stage.DISCARDED, by=world.focal_point)

    assert "discarded a version" in client_of(world.focal_point).get(page).text
    assert "Discard this version" not in client_of(world.focal_point).get(page).text
    practice.refresh_from_db()
    assert (practice.status, practice.summary_es) == ("published", "zq-resumen")
    assert new_version(practice=practice, by=world.focal_point).fields["summary_es"] == "zq-resumen"


def test_a_cleared_version_is_taken_back_before_it_is_discarded(world, practice):
    clear(world, practice)

    with pytest.raises(Refused, match="not possible while"):
        move(version=version_of(practice), to=Stage.DISCARDED, by=world.focal_point)


def test_a_practice_published_anew_is_said_to_be_in_no_repository(world, practice):
    publish(world, practice)
    say_repository(practice=practice, address="https://repository.example/p", by=world.focal_point)
    withdraw(practice=practice, ending_en="", ending_es="", by=world.focal_point)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    publish(world, practice)

    assert (practice.status, practice.repository_en, practice.repository_address) == ("published", "", "")


def test_what_the_repository_holds_stays_there_with_the_next_version(world, practice):
    publish(world, practice)
    say_repository(practice=practice, address="https://repository.example/p", by=world.focal_point)
    new_version(practice=practice, by=world.focal_point)
    write(world, practice)
    publish(world, practice)

    assert (practice.status, practice.repository_address) == ("in_repository", "https://repository.example/p")


@pytest.mark.parametrize("act", ["save", "move", "withdraw", "new"])
def test_every_act_locks_the_practice_before_its_versions(world, practice, act):
    if act in ("withdraw", "new"):
        publish(world, practice)
    version = version_of(practice)
    with CaptureQueriesContext(connection) as asked:
        if act == "save":
            save_version(version=version, fields=OTHER, what_changed="", saves=0, by=world.focal_point)
        elif act == "move":
            move(version=version, to=Stage.ASKED, by=world.focal_point)
        elif act == "withdraw":
            withdraw(practice=practice, ending_en="", ending_es="", by=world.focal_point)
        else:
            new_version(practice=practice, by=world.focal_point)

    locks = ("FOR UPDATE", 'UPDATE "practices_practiceversion"', 'INSERT INTO "practices_practiceversion"')
    first = next(one["sql"] for one in asked if any(words in one["sql"] for words in locks))
    assert 'FROM "practices_practice"' in first
    assert "FOR UPDATE" in first
