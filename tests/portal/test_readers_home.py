"""Where observers, civil society and stakeholders land: what is shared with them, meetings, calls, what they keep."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import ApiKey
from catalogue.models import SavedSearch
from common.dates import today
from events.models import Event
from reporting.actions.cycles import create_call, open_call
from reporting.enums import Audience, TemplateAudience
from reporting.models import Assignment, Template, TemplateVersion
from tests.counts import SEATED
from tests.factories import fill, publish_all, submit_all

DESK = reverse("portal:desk")
OUTSIDE = ["observer", "civil_society", "stakeholder"]


@pytest.fixture
def publish(world):
    """Publish objective 8 of a country for an audience."""

    def make(assignment, audience):
        fill(world, assignment, 8)
        publish_all(world, submit_all(world, assignment, 8), audience)

    return make


def event(code, days, audience="public"):
    day = today() + timedelta(days=days)
    return Event.objects.create(
        code=code, kind="meeting", name_en=f"Meeting {code}", name_es=f"Reunión {code}", starts=day, audience=audience
    )


@pytest.mark.parametrize("name", OUTSIDE)
def test_each_of_them_has_a_page_of_their_own_in_both_languages(world, client_of, name):
    seat = getattr(world, name)
    client = client_of(seat)

    for address, words in (("/en/desk/", "Open to everybody"), ("/es/desk/", "Abierto a todo el mundo")):
        page = client.get(address)
        assert page.status_code == 200
        assert words in page.content.decode()
    assert 'aria-current="page"' in page.content.decode()


def test_an_observer_finds_what_was_shared_with_observers_apart_from_what_is_public(world, publish, client_of):
    publish(world.a, Audience.OBSERVERS)
    publish(world.b, Audience.PUBLIC)
    publish(world.c, Audience.MEMBERS)

    context = client_of(world.observer).get(DESK).context

    assert [text.country.code for text in context["narrow"]] == ["XXA"]
    assert [(text.country.code, text.objectives) for text in context["open"]] == [("XXB", 1)]


@pytest.mark.parametrize("name", ["civil_society", "stakeholder"])
def test_others_find_what_is_public_and_no_word_of_the_rest(world, publish, client_of, name):
    publish(world.a, Audience.OBSERVERS)
    publish(world.b, Audience.PUBLIC)

    page = client_of(getattr(world, name)).get(DESK)

    assert [text.country.code for text in page.context["open"]] == ["XXB"]
    assert "Country A" not in page.content.decode()
    assert "Shared with observers" not in page.content.decode()


def test_coming_meetings_stand_first_and_those_of_others_are_not_named(world, client_of):
    event("next", 10)
    event("past", -10)
    event("members", 5, audience="members")

    page = client_of(world.observer).get(DESK).content.decode()

    assert "Meeting next" in page
    assert "Meeting past" not in page
    assert "Meeting members" not in page


def test_without_a_coming_meeting_the_latest_are_shown(world, client_of):
    event("past", -10)

    page = client_of(world.observer).get(DESK).content.decode()

    assert "Latest meetings" in page
    assert "Meeting past" in page


@pytest.fixture
def call(world):
    """A call to stakeholders, in preparation."""
    template = Template.objects.create(
        code="input", audience=TemplateAudience.STAKEHOLDERS, name_en="Your input", name_es="Su aporte"
    )
    version = TemplateVersion.objects.create(template=template, number=1, published_at=timezone.now())
    due = timezone.now() + timedelta(days=20)
    return create_call(
        cycle=world.cycle, template_version=version, scheme=world.scheme, due_at=due, by=world.secretariat
    )


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_call_to_them_is_shown_once_it_is_open_and_asks_no_country(world, client_of, call, name):
    client = client_of(getattr(world, name))
    assert "Your input" not in client.get(DESK).content.decode()

    open_call(call=call, by=world.secretariat)

    assert "Your input" in client.get(DESK).content.decode()
    assert not Assignment.objects.filter(call=call).exists()


def test_the_searches_and_keys_of_this_seat_are_there_and_nobody_elses(world, client_of):
    for seat, words in ((world.observer, "mine"), (world.stakeholder, "theirs")):
        SavedSearch.objects.create(user=seat.user, membership=seat.membership, name=f"Search {words}", query="q=x")
        ApiKey.objects.create(
            membership=seat.membership, name=f"Key {words}", prefix=words, digest=words, scopes=["read"],
            expires_at=timezone.now() + timedelta(days=9),
        )  # fmt: skip

    page = client_of(world.observer).get(DESK).content.decode()

    assert "Search mine" in page
    assert "Key mine" in page
    assert "theirs" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_text_and_for_three(world, publish, client_of, count, django_assert_num_queries):
    for assignment in (world.a, world.b, world.c)[:count]:
        publish(assignment, Audience.OBSERVERS)
        event(f"e{assignment.country.code.lower()}", 5)
    client = client_of(world.observer)

    with django_assert_num_queries(SEATED + 6):
        client.get(DESK)


def test_the_country_and_the_desk_land_where_they_work(world, client_of):
    assert client_of(world.focal_point).get(DESK)["Location"] == reverse("reporting:workspace")
    assert client_of(world.secretariat).get(DESK)["Location"] == reverse("reporting:desk")
