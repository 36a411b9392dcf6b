"""The suite's services: a Redis database of its own, a clear word about what is absent."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import redis as redis_client

from launch import checks, processes, services
from launch.__main__ import main
from launch.paths import ROOT, Stop


@pytest.fixture
def own_redis():
    """The port of a Redis server for one test, where nobody else counts keys."""
    with services.own_redis() as url:
        yield urlsplit(url).port


def test_two_suites_get_two_databases_and_leave_them_empty(own_redis):
    server = redis_client.Redis(port=own_redis, db=15)
    with services.claimed("127.0.0.1", own_redis) as first, services.claimed("127.0.0.1", own_redis) as second:
        assert (first[-3:], second[-3:]) == ("/15", "/14")
        server.set("left", "behind")
    assert server.dbsize() == 0


def test_somebodys_keys_are_never_touched(own_redis):
    redis_client.Redis(port=own_redis, db=15).set("somebody", "else")
    with services.claimed("127.0.0.1", own_redis) as url:
        assert url.endswith("/14")
    assert redis_client.Redis(port=own_redis, db=15).get("somebody") == b"else"


def test_a_redis_that_was_named_and_does_not_answer_is_a_failure(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    with pytest.raises(Stop, match=r"127\.0\.0\.1:1, where no Redis answers"), services.redis():
        pass


def test_a_missing_program_is_named_with_its_package(monkeypatch):
    monkeypatch.setattr(services.os, "geteuid", lambda: 1000)
    with pytest.raises(Stop, match=r"needs no-such-browser.*package chromium"):
        services.install("no-such-browser", "chromium")


@pytest.mark.parametrize(
    ("arguments", "added"),
    [
        ([], ["-n", "2", "--dist", "loadfile"]),
        (["tests/launch", "-q"], ["-n", "2", "--dist", "loadfile"]),
        (["-n0"], []),
        (["-n", "4"], []),
        (["--pdb"], []),
        (["-p", "no:xdist"], []),
    ],
)
def test_two_processes_unless_the_caller_chose(arguments, added):
    assert checks.distribution(arguments) == added


def test_help_names_every_command(capsys):
    assert main(["help"]) == 0
    said = capsys.readouterr().out
    for command in ("test", "lint", "fmt", "audit", "bench", "manage", "help"):
        assert f"./run {command}" in said


def test_an_unknown_command_is_refused_with_the_help(capsys):
    assert main(["serv"]) == 2
    assert "does not know 'serv'" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["", "web", "0", "70000", "-1", "８０００"])
def test_a_port_that_is_none_is_refused(value):
    result = subprocess.run(
        [sys.executable, "-m", "launch"], cwd=ROOT, env={**os.environ, "PORT": value, "RCM_ENV": "demonstration"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert "PORT must be a number from 1 to 65535" in result.stderr


def test_the_launcher_uses_the_standard_library_only():
    """-S hides every installed package."""
    command = [sys.executable, "-S", "-c", "import launch.__main__, launch.health, launch.prepare"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0


@pytest.mark.embedded
def test_without_a_server_that_lets_us_the_suite_starts_its_own_and_ends_it(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(services.getpass, "getuser", lambda: "nobody_has_this_role")
    with services.postgresql() as url, psycopg2.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
        assert processes.working_in(Path(folder))
    assert not processes.working_in(Path(folder))
    assert not Path(folder).exists()
