"""The clock calls every room's jobs; one that fails keeps no other from its turn."""

from django.core.management import call_command

from common import clock
from common.clock import Periodic, jobs
from common.management.commands import clock as command


def test_every_room_says_its_jobs():
    assert {job.name for job in jobs()} == {
        "search alerts", "files of open data", "words of search", "mail that waits", "messages of the day",
        "travel data that is past", "answers awaited", "documents ahead of a meeting", "sealed files without a row",
        "reminders of indicative dates", "silence that ends", "addresses of respondents",
        "requests not answered yet",
    }  # fmt: skip


def test_a_job_that_fails_is_told_in_the_log_and_the_others_go_on(monkeypatch, caplog, db):
    done = []
    failing = Periodic("failing", 1, lambda: 1 // 0)
    working = Periodic("working", 1, lambda: done.append(1) or 1)
    monkeypatch.setattr(command, "jobs", lambda: [failing, working])
    call_command("clock", "--once")

    assert done == [1]
    assert "failing failed" in caplog.text
    assert clock.jobs is jobs
