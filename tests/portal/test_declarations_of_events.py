"""A meeting's page lists its declarations: the public reads of adopted and published ones alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from declarations.actions.adoption import adopt, publish_adoption
from declarations.actions.drafts import circulate
from events.models import Event
from tests.factories.declarations import occasion_of, settle, start

TITLE = "Declaration of the demonstration"


@pytest.fixture
def event(db):
    return Event.objects.create(code="talks", kind="meeting", name_en="Talks", audience="public")


def page(client):
    return client.get(reverse("portal:event", args=["talks"])).content.decode()


def test_a_draft_is_listed_for_whom_it_exists(world, client_of, event):
    draft = start(world, event=event)
    assert TITLE in page(client_of(world.secretariat))
    assert TITLE not in page(client_of(world.focal_point))
    circulate(draft=draft, until=timezone.now() + timedelta(days=1), by=world.presidency)

    assert TITLE in page(client_of(world.focal_point))
    assert TITLE not in page(client_of(world.observer))
    assert TITLE not in page(Client())


def test_an_adopted_one_is_listed_for_the_public_once_it_is_published(world, client_of, event):
    adoption = adopt(draft=settle(world, start(world, event=event)), occasion=occasion_of(world), by=world.presidency)
    assert page(client_of(world.focal_point)).count(adoption.symbol) == 1
    assert adoption.symbol not in page(Client())
    publish_adoption(adoption=adoption, by=world.presidency)

    assert adoption.symbol in page(Client())
