"""The one command on a machine without services, from the first start to the last process."""

import os
import shutil
import signal
import socket
from contextlib import suppress

import pytest

from launch import paths
from tests.launch.portal import Portal, copy_project

pytestmark = pytest.mark.embedded

KEEP = "from django.contrib.sessions.models import Session as S; from django.utils.timezone import now; "


@pytest.fixture(scope="module")
def portal(tmp_path_factory, monkeypatch_module):
    """A clone in a private folder, started once. Root's state then lies outside: see launch.paths."""
    place = tmp_path_factory.mktemp("private")
    place.chmod(0o700)
    clone = copy_project(place)
    monkeypatch_module.setattr(paths, "ROOT", clone)
    monkeypatch_module.delenv("RCM_STATE", raising=False)
    state = paths.state_folder()
    portal = Portal(clone, state)
    portal.start()
    portal.first_words = portal.said()
    portal.first_pages = {path: portal.get(path) for path in ("/health/live/", "/health/ready/", "/en/", "/es/")}
    kept = portal.run("manage", "shell", "-c", KEEP + "S.objects.create(session_key='kept', expire_date=now())")
    assert kept.returncode == 0, kept.stderr
    portal.first_end = portal.stop()
    yield portal
    portal.stop()
    shutil.rmtree(state, ignore_errors=True)


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture
def running(portal):
    """The portal, up; one test hands it to the next."""
    if portal.process is None:
        portal.start()
    return portal


@pytest.fixture
def stopped(portal):
    portal.stop()
    return portal


def test_first_start_answers_and_says_where(portal):
    assert f"The portal answers at http://127.0.0.1:{portal.port}" in portal.first_words
    assert portal.first_pages == {"/health/live/": 200, "/health/ready/": 200, "/en/": 200, "/es/": 200}


def test_first_start_names_one_account_per_role(portal):
    for role in ("focal", "clearer", "contributor", "translator", "secretariat", "presidency", "observer"):
        assert role in portal.first_words.lower()


def test_a_stop_is_clean_and_leaves_no_process(stopped):
    assert stopped.first_end == 0
    assert stopped.processes() == []


def test_second_start_installs_makes_and_loads_nothing_again(stopped):
    """What makes it quick. Its seconds are the machine's and not asserted."""
    stopped.start()
    for words in ("Installing", "Creating the environment", "Making a database", "Loading"):
        assert words not in stopped.said()


def test_data_is_kept_and_manage_reads_it_without_a_running_portal(stopped):
    found = stopped.run("manage", "shell", "-v0", "-c", KEEP + "print(S.objects.filter(session_key='kept').count())")
    assert found.stdout.strip() == "1", found.stderr
    assert stopped.processes() == []


@pytest.mark.parametrize("word", ["celery", "gunicorn", "relay_jobs", "manage.py clock", "bin/postgres"])
def test_a_killed_process_is_started_again(running, word):
    running.wait(lambda: running.leaders(word) != [])
    (before,) = running.leaders(word)
    os.kill(before, signal.SIGKILL)
    running.wait(lambda: running.leaders(word) not in ([], [before]))
    running.wait(lambda: running.get("/health/ready/") == 200)
    assert "starting it again" in running.said()


def test_a_killed_launcher_leaves_nothing_in_the_way_of_the_next(running):
    running.stop(signal.SIGKILL)
    running.start()
    assert running.get("/health/ready/") == 200
    assert len(running.leaders("celery")) == len(running.leaders("bin/postgres")) == 1


def test_everything_killed_at_once_is_cleared_away(running):
    for number in (running.process.pid, *running.processes()):
        with suppress(ProcessLookupError):  # some end as soon as the launcher has
            os.kill(number, signal.SIGKILL)
    running.stop()
    assert (running.state / "postgresql" / "data" / "postmaster.pid").exists()
    running.start()
    assert running.get("/health/ready/") == 200


def test_a_second_start_is_refused_and_harms_nothing(running):
    second = running.run()
    assert second.returncode == 1
    assert f"already runs at http://127.0.0.1:{running.port} (process {running.process.pid})" in second.stderr
    assert running.get("/health/ready/") == 200


def test_a_taken_port_is_named_before_anything_starts(stopped):
    with socket.socket() as other:
        other.bind(("127.0.0.1", stopped.port))
        other.listen()
        result = stopped.run()
    assert result.returncode == 1
    assert f"Port {stopped.port} cannot be used" in result.stderr
    assert f"PORT={stopped.port + 1} ./run" in result.stderr
    assert stopped.processes() == []


def test_production_is_not_served_this_way(stopped):
    result = stopped.run(RCM_ENV="production")
    assert result.returncode == 1
    assert "docker-compose.yml" in result.stderr
