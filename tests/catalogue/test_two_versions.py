"""What is published for members or observers alone leaves no trace in what the public is told."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.actions.keys import create_key
from accounts.enums import KeyScope
from catalogue.models import PublicState
from catalogue.versions import public_version, shared_version
from commitments.actions.commitments import add_note
from commitments.models import Commitment, Paper
from events.actions.events import publish_conclusions
from events.actions.follow_up import link_event
from events.actions.papers import prepare_for
from events.models import AgendaDay, Conclusion, Event, EventLink, EventPart
from objectives.models import Objective
from practices.actions.versions import move, save_version, start_practice
from practices.enums import Stage
from practices.models import Practice
from publications.models import Document
from reporting.actions.publication import withdraw_publication
from reporting.enums import Audience
from reporting.models import CallTheme
from tests.factories import fill, publish_all, submit_all
from tests.factories.documents import make_edition

PAGE = "/en/objectives/8/"
LIST = "/api/v1/answers"


def numbers() -> tuple[int, int]:
    return PublicState.objects.values_list("version", "shared").get()


def raised(act) -> tuple[bool, bool]:
    """(Did the public's version rise, did that of members and observers?)"""
    before = numbers()
    act()
    after = numbers()
    return after[0] > before[0], after[1] > before[1]


def told(client, address, **headers):
    """What says when and whether something changed."""
    response = client.get(address, headers=headers)
    return response["ETag"], response.get("Last-Modified")


@pytest.fixture
def submitted(world):
    fill(world, world.a, 8)
    return submit_all(world, world.a, 8)


@pytest.fixture
def meeting(world):
    return Event.objects.create(
        code="m", kind="meeting", name_en="Meeting", starts=date(2022, 1, 1), audience="members"
    )


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"conclusions_rest": "Signed by hand", "version": 2}, False),
        ({"claim_groups": ["days"]}, False),
        ({"concept_audience": "members"}, False),
        ({"concept_audience": "public"}, True),
        ({"logistics_audience": "members"}, False),
        ({"logistics_audience": "public"}, True),
        ({"place_en": "San José"}, True),
        ({"audience": "members"}, True),
    ],
)
def test_what_the_desk_alone_saves_of_a_public_meeting_is_no_news_to_the_public(world, meeting, fields, is_told):
    Event.objects.update(audience="public")
    before = Event.objects.values_list("updated_at", flat=True).get(pk=meeting.pk)

    assert raised(lambda: Event.objects.filter(pk=meeting.pk).update(**fields)) == (is_told, True)
    after = Event.objects.values_list("updated_at", flat=True).get(pk=meeting.pk)
    assert (after > before) is (is_told and not {"concept_audience", "logistics_audience"} & fields.keys())


def test_printing_the_logistics_note_is_no_news_to_the_public(world, meeting):
    Event.objects.update(audience="public")
    document = Document.objects.create(kind="logistics", title_en="Logistics note")
    before = Event.objects.values_list("updated_at", flat=True).get(pk=meeting.pk)

    assert raised(lambda: Event.objects.filter(pk=meeting.pk).update(logistics_document=document)) == (False, True)
    assert Event.objects.values_list("updated_at", flat=True).get(pk=meeting.pk) == before


def test_the_version_of_a_session_is_its_writers_business(world, meeting):
    Event.objects.update(audience="public")
    session = meeting.sessions.create(code="1", order=1, title_en="Session")

    assert raised(lambda: meeting.sessions.update(version=7)) == (False, True)
    assert raised(lambda: meeting.sessions.update(title_es="Sesión")) == (True, True)
    assert raised(lambda: session.questions.create(order=1, text_en="Which?")) == (True, True)


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.OBSERVERS])
def test_a_publication_for_some_moves_nothing_that_the_public_is_told(world, submitted, audience):
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        before = [told(Client(), address) for address in (PAGE, LIST)]
    token, changed_at = public_version().token, public_version().changed_at
    assert raised(lambda: publish_all(world, submitted, audience)) == (False, True)
    assert raised(lambda: withdraw_publication(assignment=world.a, note_en="", note_es="", by=world.focal_point)) == (
        False,
        True,
    )

    assert (public_version().token, public_version().changed_at) == (token, changed_at)
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        assert [told(Client(), address) for address in (PAGE, LIST)] == before


def test_who_asks_with_a_key_is_told_of_it(world, submitted):
    _key, token = create_key(name="Test", scopes=[KeyScope.READ], days=30, by=world.observer)
    headers = {"Authorization": f"Bearer {token}"}
    before = Client().get(LIST, headers=headers)
    known = headers | {"If-None-Match": before["ETag"]}
    assert Client().get(LIST, headers=known).status_code == 304

    publish_all(world, submitted, Audience.OBSERVERS)
    after = Client().get(LIST, headers=known)
    assert after.status_code == 200
    assert len(after.json()["results"]) > len(before.json()["results"])
    assert Client().get(LIST, headers=headers | {"If-None-Match": after["ETag"]}).status_code == 304


def test_narrowing_what_the_public_read_is_the_publics_business(world, submitted):
    assert raised(lambda: publish_all(world, submitted)) == (True, True)
    assert raised(lambda: publish_all(world, submitted, Audience.MEMBERS)) == (True, True)


def test_a_text_under_embargo_says_nothing_until_it_passes(world, submitted):
    soon = timezone.now() + timedelta(hours=1)
    before = public_version().token
    assert raised(lambda: publish_all(world, submitted, embargo_until=soon)) == (False, True)
    assert public_version().token == before

    with time_machine.travel(soon + timedelta(minutes=1)):
        assert public_version().token != before


