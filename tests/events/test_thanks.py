"""Who was thanked, and what is asked of somebody outside the Conference."""

import pytest
from django.urls import reverse

from accounts.models import Country
from events.directory import directory
from events.enums import PartyKind
from events.models import Delegation, Event, Participant, Registration
from events.suggestions import thanked_in
from tests.events.test_desk import values_of


@pytest.fixture
def desk(world, client_of):
    return client_of(world.secretariat)


def edit(line):
    return reverse("events:conclusion-line", args=[line.event.code, line.pk])


def test_names_in_the_first_sentence_are_suggested_the_longer_before_the_shorter(bodies):
    text = "To thank the Fund Office (FO) and Country A for the Working Group on Borders. To urge Country B."

    assert thanked_in(text, directory()) == [
        bodies["office"], Country.objects.get(code="XXA"), bodies["wg-b"]
    ]  # fmt: skip


def test_a_suggestion_is_kept_when_the_line_is_saved_and_shown_with_its_item(desk, client, line_of, bodies):
    line = line_of("9")
    line.text_en, line.verbs = "To thank the Fund Office for its support.", ["thank"]
    line.save()
    Event.objects.update(conclusions_public=False)
    page = desk.get(edit(line))
    assert page.context["form"]["thanked_bodies"].value() == [bodies["office"].pk]
    assert not line.thanked_bodies.exists()
    sent = values_of(page.context["form"]) | {"thanked_bodies": [bodies["office"].pk]}
    assert desk.post(edit(line), sent).status_code == 302
    assert list(line.thanked_bodies.all()) == [bodies["office"]]
    Event.objects.update(conclusions_public=True)

    shown = client.get(reverse("portal:event", args=[line.event.code]))
    assert shown.context["thanked"] == [(bodies["office"], [line])]
    rows = client.get("/api/v1/conclusions", {"event": line.event.code}).json()["results"]
    (told,) = [row for row in rows if row["reference"] == "9"]
    assert (told["thanked_countries"], told["thanked_bodies"]) == ([], ["office"])


def test_who_is_recorded_as_having_taken_part_is_shown_beside_who_is_thanked(desk, line_of, bodies):
    line = line_of("9")
    registration = Registration.objects.create(event=line.event)
    for body, attended in ((bodies["office"], True), (bodies["wg-b"], None)):
        delegation = Delegation.objects.create(registration=registration, body=body, kind=PartyKind.OBSERVER)
        Participant.objects.create(delegation=delegation, order=1, rank="technical", attended=attended)
    line.verbs = ["urge"]
    line.save()
    assert "Recorded as having taken part" not in desk.get(edit(line)).text
    line.verbs = ["thank"]
    line.save()

    page = desk.get(edit(line))

    assert "Recorded as having taken part: Fund Office." in page.text
    assert not page.context["form"]["thanked_bodies"].value(), "to have been there is not to be thanked"


def test_nobody_is_thanked_by_what_is_left_empty(desk, line_of, bodies):
    line = line_of("9")
    line.thanked_bodies.set([bodies["office"]])
    sent = values_of(desk.get(edit(line)).context["form"])
    del sent["thanked_bodies"]
    desk.post(edit(line), sent)

    assert not line.thanked_bodies.exists()


def test_an_appeal_to_somebody_outside_is_recorded_and_asks_for_no_follow_up(desk, client, line_of):
    line = line_of("7.h")
    assert line.asks_for_action
    sent = values_of(desk.get(edit(line)).context["form"]) | {"addressee_en": "Another conference"}
    desk.post(edit(line), sent)

    line.refresh_from_db()
    assert not line.asks_for_action
    assert "recorded, without follow-up" in client.get(line.get_absolute_url()).text
