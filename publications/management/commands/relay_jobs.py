"""The relay: hands queued jobs to Celery and takes back those whose worker has gone."""

import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections
from kombu.exceptions import OperationalError as BrokerError

from publications import jobs
from publications.tasks import render

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Send queued jobs to the workers and sweep expired leases, every second. Several may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="pause between rounds")

    def handle(self, *args: Any, once: bool, every: float, **options: Any) -> None:
        if once:
            self.round()
            return
        self.ending = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.end)
        while not self.ending:
            close_old_connections()
            self.round()
            time.sleep(every)

    def end(self, *args: Any) -> None:
        self.ending = True

    def round(self) -> None:
        """Sweep and send. A database or broker that is away now may be back in the next round."""
        try:
            swept = jobs.sweep()
            sent = jobs.relay(lambda job_id: render.apply_async([job_id], retry=False))
        except (BrokerError, OperationalError, InterfaceError, OSError) as error:
            log.warning("relay: %s", error)
            return
        if swept or sent:
            log.info("relay: %s sent, %s swept", sent, swept)
