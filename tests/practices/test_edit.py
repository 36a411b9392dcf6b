"""Writing what the form of the Repository of Practices asks: who may, both counts, a stale save."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import AuditEvent
from practices.actions.record import save_practice, say_repository
from practices.models import Practice

EDIT = reverse("practices:edit", args=["p"])
BOXES = {
    "title_en": "Care", "title_es": "Atención", "saves": "0", "sdgs": ["10", "3"], "starts": "2021-03-01",
    "status": "published", "lessons_en": "zq-lessons learned", "lessons_es": "Lecciones", "objectives": ["8"],
    "principles": ["c"], "criteria": ["applied", "timely"],
}  # fmt: skip


@pytest.fixture
def practice(world):
    """One of the record."""
    return Practice.objects.create(code="p", title_en="Care", status="published")


def test_the_secretariat_writes_the_fields_and_page_and_form_say_them(world, client, client_of, practice):
    desk = client_of(world.secretariat)
    assert EDIT in desk.get(reverse("portal:practice", args=["p"])).text
    assert "0 of about 300 words, 0 characters" in desk.get(EDIT).text

    assert desk.post(EDIT, BOXES).status_code == 302

    practice.refresh_from_db()
    assert (practice.sdgs, practice.saves) == ([10, 3], 1)
    assert [o.number for o in practice.objectives.all()] == [8]
    page = client.get("/en/practices/p/").text
    assert "zq-lessons learned" in page
    assert "10. Reduced inequalities" in page
    assert EDIT not in page
    fields = {one["code"]: one for one in client.get("/es/practices/p/form.json").json()["fields"]}
    assert fields["sdgs"]["value"] == "3. Salud y bienestar; 10. Reducción de las desigualdades"
    assert fields["criteria"]["value"] == "Aplicada, no solo propuesta; Oportuna"
    assert (fields["lessons"]["value"], fields["dates"]["value"]) == ("Lecciones", "2021-03-01 – …")
    assert "2 of about 300 words, 18 characters" in desk.get(EDIT).text
    assert AuditEvent.objects.filter(action="practice_saved").count() == 1


def test_a_long_text_is_counted_and_kept(world, client_of, practice):
    assert client_of(world.secretariat).post(EDIT, BOXES | {"impact_en": "word " * 400}).status_code == 302

    practice.refresh_from_db()
    assert len(practice.impact_en.split()) == 400


def test_a_stale_save_keeps_what_is_stored_and_shows_both(world, client_of, practice):
    desk = client_of(world.secretariat)
    desk.post(EDIT, BOXES)

    answer = desk.post(EDIT, BOXES | {"lessons_en": "zq-mine"})

    assert answer.status_code == 409
    assert "zq-mine" in answer.text
    assert "zq-lessons learned" in answer.text
    practice.refresh_from_db()
    assert practice.lessons_en == "zq-lessons learned"


def test_an_end_before_the_start_is_told(world, client_of, practice):
    answer = client_of(world.secretariat).post(EDIT, BOXES | {"ends": "2020-01-01"})

    assert answer.status_code == 422
    assert "The end is before the start." in answer.text


@pytest.mark.parametrize(
    ("status", "seat", "seen"),
    [
        ("published", "focal_point", 403), ("published", "other_focal_point", 403), ("published", "presidency", 403),
        ("published", "secretariat", 403), ("submitted", "secretariat", 403),
        ("draft", "focal_point", 403), ("draft", "other_focal_point", 404), ("draft", "secretariat", 404),
    ],
)  # fmt: skip
def test_the_words_of_a_country_are_not_edited_as_an_entry_of_the_record(
    world, client_of, practice, status, seat, seen
):
    Practice.objects.update(status=status, country=world.countries["A"])

    assert client_of(getattr(world, seat)).get(EDIT).status_code == seen
    practice.refresh_from_db()
    with pytest.raises(PermissionDenied):
        save_practice(practice=practice, fields={"title_en": "X"}, saves=0, by=getattr(world, seat))


def test_the_address_in_the_un_repository_is_recorded_and_read(world, client, client_of, practice):
    page = reverse("practices:repository", args=["p"])
    desk = client_of(world.secretariat)
    assert page in desk.get("/en/practices/p/").text
    assert desk.post(page, {"address": "no address"}).status_code == 422

    assert desk.post(page, {"address": "https://repository.example/p"}).status_code == 302

    practice.refresh_from_db()
    assert practice.status == "in_repository"
    public = client.get("/en/practices/p/").text
    assert "https://repository.example/p" in public
    assert "In the UN repository" in public
    told = client.get("/api/v1/practices/p").json()
    assert (told["status"], told["repository_address"]) == ("in_repository", "https://repository.example/p")
    with pytest.raises(PermissionDenied):
        say_repository(practice=practice, address="https://b.example/", by=world.presidency)


def test_an_older_page_of_the_form_does_not_take_the_address_in_the_repository_away(world, client_of, practice):
    say_repository(practice=practice, address="https://repository.example/p", by=world.secretariat)

    assert client_of(world.secretariat).post(EDIT, BOXES).status_code == 409
    practice.refresh_from_db()
    assert (practice.status, practice.repository_address) == ("in_repository", "https://repository.example/p")
