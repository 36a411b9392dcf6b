"""The trail of an event: who did what to it."""

from typing import Any

from accounts.seats import Seat
from audit.actions import record
from events.models import Event


def trail(action: str, event: Event, *, by: Seat | None, **detail: Any) -> None:
    record(action, by=by, chain=f"event:{event.pk}", object_type="Event", object_id=event.pk, **detail)
