"""The trail is numbered, linked and cannot be edited unseen."""

import pytest
from django.db import InternalError, connection, transaction

from audit.actions import record
from audit.chains import verify_chain
from audit.models import AuditEvent


def three_events(world):
    for number in range(3):
        record("opened", by=world.secretariat, chain="test:1", object_type="call", object_id=number, step=number)


def test_events_of_a_chain_are_numbered_and_linked(world):
    three_events(world)
    record("opened", by=None, chain="test:2")

    events = list(AuditEvent.objects.filter(chain="test:1"))

    assert [e.number for e in events] == [1, 2, 3]
    assert events[2].previous_hash == events[1].hash
    assert verify_chain("test:1") == []
    assert AuditEvent.objects.get(chain="test:2").number == 1


def test_the_actor_is_kept_as_words_that_outlive_the_account(world):
    event = record("opened", by=world.secretariat, chain="test:1")

    assert event.actor_label.startswith(world.secretariat.user.name)
    assert event.actor_id == str(world.secretariat.user.pk)


@pytest.mark.parametrize("act", ["UPDATE audit_auditevent SET action = 'x'", "DELETE FROM audit_auditevent"])
def test_the_database_refuses_to_change_or_remove_events(world, act):
    three_events(world)

    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)


def test_an_edit_by_the_owner_of_the_database_is_found(world):
    three_events(world)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_auditevent SET actor_label = 'another' WHERE chain = 'test:1' AND number = 2")
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")

    assert verify_chain("test:1") == [2]


def test_a_removed_event_is_found(world):
    three_events(world)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM audit_auditevent WHERE chain = 'test:1' AND number = 2")
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")

    assert verify_chain("test:1") == [3]