def test_an_embargo_for_members_passes_for_them_alone(world, submitted):
    soon = timezone.now() + timedelta(minutes=1)
    publish_all(world, submitted, Audience.MEMBERS, embargo_until=soon)
    public, shared = public_version().token, shared_version().token

    with time_machine.travel(soon + timedelta(seconds=1)):
        assert public_version().token == public
        assert shared_version().token != shared


@pytest.mark.parametrize(
    "act",
    [
        lambda m: Event.objects.filter(pk=m.pk).update(name_en="Other"),
        lambda m: EventPart.objects.create(event=m, role="host", country_id=m.host),
        lambda m: AgendaDay.objects.create(event=m, date=date(2022, 1, 1)).items.create(
            order=1, start="10:00", title_en="Talks"
        ),
        lambda m: Conclusion.objects.create(event=m, order=1, reference="1", text_en="To meet."),
        lambda m: EventLink.objects.create(event=m.public, kind="led_to", to_event=m),
        lambda m: m.sessions.create(code="1", order=1, title_en="Session"),
        lambda m: m.delete(),
    ],
)
def test_a_meeting_of_members_is_theirs_alone(world, meeting, act):
    meeting.host = world.a.country_id
    meeting.public = Event.objects.create(code="p", kind="meeting", name_en="Public", audience="public")

    assert raised(lambda: act(meeting)) == (False, True)


def test_what_members_say_of_a_public_commitment_is_no_news_to_the_public(world, meeting):
    made = Commitment.objects.create(code="c", reference="C", kind="follow_up", readers="public")
    told = {"commitment": made, "on": date(2024, 6, 1), "status": "under_way", "by": world.secretariat}

    assert raised(lambda: add_note(**told, country=world.a.country)) == (False, True)
    assert raised(lambda: link_event(commitment=made, event=meeting, by=world.secretariat)) == (False, True)
    assert raised(lambda: add_note(**told)) == (True, True)


def test_for_which_meeting_of_members_a_document_is_prepared_is_theirs_alone(world, meeting):
    paper = Paper.objects.create(code="p", kind="report", title_en="Report", stage="approved")
    assert raised(lambda: prepare_for(paper=paper, event=meeting, months=1, by=world.secretariat)) == (False, True)

    Event.objects.update(audience="public")
    assert raised(lambda: prepare_for(paper=paper, event=meeting, months=2, by=world.secretariat)) == (True, True)


def test_conclusions_that_are_not_published_are_no_news_of_a_public_meeting(world, meeting):
    Event.objects.update(audience="public")
    line = Conclusion.objects.create(event=meeting, order=1, reference="1", text_en="To meet.")

    assert raised(lambda: Conclusion.objects.filter(pk=line.pk).update(text_es="Reunirse.")) == (False, True)
    meeting.refresh_from_db()
    assert raised(lambda: publish_conclusions(event=meeting, public=True, by=world.presidency)) == (True, True)
    assert raised(lambda: Conclusion.objects.filter(pk=line.pk).update(verbs=["meet"])) == (True, True)


def test_drafts_of_practices_and_editions_for_some_are_not_the_publics(world):
    practice = Practice.objects.create(code="p", title_en="P")
    assert raised(lambda: practice.objectives.set([8])) == (False, False)
    assert raised(lambda: Practice.objects.update(status=Practice.Status.PUBLISHED)) == (True, True)
    assert raised(lambda: practice.objectives.set([9])) == (True, True)
    assert raised(lambda: make_edition(audience="members")) == (False, True)
    assert raised(lambda: Document.objects.update(readers="presidency")) == (False, True)
    assert raised(make_edition) == (True, True)


def test_who_asks_for_the_floor_moves_nothing_that_the_public_is_told(world, meeting):
    Event.objects.update(audience="public")
    item = meeting.days.create(date="2022-01-01").items.create(order=1, start="10:00", title_en="Talks")

    assert raised(lambda: item.speakers.create(order=1, words_en="Chair")) == (True, True)
    asked = {"order": 2, "country": world.countries["A"], "asked_floor": True}
    assert raised(lambda: item.speakers.create(**asked)) == (False, True)


def test_what_a_country_writes_and_submits_of_a_practice_raises_nothing_before_it_is_published(world):
    fields = {"title_en": "zq", "summary_en": "zq", "objectives": Objective.objects.filter(number=8)}
    other = fields | {"objectives": Objective.objects.filter(number=9)}
    made = []

    def version():
        return made[0].versions.select_related("practice__country").get()

    def act(to, seat, **more):
        return lambda: move(version=version(), to=to, by=seat, **more)

    def save():
        save_version(version=version(), fields=other, what_changed="", saves=0, by=world.focal_point)

    assert raised(lambda: made.append(start_practice(fields=fields, by=world.focal_point))) == (False, False)
    for private in (save, act(Stage.ASKED, world.focal_point), act(Stage.CLEARED, world.clearer)):
        assert raised(private) == (False, False)
    assert raised(act(Stage.PUBLISHED, world.focal_point, audience="members")) == (False, True)


def test_a_draft_of_a_practice_that_answers_a_call_raises_nothing(world):
    theme = CallTheme.objects.create(call=world.a.call, theme_en="T", theme_es="T")
    row = Practice.objects.create(code="d", title_en="D", country=world.countries["A"])

    assert raised(lambda: theme.practices.add(row)) == (False, False)
    assert raised(lambda: theme.practices.remove(row)) == (False, False)
    Practice.objects.update(status="published")
    assert raised(lambda: theme.practices.add(row)) == (True, True)
    assert raised(lambda: Practice.objects.filter(pk=row.pk).delete()) == (True, True)
