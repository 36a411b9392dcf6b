"""A country's practice: nothing leaves its space before its clearance, and what is shown changes by versions alone."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.seats import PUBLIC
from audit.models import AuditEvent
from catalogue.models import Tombstone
from common.errors import Conflict, Refused
from notices.models import Notice
from practices.actions.versions import move, new_version, save_version, start_practice, withdraw
from practices.enums import Stage
from practices.models import Practice, PracticeVersion

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
    save_version(version=version_of(practice), fields=OTHER, what_changed="Figures", saves=0, by=world.focal_point)
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
    clearer.post(act, {"to": "writing", "remark": "zq-why"})

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
    save_version(version=version_of(practice), fields=OTHER, what_changed="Again", saves=0, by=world.focal_point)
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
    assert (made.title_es, made.starts.isoformat(), made.code) == ("Solo en español", "2021-03-01", "xxa-practice-1")
    assert "Solo en español" in writer.get(reverse("practices:own-list")).text


@pytest.mark.parametrize("seat", ["other_focal_point", "secretariat", "presidency", "observer"])
def test_the_pages_of_a_country_are_nobody_elses(world, practice, client_of, seat):
    reader = client_of(getattr(world, seat))
    for name in ("own", "own-edit"):
        assert reader.get(reverse(f"practices:{name}", args=[practice.code])).status_code == 404
    assert reader.post(reverse("practices:own-act", args=[practice.code]), {"to": "new"}).status_code == 404


def test_the_pages_of_a_version_take_the_same_number_of_queries(
    world, practice, client_of, django_assert_max_num_queries
):
    reader = client_of(world.clearer)
    for _turn in range(2):
        publish(world, practice)
        new_version(practice=practice, by=world.focal_point)
        version = version_of(practice)
        save_version(version=version, fields=OTHER, what_changed="More", saves=version.saves, by=world.focal_point)
        with django_assert_max_num_queries(25):
            assert reader.get(reverse("practices:own", args=[practice.code])).status_code == 200
