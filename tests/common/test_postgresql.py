"""A kept connection is looked at before it is used."""

import select

import pytest
from django.db import connection


@pytest.fixture
def other(db):
    """A second connection to the same database."""
    found = connection.copy()
    found.ensure_connection()
    yield found
    found.close()


def ended(other) -> None:
    """Let the server end the connection, and wait for the word of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [other.connection.info.backend_pid])
    select.select([other.connection.fileno()], [], [], 10)


def test_a_connection_that_stands_is_used_again(other):
    assert other.is_usable()
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert other.is_usable()


def test_a_connection_that_the_server_ended_is_not(other):
    ended(other)

    assert not other.is_usable()


def test_a_request_after_a_restart_of_the_server_gets_a_new_connection(other):
    other.settings_dict["CONN_HEALTH_CHECKS"] = other.health_check_enabled = True
    other.health_check_done = False
    ended(other)

    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_a_closed_connection_is_not(other):
    other.connection.close()
    assert not other.is_usable()

    other.connection = None
    assert not other.is_usable()
