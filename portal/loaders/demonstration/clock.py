"""The clock of the demonstration: what happened in the story carries the date of the story."""

from datetime import date, datetime, time, timedelta
from functools import partial

import time_machine
from django.db import transaction
from django.utils import timezone

from common.dates import secretariat_zone

WORKING_HOURS = (8, 17)


class Clock:
    """Moves the time of this process. Days count from today: -75 is seventy-five days ago."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.today = self.now.astimezone(secretariat_zone()).date()
        self.travel = time_machine.travel(self.now, tick=True)
        self.coordinates = self.travel.start()

    def stop(self) -> None:
        self.travel.stop()

    def day(self, days: float) -> date:
        return self.today + timedelta(days=int(days // 1))

    def moment(self, days: float) -> datetime:
        """An instant of a working day in San José. The fraction of `days` says which part of it; without one, any."""
        begins, ends = WORKING_HOURS
        minutes = int((days % 1 or days * 0.37 % 1) * 60 * (ends - begins))
        return datetime.combine(self.day(days), time(begins), secretariat_zone()) + timedelta(minutes=minutes)

    def go(self, days: float) -> None:
        """Make it that moment, also for what is done once the transaction has ended (mail)."""
        self.set(self.moment(days))

    def set(self, moment: datetime) -> None:
        self.coordinates.move_to(moment)
        # Callbacks run in the order of their registration: this one sets the clock for those that follow.
        transaction.on_commit(partial(self.coordinates.move_to, moment))
