"""What the clock does for meetings: a reminder of documents that members are to have ahead of one."""

from datetime import timedelta

import pytest

from commitments.models import Paper
from common.dates import today
from events import periodic
from events.models import Event, PaperFor


@pytest.fixture
def paper(world):
    event = Event.objects.create(code="m", kind="meeting", name_en="Meeting M", starts=today() + timedelta(days=60))
    paper = Paper.objects.create(code="budget", kind="budget", title_en="Budget")
    return PaperFor.objects.create(paper=paper, event=event, months=1)


def test_the_secretariat_is_told_once_a_week_before_members_are_to_have_a_document(world, paper):
    assert periodic.remind_of_papers() == 0
    Event.objects.update(starts=today() + timedelta(days=37))

    assert periodic.remind_of_papers() == 1
    assert periodic.remind_of_papers() == 0
    told = world.secretariat.user.notices.get()
    assert told.text_en == "Before members soon: Budget, for Meeting M"


def test_a_document_that_has_gone_on_and_a_meeting_that_is_over_are_not_asked_for(paper):
    Event.objects.update(starts=today() + timedelta(days=20))
    Paper.objects.update(stage="recommended")
    assert periodic.remind_of_papers() == 0
    Paper.objects.update(stage="draft")
    Event.objects.update(starts=today() - timedelta(days=1))
    assert periodic.remind_of_papers() == 0
