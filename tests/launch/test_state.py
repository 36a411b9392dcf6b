"""One launcher at a time in one folder."""

import multiprocessing
import os

from launch.state import Holder, State


def test_the_second_is_told_who_is_first(tmp_path):
    first, second = State(tmp_path), State(tmp_path)
    first.prepare()
    assert first.take("./run", "http://127.0.0.1:8000") is None
    first.tell(Holder("./run", os.getpid(), "http://127.0.0.1:8000", "postgresql://there/rcm"))
    assert second.take("./run manage") == Holder(
        "./run", os.getpid(), "http://127.0.0.1:8000", "postgresql://there/rcm"
    )
    first.release()
    assert second.take("./run manage") is None
    second.release()


def take_and_die(folder) -> None:
    State(folder).take("./run")
    os._exit(9)


def test_a_killed_launcher_does_not_keep_the_lock(tmp_path):
    state = State(tmp_path)
    state.prepare()
    process = multiprocessing.get_context("fork").Process(target=take_and_die, args=(tmp_path,))
    process.start()
    process.join(10)
    assert process.exitcode == 9
    assert state.take("./run") is None
    state.release()


def test_a_lock_just_taken_and_not_yet_described_is_still_a_lock(tmp_path):
    first, second = State(tmp_path), State(tmp_path)
    first.prepare()
    first.take("./run")
    first.lock.write_text("")
    assert second.take("./run").command == "another command"
    first.release()
