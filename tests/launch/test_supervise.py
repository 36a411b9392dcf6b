"""Children are started again, slower and slower, and nothing of them is left after a stop."""

import os
import signal
import sys
import time

import pytest

from launch import processes
from launch.paths import Stop
from launch.postgres import wait_for
from launch.supervise import Child, Supervisor, end_marked

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def supervisor():
    supervisor = Supervisor()
    yield supervisor
    supervisor.stop()


def child(tmp_path, command=SLEEP, **variables):
    return Child("helper", command, {**os.environ, **variables}, tmp_path, tmp_path / "helper.log")


def test_a_killed_child_is_started_again_at_once(tmp_path, supervisor, capsys):
    one = child(tmp_path)
    supervisor.start(one)
    before = one.process.pid
    os.kill(before, signal.SIGKILL)
    one.process.wait()
    one.attend()
    assert one.alive()
    assert one.process.pid != before
    assert "The helper ended (-9); starting it again" in capsys.readouterr().out


def test_a_child_that_ends_again_waits_longer(tmp_path, supervisor):
    one = child(tmp_path)
    supervisor.start(one)
    for _ in range(2):
        one.process.kill()
        one.process.wait()
        one.attend()
    assert not one.alive()  # the second end within a minute: a pause of a second
    assert wait_for(lambda: one.attend() or one.alive(), 60)


def test_a_child_that_never_works_stops_the_start_and_shows_its_log(tmp_path, supervisor):
    supervisor.start(child(tmp_path, [sys.executable, "-c", "raise SystemExit('no such table')"]))
    with pytest.raises(Stop, match=r"(?s)The helper does not start.*no such table"):
        supervisor.watch_until(lambda: False, seconds=2)


def test_a_signal_ends_the_watch(tmp_path, supervisor):
    supervisor.start(child(tmp_path))
    supervisor.ending.set()
    supervisor.watch()
    supervisor.stop()
    assert not supervisor.children[0].alive()


def test_a_stop_ends_grandchildren_and_those_that_ignore_it(tmp_path, supervisor, monkeypatch):
    monkeypatch.setattr("launch.supervise.STOP_SECONDS", 0.5)
    program = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print('ready', flush=True); time.sleep(60)"
    )
    one = child(tmp_path, [sys.executable, "-c", program], **{processes.MARK: str(tmp_path)})
    supervisor.start(one)
    assert wait_for(lambda: "ready" in one.log.read_text(), 60)
    assert len(processes.marked(str(tmp_path))) == 2
    supervisor.stop()
    assert wait_for(lambda: processes.marked(str(tmp_path)) == [], 60)


def test_a_process_that_left_its_group_is_found_by_its_mark(tmp_path, supervisor):
    program = (
        "import subprocess, sys, time\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], start_new_session=True)\n"
        "print('ready', flush=True)"
    )
    one = child(tmp_path, [sys.executable, "-c", program], **{processes.MARK: str(tmp_path)})
    supervisor.start(one)
    assert wait_for(lambda: "ready" in one.log.read_text() and not one.alive(), 60)
    assert len(processes.marked(str(tmp_path))) == 1
    end_marked(str(tmp_path))
    assert processes.marked(str(tmp_path)) == []


def test_another_portals_processes_are_left_alone(tmp_path, supervisor):
    one = child(tmp_path, **{processes.MARK: f"{tmp_path}-another"})
    supervisor.start(one)
    end_marked(str(tmp_path))
    time.sleep(0.1)
    assert one.alive()
