"""Who may read what of an event, and what its rows know about themselves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.seats import PUBLIC
from events.enums import EventAudience, LineRole, LinkKind
from events.models import Conclusion, Event, EventLink
from sources.models import Source


@pytest.fixture
def meeting(world):
    source = Source.objects.create(code="s", title_en="Source")
    event = Event.objects.create(code="m", kind="meeting", name_en="Meeting", source=source, audience="public")
    Conclusion.objects.create(event=event, order=1, reference="7", text_en="To update the calendar")
    Conclusion.objects.create(event=event, order=2, reference="7.a", text_en="Workshop on reintegration")
    return event


def test_an_event_in_preparation_is_the_desks_one_for_members_theirs(world, meeting):
    for audience, readers in (
        (EventAudience.DESK, {"secretariat", "presidency"}),
        (EventAudience.MEMBERS, {"secretariat", "presidency", "focal_point"}),
        (EventAudience.PUBLIC, {"secretariat", "presidency", "focal_point", "observer", "anonymous"}),
    ):
        Event.objects.update(audience=audience)
        seats = ("secretariat", "presidency", "focal_point", "observer", "anonymous")
        found = {name for name in seats if Event.objects.visible_to(getattr(world, name)).exists()}
        assert found == readers


def test_conclusions_are_read_as_a_whole_or_not_at_all(world, meeting):
    assert Conclusion.objects.visible_to(world.focal_point).count() == 2
    assert Conclusion.objects.visible_to(world.observer).count() == 0
    assert Conclusion.objects.visible_to(PUBLIC).count() == 0

    Event.objects.update(conclusions_public=True)

    assert Conclusion.objects.visible_to(PUBLIC).count() == 2

    Event.objects.update(audience=EventAudience.MEMBERS)

    assert Conclusion.objects.visible_to(PUBLIC).count() == 0


def test_a_reference_knows_its_level_label_and_anchor():
    item = Conclusion(reference="7.p.iii", role=LineRole.ITEM)

    assert (item.level, item.label, item.anchor) == (3, "iii.", "c-7-p-iii")
    assert (Conclusion(role=LineRole.LINE).level, Conclusion().label) == (0, "")


@pytest.mark.parametrize(
    ("verbs", "role", "asks"),
    [
        (["thank"], "item", False),
        (["thank", "invite"], "item", True),
        ([], "item", True),
        ([], "heading", False),
    ],
)
def test_thanks_alone_ask_for_nothing_an_activity_of_the_calendar_does(verbs, role, asks):
    assert Conclusion(verbs=verbs, role=role).asks_for_action is asks


def test_a_reference_stands_once_and_a_link_leads_to_one_thing(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.create(event=meeting, order=3, reference="7.a", text_en="Again")
    with pytest.raises(IntegrityError), transaction.atomic():
        EventLink.objects.create(event=meeting, kind=LinkKind.LED_TO)


def test_events_are_found_by_the_days_they_last(world):
    Event.objects.create(code="a", kind="meeting", name_en="A", starts=date(2022, 3, 31), ends=date(2022, 4, 1))
    Event.objects.create(code="b", kind="meeting", name_en="B", starts=date(2022, 4, 30))
    Event.objects.create(code="c", kind="meeting", name_en="C")

    found = Event.objects.in_days(date(2022, 4, 1), date(2022, 4, 30))

    assert [event.code for event in found] == ["a", "b"]
