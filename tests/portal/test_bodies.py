"""The page of a body: its roles across meetings, as far as the reader reads the meetings, in constant queries."""

from datetime import date, time

import pytest
from django.urls import reverse

from accounts.enums import BodyKind
from accounts.models import Body
from events.enums import PartRole, SpeakerRole
from events.models import AgendaDay, AgendaItem, AgendaSpeaker, Event, EventPart
from tests.counts import VISITOR


@pytest.fixture
def network(db):
    return Body.objects.create(
        code="network", kind=BodyKind.CIVIL_SOCIETY_NETWORK, name_en="Network", name_es="Red", acronym_en="NET"
    )


def meeting(code, audience="public", day=date(2022, 4, 1)):
    return Event.objects.create(
        code=code, kind="forum", name_en=f"Forum {code}", name_es=f"Foro {code}", starts=day, audience=audience
    )


def speaks(body, event, role, title, asked_floor=False):
    day, _made = AgendaDay.objects.get_or_create(event=event, date=event.starts)
    order = day.items.count() + 1
    item = AgendaItem.objects.create(day=day, order=order, start=time(9, order), title_en=title, title_es=title)
    AgendaSpeaker.objects.create(item=item, order=1, body=body, role=role, asked_floor=asked_floor)


def page_of(client, language="en"):
    return client.get(f"/{language}/directory/network/")


def roles(page):
    return {one.event.code: one.roles for one in page.context["meetings"]}


def test_roles_stand_meeting_by_meeting_the_newest_first(world, client, network):
    old, new = meeting("old", day=date(2021, 4, 13)), meeting("new")
    EventPart.objects.create(event=old, role=PartRole.SUPPORTER, body=network)
    EventPart.objects.create(event=old, role=PartRole.ORGANIZER, body=network)
    speaks(network, new, SpeakerRole.PANELIST, "Panel")
    speaks(network, new, SpeakerRole.MODERATOR, "Round table")
    speaks(network, new, SpeakerRole.RAPPORTEUR, "Closing")

    page = page_of(client)

    assert roles(page) == {
        "new": [("Moderator", "Round table"), ("Panelist", "Panel"), ("Rapporteur", "Closing")],
        "old": [("Organizer", ""), ("With the support of", "")],
    }
    assert list(roles(page)) == ["new", "old"]


def test_meetings_that_the_reader_does_not_read_are_not_named(world, client, client_of, network):
    EventPart.objects.create(event=meeting("zq-members", "members"), role=PartRole.ORGANIZER, body=network)
    EventPart.objects.create(event=meeting("zq-desk", "desk"), role=PartRole.ORGANIZER, body=network)

    assert "zq-" not in page_of(client).text
    assert set(roles(page_of(client_of(world.focal_point)))) == {"zq-members"}
    assert set(roles(page_of(client_of(world.secretariat)))) == {"zq-members", "zq-desk"}


def test_who_asked_for_the_floor_has_no_role_on_record(world, client_of, network):
    speaks(network, meeting("m"), SpeakerRole.SPEAKER, "Discussion", asked_floor=True)

    assert roles(page_of(client_of(world.secretariat))) == {}


def test_the_page_asks_the_same_number_of_queries_however_many_meetings(
    world, client, network, django_assert_num_queries
):
    for count in (1, 12):
        for number in range(count):
            event = meeting(f"m{count}-{number}")
            EventPart.objects.create(event=event, role=PartRole.ORGANIZER, body=network)
            speaks(network, event, SpeakerRole.SPEAKER, "Talk")
        with django_assert_num_queries(VISITOR + 4):
            page_of(client)


def test_the_directory_and_the_meeting_lead_to_it(world, client, network):
    EventPart.objects.create(event=meeting("m"), role=PartRole.ORGANIZER, body=network)

    address = reverse("portal:body", args=["network"])
    assert address in client.get(reverse("portal:directory")).text
    assert address in client.get(reverse("portal:event", args=["m"])).text
