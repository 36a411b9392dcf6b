"""The clock: calls each room's periodic jobs."""

import logging
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from common.clock import Periodic, jobs

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do what is due from time to time: alerts, files of open data, mail that waits. Several may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="each job once, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            for job in jobs():
                self.do(job)
            return
        ending = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: ending.set())
        due = {job: time.monotonic() + job.seconds for job in jobs()}
        while not ending.wait(0.5):
            for job in [job for job, moment in due.items() if moment <= time.monotonic()]:
                self.do(job)
                due[job] = time.monotonic() + job.seconds

    def do(self, job: Periodic) -> None:
        """A job that fails is told in the log and tried again at its next turn; the others go on."""
        close_old_connections()
        try:
            if done := job.act():
                log.info("clock: %s %s", job.name, done)
        except Exception:
            log.exception("clock: %s failed", job.name)
