"""The command that finds what was changed in the trail past the portal."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.actions import digest, record
from audit.models import AuditEvent

CHAINS = ("test:1", "test:2")


@pytest.fixture
def trail(world):
    """Two chains of three events."""
    for chain in CHAINS:
        for number in range(3):
            record("opened", by=world.secretariat, chain=chain, object_type="call", object_id=number)


def behind_the_portal(*statements):
    """What a superuser of the database can do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(*statement)
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")


def check(*arguments, **options):
    """(What was said, what was complained of); `whole` tells whether the command ended well."""
    told, wrong = io.StringIO(), io.StringIO()
    try:
        call_command("check_trail", *arguments, stdout=told, stderr=wrong, **options)
    except CommandError as error:
        return str(error), wrong.getvalue()
    return told.getvalue(), wrong.getvalue()


def test_a_whole_trail_is_said_to_be_whole(trail):
    assert check(*CHAINS) == ("The trail is whole: 2 chains.\n", "")
    assert "The trail is whole" in check()[0]


@pytest.mark.parametrize(
    ("statement", "link", "why"),
    [
        ("UPDATE audit_auditevent SET actor_label = 'x' WHERE chain = 'test:2' AND number = 2", 2, "altered"),
        ("UPDATE audit_auditevent SET detail = '{}', at = now() WHERE chain = 'test:2' AND number = 3", 3, "altered"),
        ("DELETE FROM audit_auditevent WHERE chain = 'test:2' AND number = 1", 2, "are gone"),
        ("DELETE FROM audit_auditevent WHERE chain = 'test:2' AND number = 2", 3, "are gone"),
    ],
)
def test_the_first_broken_link_is_named(trail, statement, link, why):
    behind_the_portal([statement])

    error, wrong = check()

    assert error.startswith("The trail is not whole")
    assert wrong.startswith(f"test:2, entry {link}: ")
    assert why in wrong
    assert len(wrong.splitlines()) == 1


def test_an_entry_with_a_new_hash_is_found_by_the_one_after_it(trail):
    event = AuditEvent.objects.get(chain="test:1", number=2)
    event.actor_label = "another"
    behind_the_portal(
        ["UPDATE audit_auditevent SET actor_label = 'another', hash = %s WHERE id = %s", [digest(event), event.pk]]
    )

    assert check()[1].startswith("test:1, entry 3: it does not follow")


def test_an_end_that_was_cut_off_is_found_against_heads_kept_elsewhere(trail, tmp_path):
    heads = tmp_path / "heads"
    check(keep=heads)
    behind_the_portal(["DELETE FROM audit_auditevent WHERE chain = 'test:2' AND number = 3"])

    assert "is whole" in check()[0]
    assert check(kept=heads)[1].startswith("test:2, entry 3: it is gone")


def test_a_chain_written_anew_is_found_against_heads_kept_elsewhere(trail, tmp_path, world):
    heads = tmp_path / "heads"
    check(keep=heads)
    behind_the_portal(["DELETE FROM audit_auditevent WHERE chain = 'test:2'"])
    for number in range(3):
        record("closed", by=world.secretariat, chain="test:2", object_type="call", object_id=number)

    assert "is whole" in check()[0]
    assert "not the entry that stood here" in check(kept=heads)[1]


def test_the_trail_that_went_on_fits_heads_kept_before(trail, tmp_path, world):
    heads = tmp_path / "heads"
    check(keep=heads)
    record("closed", by=world.secretariat, chain="test:2")

    assert "is whole" in check(kept=heads)[0]


def test_heads_of_a_broken_trail_are_not_kept(trail, tmp_path):
    behind_the_portal(["DELETE FROM audit_auditevent WHERE chain = 'test:2' AND number = 2"])
    check(keep=tmp_path / "heads")

    assert not (tmp_path / "heads").exists()


def test_a_file_that_holds_no_heads_is_named(trail, tmp_path):
    (tmp_path / "heads").write_text("nonsense\n")

    assert "holds no heads of the trail" in check(kept=tmp_path / "heads")[0]
